import type { Case, DecisionKind } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { CaseRow } from './store.ts';

/** A claim ends by itself, so that nobody's absence keeps a case from being examined. */
export const isClaimed = ({ claimed_until }: Pick<CaseRow, 'claimed_until'>, now: Date): boolean =>
  claimed_until !== null && claimed_until > now;

export const isOthers = (viewer: Viewer, row: CaseRow, now: Date): boolean =>
  isClaimed(row, now) && row.claimed_by !== viewer.person;

/** What is written here can be removed; people and pages cannot, but a flag on them can be right. */
const decisionsOn = ({ subject_kind }: CaseRow): DecisionKind[] =>
  subject_kind === 'post' || subject_kind === 'comment' ? ['keep', 'remove'] : ['keep', 'uphold'];

export const abilities = (viewer: Viewer, row: CaseRow, now: Date): Case['abilities'] => {
  const undecided = row.decided_at === null;
  return {
    claim: undecided && !isClaimed(row, now),
    release: undecided && isClaimed(row, now) && row.claimed_by === viewer.person,
    decisions: undecided && !isOthers(viewer, row, now) ? decisionsOn(row) : [],
  };
};

/** Three people at least, whatever their weights; 0 turns it off; nothing by those who moderate. */
export const isHeldBy = (
  { people, weight }: { people: number; weight: number },
  { threshold, exempt }: { threshold: number; exempt: boolean },
): boolean => !exempt && threshold > 0 && people >= 3 && weight >= threshold;
