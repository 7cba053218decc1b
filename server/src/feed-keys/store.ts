import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

export type FeedKeyRow = {
  id: string;
  name: string;
  created_at: Date;
  expires_at: Date;
  /** `2026-11-20`. */
  last_used_on: string | null;
};

/** The keys of a person count as one thing until the transaction ends. */
export const lockOwner = async (tx: Transaction, person: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 34))`.execute(tx);
};

const usedOn = sql<string | null>`to_char(feed_key.last_used_on, 'YYYY-MM-DD')`.as('last_used_on');

/** All of a person's, newest first, with the name that the person has in the directory. */
export async function listKeys(tx: Transaction, person: string): Promise<{ rows: FeedKeyRow[]; userName: string }> {
  const rows = await tx
    .selectFrom('feed_key')
    .where('person_id', '=', person)
    .select(['id', 'name', 'created_at', 'expires_at', usedOn])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const { user_name } = await tx
    .selectFrom('person')
    .where('id', '=', person)
    .select('user_name')
    .executeTakeFirstOrThrow();
  return { rows, userName: user_name };
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export async function addKey(
  tx: Transaction,
  key: { id: string; person: string; name: string; hash: Uint8Array; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into feed_key (id, person_id, name, hash, created_at, expires_at)
    values (${key.id}, ${key.person}, ${key.name}, decode(${hex(key.hash)}, 'hex'), ${key.createdAt}, ${key.expiresAt})`.execute(
    tx,
  );
}

export const removeKey = async (tx: Transaction, person: string, id: string): Promise<void> => {
  await tx.deleteFrom('feed_key').where('person_id', '=', person).where('id', '=', id).execute();
};

export type HolderRow = { id: string; user_name: string; expires_at: Date; last_used_on: string | null };

export async function findHolder(tx: Transaction, hash: Uint8Array): Promise<HolderRow | undefined> {
  const { rows } = await sql<HolderRow>`
    select k.id, p.user_name, k.expires_at, to_char(k.last_used_on, 'YYYY-MM-DD') as last_used_on
    from feed_key k join person p on p.id = k.person_id where k.hash = decode(${hex(hash)}, 'hex')`.execute(tx);
  return rows[0];
}

export const noteUse = async (tx: Transaction, id: string, day: string): Promise<void> => {
  await tx.updateTable('feed_key').set({ last_used_on: day }).where('id', '=', id).execute();
};
