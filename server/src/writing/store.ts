/** What completes a mention or a tag, always as the viewer: row-level security leaves out what they may not see. */
import { sql } from 'kysely';
import type { Circle } from '@parvis/contracts';
import type { Addressed } from '../audiences/index.ts';
import { type Transaction, listed } from '../kernel/database/index.ts';

/** Past every text that begins with something. */
const end = '\u{10ffff}';
/** How many people a beginning is looked up for; what is longer than that says too little to be completed. */
const reach = 1_000;

export type FoundPerson = {
  id: string;
  user_name: string;
  name: string;
  photo: string | null;
  circle: Circle;
  title: string | null;
  unit: string | null;
};

/**
 * People in whose names every one of `words` begins a word, or whose user name begins with `key`. Who left, is hidden or
 * has a profile that the viewer may not read is nobody.
 */
export async function findPeople(
  tx: Transaction,
  viewer: string,
  { words, key, limit }: { words: readonly string[]; key: string; limit: number },
): Promise<FoundPerson[]> {
  const { rows } = await sql<FoundPerson>`
    with asked as materialized (
      select n, word from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) with ordinality as a(word, n)
    ), named as (
      select hit.document_id from asked cross join lateral (
        select distinct document_id from (
          select document_id from search_posting
          where list = search_list('name') and term >= asked.word and term < asked.word || ${end} limit ${reach}) few) hit
      group by 1 having count(*) = (select count(*) from asked)
    ), found as (
      select d.person_id as id from named join search_document d on d.id = named.document_id
      union
      (select id from person where lower(user_name) collate "C" >= ${key} and lower(user_name) collate "C" < ${key + end}
        limit ${reach})
    )
    select u.id, u.user_name, u.name, u.photo, u.circle, f.title, f.unit
    from found join profile f on f.person_id = found.id join person u on u.id = found.id
    where u.departed_at is null and u.id <> ${viewer}
    order by lower(u.user_name) <> ${key}, lower(u.name), u.id limit ${limit}`.execute(tx);
  return rows;
}

/** Those of the given people who read a shared audience, or would. As the system: who belongs to a community is not everybody's to see. */
export async function findReaders(
  tx: Transaction,
  people: readonly string[],
  { community, circles, degree }: Addressed,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where p.id = any (${listed(people)}::uuid[]) and p.circle = any (${listed(circles)}::text[]) and p.clearance >= ${degree}
      and (${community}::uuid is null
        or exists (select from community c where c.id = ${community}::uuid and c.visibility = 'open')
        or exists (select from membership m where m.community_id = ${community}::uuid and m.person_id = p.id))`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Tags looked at, over all audiences. */
const walked = 2_000;

/**
 * Tags that begin so, of posts in the given audiences; those used in most of them first. From tag to tag within each
 * audience, so that how often a tag was used, and what is in other audiences, costs nothing.
 */
export async function findTagsBeginning(
  tx: Transaction,
  audiences: readonly number[],
  beginning: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    with recursive walk (audience, tag) as (
      select held.id, first.tag from unnest(${listed(audiences)}::int[]) held(id) cross join lateral (
        select tag collate "C" as tag from post_tag
        where audience_id = held.id and tag collate "C" >= ${beginning} and tag collate "C" < ${beginning + end}
        order by tag collate "C" limit 1) first
      union all
      select walk.audience, next.tag from walk cross join lateral (
        select tag collate "C" as tag from post_tag
        where audience_id = walk.audience and tag collate "C" > walk.tag and tag collate "C" < ${beginning + end}
        order by tag collate "C" limit 1) next
    )
    select tag from (select audience, tag from walk limit ${walked}) few
    group by tag order by tag <> ${beginning}, count(*) desc, length(tag), tag limit ${limit}`.execute(tx);
  return rows.map(({ tag }) => tag);
}
