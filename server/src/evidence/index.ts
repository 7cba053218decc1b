export {
  type Word,
  countTerms,
  fold,
  joinedName,
  nameTerms,
  nameWords,
  readWords,
  saysNothing,
  stem,
  withoutGenders,
} from './analysis.ts';
export * as ranking from './ranking.ts';
export type { Asked } from './ranking.ts';
export { type Upkeep, indexDue, startUpkeep } from './service.ts';
export type { List } from './store.ts';
export { findSuggestedSkills } from './suggested/store.ts';
export { relatedInTrades } from './trades.ts';
