import type { StatementOfReasons } from '@parvis/contracts';
import type { StatementRow } from './store.ts';

/** Milliseconds for which a decision can be appealed. */
const appealTime = 180 * 24 * 60 * 60_000;

/** What the person whom it is about can do about it. */
export const abilities = (row: StatementRow, now: Date): StatementOfReasons['abilities'] => {
  const standing = row.undone_at === null;
  return {
    acknowledge: standing && row.decision === 'warn' && row.acknowledged_at === null,
    answer: standing && row.decision === 'unverified',
    appeal:
      standing &&
      row.appealed_at === null &&
      row.erased_at === null &&
      now.getTime() - row.decided_at.getTime() < appealTime,
  };
};
