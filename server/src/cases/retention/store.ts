import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';

export type Erased = { case_id: string; community_id: string | null; audience_id: number; post_id: string | null };

/** As the system: erases one thing that was removed before then. Undefined when there is none left. */
export async function eraseNext(tx: Transaction, before: Date, at: Date): Promise<Erased | undefined> {
  const { rows } = await sql<Erased>`select * from erase_removed(${before}::timestamptz, ${at}::timestamptz)`.execute(
    tx,
  );
  return rows[0];
}
