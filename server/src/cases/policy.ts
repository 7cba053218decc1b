import type { Case, DecisionKind } from '@parvis/contracts';
import { type Viewer, isSteward } from '../kernel/viewer/index.ts';
import type { CaseRow } from './store.ts';

/** A claim ends by itself, so that nobody's absence keeps a case from being examined. */
export const isClaimed = ({ claimed_until }: Pick<CaseRow, 'claimed_until'>, now: Date): boolean =>
  claimed_until !== null && claimed_until > now;

export const isOthers = (viewer: Viewer, row: CaseRow, now: Date): boolean =>
  isClaimed(row, now) && row.claimed_by !== viewer.person;

/** Its author appealed, and nobody has answered that yet. */
export const isAppealed = ({ appealed_at, appeal_decided_at }: Pick<CaseRow, 'appealed_at' | 'appeal_decided_at'>) =>
  appealed_at !== null && appeal_decided_at === null;

/** There is something to examine: it is not decided, its decision is appealed, or its author did what that asked for. */
export const isPending = (row: CaseRow): boolean => row.decided_at === null || isAppealed(row) || row.answered;

/** A decision can be made, for the first time or in the place of the one before. */
export const isDecidable = (row: CaseRow): boolean => row.decided_at === null || (row.answered && !isAppealed(row));

/**
 * What is written here can be held or removed, and a post locked, or moved by a steward of where it stands; people and
 * pages cannot, but a flag on them can be right. Nobody is warned or suspended for what nobody wrote.
 */
export const decisionsOn = (
  viewer: Viewer,
  { subject_kind, author_id, community_id }: Pick<CaseRow, 'subject_kind' | 'author_id' | 'community_id'>,
): DecisionKind[] => {
  const decisions: DecisionKind[] = ['keep'];
  if (subject_kind === 'post' || subject_kind === 'comment') decisions.push('unverified', 'hold', 'remove');
  else decisions.push('uphold');
  if (subject_kind === 'post') decisions.push('lock');
  if (subject_kind === 'post' && isSteward(viewer, community_id)) decisions.push('move');
  if (author_id !== null) decisions.push('warn', 'suspend');
  return decisions;
};

export const abilities = (viewer: Viewer, row: CaseRow, now: Date): Case['abilities'] => {
  const pending = isPending(row);
  const free = !isOthers(viewer, row, now);
  return {
    claim: pending && !isClaimed(row, now),
    release: pending && isClaimed(row, now) && row.claimed_by === viewer.person,
    decisions: isDecidable(row) && free ? decisionsOn(viewer, row) : [],
    // Who decided is not on the desk of an appeal: the views see to that, and this holds where they are mistaken.
    appeal: isAppealed(row) && free && row.decided_by !== viewer.person,
    // What an appeal came to is not undone by who had decided before.
    undo:
      row.decided_at !== null &&
      !isAppealed(row) &&
      row.erased_at === null &&
      (row.appeal_decided_at === null || row.decided_by !== viewer.person),
    note: true,
  };
};

/** Whether the thing is taken away by what was decided. */
export const isRemoved = ({ decision, also_removed, appeal_outcome }: CaseRow): boolean =>
  (decision === 'remove' || also_removed) && appeal_outcome !== 'granted';

/** Where a post was moved by what was decided. */
export const goneTo = (effect: CaseRow['effect']): { movedTo?: string } =>
  effect && 'moved' in effect ? { movedTo: effect.moved.to.community } : {};

/** Three people at least, whatever their weights; 0 turns it off; nothing by those who moderate. */
export const isHeldBy = (
  { people, weight }: { people: number; weight: number },
  { threshold, exempt }: { threshold: number; exempt: boolean },
): boolean => !exempt && threshold > 0 && people >= 3 && weight >= threshold;
