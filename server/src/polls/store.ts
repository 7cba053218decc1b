import { sql } from 'kysely';
import { type Database, type Transaction } from '../kernel/database/index.ts';

/** `unknown`: not among its options, or too many. `final`: answered before, and secret. */
export type Outcome = 'absent' | 'refused' | 'closed' | 'unknown' | 'final' | 'unchanged' | 'done';

export async function addAnswer(
  tx: Transaction,
  post: string,
  { options, audience, at }: { options: readonly string[]; audience: number; at: Date },
): Promise<Outcome> {
  const { rows } = await sql<{ outcome: Outcome }>`
    select answer_poll(${post}::uuid, array(select jsonb_array_elements_text(${JSON.stringify(options)}::jsonb)),
      ${audience}::int, ${at}::timestamptz) as outcome`.execute(tx);
  return rows[0]!.outcome;
}

/** Closes some of those that are over; answers how many. */
export const closePolls = (database: Database, at: Date): Promise<number> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ closed: number }>`select close_polls(${at}::timestamptz) as closed`.execute(tx);
    return rows[0]!.closed;
  });
