/** Rows of the keys of creating calls. */
import type { Transaction } from '../database/index.ts';

export type NewKey = {
  person: string;
  key: string;
  fingerprint: string;
  /** What the call makes. */
  subject: string;
  now: Date;
  /** Milliseconds after which a key may be used anew. */
  lifetime: number;
};

/** Answers false when the key was taken already; waits while a call that takes it is under way. */
export async function takeKey(
  tx: Transaction,
  { person, key, fingerprint, subject, now, lifetime }: NewKey,
): Promise<boolean> {
  // Kept no longer than they count; the person's own next call takes them away.
  const tidied = tx
    .deleteFrom('idempotency')
    .where('person_id', '=', person)
    .where('created_at', '<', new Date(now.getTime() - lifetime))
    .execute();
  const taking = tx
    .insertInto('idempotency')
    .values({ person_id: person, key, fingerprint, subject_id: subject, created_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'key'])
        .doUpdateSet({ fingerprint, subject_id: subject, created_at: now })
        .where('idempotency.created_at', '<', new Date(now.getTime() - lifetime)),
    )
    .executeTakeFirst();
  const [, taken] = await Promise.all([tidied, taking]);
  return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export const findKey = (
  tx: Transaction,
  person: string,
  key: string,
): Promise<{ fingerprint: string; subject_id: string }> =>
  tx
    .selectFrom('idempotency')
    .where('person_id', '=', person)
    .where('key', '=', key)
    .select(['fingerprint', 'subject_id'])
    .executeTakeFirstOrThrow();
