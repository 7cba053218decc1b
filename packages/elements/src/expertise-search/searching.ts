/** Loaded once somebody is in the box or there is something to search: what asks, for what, and how waiting looks. */
import { expertPurposes, shownLimits, skillLevels } from '@parvis/contracts/tables';
import type { ExpertSearch } from '../controllers/experts-controller.ts';
import { choice } from '../internal/choice.ts';
import type { ParvisExpertiseSearch } from './expertise-search.ts';

export { ExpertsController } from '../controllers/experts-controller.ts';
export { states } from '../styles/states.ts';

/** Most characters that are searched for. */
export const most = shownLimits.query;

/** What the attributes ask for; nothing where they ask for nothing. */
export function searchOf(host: ParvisExpertiseSearch): ExpertSearch | undefined {
  const { unit, site, language, level } = host;
  const q = host.query.trim().slice(0, most);
  if (!q) return undefined;
  return {
    q,
    for: choice(host, 'for', host.for, expertPurposes, 'know'),
    unit,
    site,
    language,
    level: level ? choice(host, 'level', level, skillLevels, 'expert') : undefined,
  };
}
