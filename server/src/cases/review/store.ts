/** What waits for a steward before it is published, and what a change by its author releases. All of it as the system. */
import { sql } from 'kysely';
import type { ScreeningReason } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { setLeft } from '../store.ts';

export { setLeft };

export type ScreeningFacts = {
  reasons: readonly ScreeningReason[];
  words: readonly string[];
  /** Nobody has read it yet. */
  new: boolean;
};

/** A case that no flag opened says why it is there. */
export const setScreening = async (tx: Transaction, id: string, facts: ScreeningFacts): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ screening: JSON.stringify(facts) })
    .where('id', '=', id)
    .execute();
};

export const findScreening = async (tx: Transaction, id: string): Promise<ScreeningFacts | null> => {
  const row = await tx.selectFrom('case').where('id', '=', id).select('screening').executeTakeFirst();
  return row?.screening ?? null;
};

/** Takes what was written a moment ago, in this transaction, from readers who have not been told of it. Answers where it was. */
export const withhold = async (
  tx: Transaction,
  kind: 'post' | 'comment',
  id: string,
  audience: number,
): Promise<number> => {
  const { rows } = await (
    kind === 'post'
      ? sql<{ left: number }>`
        update post p set audience_id = ${audience}, state = 'held', not_published = 'review' from post before
        where p.id = ${id}::uuid and before.id = p.id returning before.audience_id as left`
      : sql<{ left: number }>`
        update comment c set audience_id = ${audience}, state = 'held', review = true from comment before
        where c.id = ${id}::uuid and before.id = c.id returning before.audience_id as left`
  ).execute(tx);
  return rows[0]!.left;
};

/** It waits, which its author is told. */
export const setWaiting = async (tx: Transaction, kind: 'post' | 'comment', id: string): Promise<void> => {
  await (
    kind === 'post'
      ? sql`update post set not_published = 'review' where id = ${id}::uuid and state = 'held'`
      : sql`update comment set review = true where id = ${id}::uuid and state = 'held'`
  ).execute(tx);
};

/** What nobody had read is new when it is published, whenever it was written. */
export const setPublished = async (tx: Transaction, kind: 'post' | 'comment', id: string, at: Date): Promise<void> => {
  await (
    kind === 'post'
      ? sql`update post set created_at = ${at}::timestamptz, edited_at = null where id = ${id}::uuid`
      : sql`update comment set created_at = ${at}::timestamptz, edited_at = null where id = ${id}::uuid`
  ).execute(tx);
};

/**
 * The next case whose thing its flags hold and its author changed since, before then: nobody has looked at it yet, and no
 * change has released it before.
 */
export const findChanged = async (tx: Transaction, before: Date): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select c.id from "case" c
    where c.held_at is not null and c.decided_at is null and c.withdrawn_at is null and c.released_at is null
      and c.screening is null and c.claimed_until is null
      and exists (select from case_copy k
        where k.case_id = c.id and k.reason = 'edited' and k.at > c.held_at and k.at <= ${before}::timestamptz)
    order by c.held_at limit 1 for no key update skip locked`.execute(tx);
  return rows[0]?.id;
};

export const setReleased = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx.updateTable('case').set({ released_at: at }).where('id', '=', id).execute();
};
