/** The vocabulary as it is completed, always as the viewer: free skills that only others may read are not among the names. */
import { sql } from 'kysely';
import {
  type Database,
  type Labels,
  type Standing,
  type Transaction,
  listed,
  rowsOf,
} from '../kernel/database/index.ts';

/** Past every text that begins with something. */
const end = '\u{10ffff}';
/** Names looked at that begin as asked, and that have a word which does. */
const reach = { names: 2_000, words: 3_000, free: 50 };

export type NamedRow = {
  id: string;
  label: Labels;
  name: string;
  free: boolean;
  retired: boolean;
};

/** `declared`: only those that somebody declares whom the viewer may read. */
export type Wish = { limit: number; retired: boolean; declared?: boolean };

const named = 'n.skill_id, n.place, n.name, n.key, n.retired';

/**
 * Skills by the beginning of a name, and, where these are too few, by the beginnings of words inside: the whole name
 * first, then labels, then synonyms; shorter ones first.
 */
export const findSkills = (
  database: Database,
  standing: Standing,
  q: string,
  { limit, retired, declared = false }: Wish,
): Promise<NamedRow[]> =>
  rowsOf(
    database,
    standing,
    'skills_complete',
    `with asked as materialized (
        select skill_words($1) as words, skill_key($1) as key
      ), held as materialized (
        select unnest($2::int[]) as id
      ), begun as materialized (
        select found.* from asked cross join lateral (
          select ${named} from skill_name n where n.audience_id is null and n.key >= asked.key and n.key < asked.key || '${end}'
            and (not n.retired or $4::boolean) order by n.key limit ${reach.names}) found
        union all
        select found.* from asked cross join held cross join lateral (
          select ${named} from skill_name n where n.audience_id = held.id and n.key >= asked.key
            and n.key < asked.key || '${end}' order by n.key limit ${reach.free}) found
      ), longest as materialized (
        select word from asked cross join lateral unnest(asked.words) as word
        where $5::boolean or (select count(distinct skill_id) from begun) < $3::int
        order by length(word) desc, word limit 1
      ), worded as materialized (
        select found.skill_id from longest cross join lateral (
          select w.skill_id from skill_word w where w.audience_id is null and w.word >= longest.word
            and w.word < longest.word || '${end}' limit ${reach.words}) found
        union
        select found.skill_id from longest cross join held cross join lateral (
          select w.skill_id from skill_word w where w.audience_id = held.id and w.word >= longest.word
            and w.word < longest.word || '${end}' limit ${reach.free}) found
      ), inside as (
        -- Offset 0: skill by skill, whatever the planner thinks of reading all names instead.
        select n.* from worded cross join asked cross join lateral (
          select ${named} from skill_name n where n.skill_id = worded.skill_id and (not n.retired or $4::boolean) offset 0) n
        where not exists (
          select from unnest(asked.words) as wanted(word)
          where position(' ' || wanted.word in ' ' || n.key) = 0 and position('.' || wanted.word in n.key) = 0)
      ), hit as (
        select begun.*, case when begun.key = asked.key then 0 else 2 end + place as rank from begun cross join asked
        union all
        select inside.*, 4 + place from inside
      ), best as (
        select distinct on (skill_id) skill_id, rank, name, retired from hit
        order by skill_id, rank, length(name), name
      )
      select s.id, s.label, best.name, s.free, best.retired
      from best join skill s on s.id = best.skill_id
      where not $5::boolean or exists (select from person_skill h join person p on p.id = h.person_id
        where h.skill_id = s.id and not p.hidden and p.departed_at is null)
      order by best.rank, s.free, length(best.name), best.name, s.id limit $3`,
    [q, listed(standing.audiences), limit, retired, declared],
  );

/** Those of the beginnings that a word of a name has, whole words first. */
export const findWords = (
  database: Database,
  standing: Standing,
  beginnings: readonly string[],
  most: number,
): Promise<{ word: string }[]> =>
  rowsOf(
    database,
    standing,
    'skills_words',
    `with held as materialized (select unnest($2::int[]) as id)
      select asked.word from jsonb_array_elements_text($1::jsonb) as asked(word) cross join lateral (
        select w.word from skill_word w where w.audience_id is null and w.word >= asked.word
          and w.word < asked.word || '${end}' order by w.word limit 1) found
      union
      select asked.word from held cross join jsonb_array_elements_text($1::jsonb) as asked(word) cross join lateral (
        select w.word from skill_word w where w.audience_id = held.id and w.word = asked.word limit 1) found
      order by 1 limit $3`,
    [JSON.stringify(beginnings), listed(standing.audiences), most],
  );

const json = JSON.stringify;

/** What each name is compared by, and the skill that is called so: of the vocabulary first, as a label first. */
export async function findByNames(
  tx: Transaction,
  names: readonly string[],
): Promise<{ name: string; key: string; id: string | null }[]> {
  const { rows } = await sql<{ name: string; key: string; id: string | null }>`
    select asked.name, asked.key, coalesce(
      (select n.skill_id from skill_name n where n.audience_id is null and n.key = asked.key
        order by n.retired, n.place, n.skill_id limit 1),
      (select coalesce(s.merged_into, s.id) from skill s where s.free and skill_key(s.label ->> 'und') = asked.key
        order by s.merged_into nulls first, s.id limit 1)) as id
    from (select l.name, skill_key(l.name) as key from jsonb_array_elements_text(${json(names)}::jsonb) as l(name)) asked`.execute(
    tx,
  );
  return rows;
}

/** Answers for each id the skill that it is now: somebody may have added it meanwhile, and it may have been merged. */
export async function addFreeSkills(
  tx: Transaction,
  rows: readonly { id: string; label: Labels }[],
): Promise<Map<string, string>> {
  await sql`
    insert into skill (id, label, free)
    select id, label, true from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, label jsonb)
    order by id on conflict (id) do nothing`.execute(tx);
  const { rows: found } = await sql<{ id: string; now: string }>`
    select id, coalesce(merged_into, id) as now from skill
    where id = any (array(select r.id from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid)))`.execute(tx);
  return new Map(found.map(({ id, now }) => [id, now]));
}

export const keepImported = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  await sql`
    update skill set imported = true
    where id = any (array(select i::uuid from jsonb_array_elements_text(${json(ids)}::jsonb) as i)) and free and not imported`.execute(
    tx,
  );
};
