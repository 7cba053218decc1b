import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

/** What one person does only so often. */
export type Deed = 'post' | 'comment' | 'skill';

/** `gap`: seconds between two; `most`: how many `within` so many seconds. 0 bounds nothing. */
export type Pace = { gap: number; most: number; within: number };

/**
 * Takes the viewer's turn; answers the seconds to wait when it is not theirs yet. Parallel calls of one person for one
 * deed wait for each other, whichever process they came to; with the transaction the turn is given back.
 */
export async function takeTurn(
  tx: Transaction,
  deed: Deed,
  { gap, most, within }: Pace,
  now: Date,
): Promise<number | null> {
  if (gap === 0 && most === 0) return null;
  const { rows } = await sql<{ wait: number | null }>`
    select take_turn(${deed}::text, ${now}::timestamptz, ${gap}::float8, ${most}::int, ${within}::int) as wait`.execute(
    tx,
  );
  return rows[0]!.wait;
}
