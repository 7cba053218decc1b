import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

/** `unchanged`: said before. `refused`: no announcement, one's own, or held. */
export type Outcome = 'absent' | 'refused' | 'unchanged' | 'done';

export async function addAcknowledgement(
  tx: Transaction,
  post: string,
  { audience, at, step }: { audience: number; at: Date; step: number },
): Promise<Outcome> {
  const { rows } = await sql<{ outcome: Outcome }>`
    select acknowledge_post(${post}::uuid, ${audience}::int, ${at}::timestamptz, ${step}::int) as outcome`.execute(tx);
  return rows[0]!.outcome;
}
