import type { Case } from '@parvis/contracts';

/** The parts of a case's file that are opened on demand, by the word that names each. */
export const parts = {
  notes: 'caseNotes',
  context: 'caseContext',
  versions: 'caseVersions',
  similar: 'caseSimilar',
  earlier: 'caseEarlier',
  history: 'caseHistory',
} as const;
export type PartName = keyof typeof parts;

/** Those that can hold something: only a comment stands under something else, only what somebody wrote has versions. */
export const partsOf = ({ copy, revision, publication }: Case): PartName[] =>
  (Object.keys(parts) as PartName[]).filter(
    (name) =>
      (name !== 'context' || copy.kind === 'comment') &&
      (name !== 'versions' || revision !== null || publication === 'deleted') &&
      (name !== 'earlier' || copy.author !== null) &&
      (name !== 'similar' || copy.kind === 'post' || copy.kind === 'comment'),
  );
