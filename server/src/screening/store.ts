/** As the system: what stewards set is theirs to read, and the server's to apply to everybody. */
import { sql } from 'kysely';
import type { ScreeningAction } from '@parvis/contracts';
import { type Transaction, listed } from '../kernel/database/index.ts';

export type ScreeningRow = {
  community_id: string;
  tag: string;
  words: Record<ScreeningAction, string[]>;
  newcomers: number;
  everything: boolean;
  people: string[];
  external: boolean;
  edited_at: Date;
};

export const findScreening = (tx: Transaction, community: string): Promise<ScreeningRow | undefined> =>
  tx
    .selectFrom('screening')
    .where('community_id', '=', community)
    .select(['community_id', 'tag', 'words', 'newcomers', 'everything', 'people', 'external', 'edited_at'])
    .executeTakeFirst();

/** Nobody else changes it until the transaction ends. */
export const lockScreening = async (tx: Transaction, community: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${community}, 51))`.execute(tx);
};

export const putScreening = async (
  tx: Transaction,
  { words, people, edited_by, ...rest }: ScreeningRow & { edited_by: string },
): Promise<void> => {
  const values = { ...rest, edited_by, words: JSON.stringify(words), people };
  await tx
    .insertInto('screening')
    .values(values)
    .onConflict((conflict) => conflict.column('community_id').doUpdateSet(values))
    .execute();
};

/** Those of these people who are members there. */
export const findMembers = async (
  tx: Transaction,
  community: string,
  people: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from membership
    where community_id = ${community}::uuid and person_id = any (${listed(people)}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

/** What a person has published there, `most` at most. */
export const countPublished = async (
  tx: Transaction,
  community: string,
  person: string,
  most: number,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select published_in(${community}::uuid, ${person}::uuid, ${most}::int) as count`.execute(tx);
  return rows[0]!.count;
};

/** Whether they moderate there: what they write waits for nobody. */
export const isModerating = async (tx: Transaction, community: string, person: string): Promise<boolean> => {
  const { rows } = await sql<{ moderating: boolean }>`
    select exists (select from membership m
        where m.person_id = ${person}::uuid and m.community_id = ${community}::uuid and m.role = 'steward')
      or exists (select from person p where p.id = ${person}::uuid and p.roles && '{moderator,admin}') as moderating`.execute(
    tx,
  );
  return rows[0]!.moderating;
};
