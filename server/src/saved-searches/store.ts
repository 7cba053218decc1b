import { sql } from 'kysely';
import type { SavedSearchCreate } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import type { FoundRow, SearchRow } from './present.ts';

/** The saved searches of a person count as one thing until the transaction ends. */
export const lockOwner = async (tx: Transaction, person: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 43))`.execute(tx);
};

/** All of a person's, newest first. */
export async function listSearches(tx: Transaction, person: string): Promise<SearchRow[]> {
  const { rows } = await sql<SearchRow>`
    select id, query, created_at, seen_at from saved_search where person_id = ${person}
    order by created_at desc, id desc`.execute(tx);
  return rows;
}

export type Found = FoundRow & { search_id: string };

/** Whom a person's searches led to since they were looked at, newest first. */
export async function listFound(tx: Transaction, person: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select m.search_id, p.id, p.name, p.photo, p.circle
    from saved_search s join saved_match m on m.search_id = s.id join person p on p.id = m.person_id
    where s.person_id = ${person} and m.found_at > s.seen_at and p.departed_at is null and not p.hidden
    order by m.found_at desc, p.name, p.id`.execute(tx);
  return rows;
}

export async function addSearch(
  tx: Transaction,
  search: { id: string; person: string; audience: number; query: SavedSearchCreate; at: Date },
): Promise<void> {
  const { id, person, audience, query, at } = search;
  await sql`insert into saved_search (id, person_id, audience_id, query, created_at, checked_at, seen_at)
    values (${id}, ${person}, ${audience}, ${JSON.stringify(query)}::jsonb, ${at}, ${at}, ${at})`.execute(tx);
}

/** Those whom it leads to already are nothing new. */
export async function addKnown(
  tx: Transaction,
  id: string,
  audience: number,
  people: readonly string[],
): Promise<void> {
  await sql`insert into saved_match (search_id, person_id, audience_id)
    select ${id}::uuid, p::uuid, ${audience} from jsonb_array_elements_text(${JSON.stringify(people)}::jsonb) p`.execute(
    tx,
  );
}

export const removeSearch = async (tx: Transaction, person: string, id: string): Promise<boolean> => {
  const done = await tx
    .deleteFrom('saved_search')
    .where('person_id', '=', person)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
};

export const setSeen = async (tx: Transaction, person: string, id: string, at: Date): Promise<boolean> => {
  const done = await tx
    .updateTable('saved_search')
    .set({ seen_at: at })
    .where('person_id', '=', person)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
};

export type DueRow = { id: string; person_id: string; audience_id: number; query: SavedSearchCreate };

/** As the system: the search that was not run for longest, where that was before; from now on it was run. */
export async function takeDue(tx: Transaction, before: Date, at: Date): Promise<DueRow | undefined> {
  const { rows } = await sql<DueRow>`
    update saved_search set checked_at = ${at} where id = (
      select id from saved_search where checked_at <= ${before} order by checked_at, id limit 1 for update skip locked)
    returning id, person_id, audience_id, query`.execute(tx);
  return rows[0];
}

/** As the system: keeps those to whom it never led, and answers how many they are; none where it was deleted meanwhile. */
export async function addFound(tx: Transaction, due: DueRow, people: readonly string[], at: Date): Promise<number> {
  const { rows } = await sql`
    insert into saved_match (search_id, person_id, audience_id, found_at)
    select s.id, p.id, s.audience_id, ${at}::timestamptz
    from (select id, audience_id from saved_search where id = ${due.id} for update) s
    join person p on p.id in (select f::uuid from jsonb_array_elements_text(${JSON.stringify(people)}::jsonb) f)
    on conflict (search_id, person_id) do nothing returning person_id`.execute(tx);
  return rows.length;
}
