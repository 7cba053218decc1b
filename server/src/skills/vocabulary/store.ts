/** Single skills, and what is done to them. */
import { sql } from 'kysely';
import { type Labels, type Transaction, isUuid, listed } from '../../kernel/database/index.ts';
import type { NamedRow } from '../store.ts';

export type Synonyms = Record<string, string[]>;
export type SkillRow = {
  id: string;
  label: Labels;
  synonyms: Synonyms;
  free: boolean;
  retired_at: Date | null;
  version: number;
};

/** A digest of what can be changed: a transaction's number would count what others write elsewhere. */
const version = sql`('x' || left(md5(concat_ws(chr(1), s.label, s.synonyms, s.retired_at)), 7))::bit(28)::int`;

/** A skill that the viewer may know of, or what it became. A free one has a name in an audience that they hold. */
export async function findSkill(tx: Transaction, id: string): Promise<SkillRow | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<SkillRow>`
    select s.id, s.label, s.synonyms, s.free, s.retired_at, ${version} as version
    from skill one join skill s on s.id = coalesce(one.merged_into, one.id)
    where one.id = ${id}::uuid
      and (not s.free or exists (select from skill_name n where n.skill_id = s.id))`.execute(tx);
  return rows[0];
}

/** Which of these labels, by language, is what another skill of the vocabulary is called first. */
export async function findTaken(
  tx: Transaction,
  label: Labels,
  except: string | null,
): Promise<{ language: string; name: string } | undefined> {
  const { rows } = await sql<{ language: string; name: string }>`
    select l.key as language, n.name from skill_name n join jsonb_each_text(${JSON.stringify(label)}::jsonb) as l
      on n.key = skill_key(l.value)
    where n.audience_id is null and n.place = 0 and not n.retired and n.skill_id is distinct from ${except}::uuid
    order by 1 limit 1`.execute(tx);
  return rows[0];
}

export async function addSkill(
  tx: Transaction,
  { id, label, synonyms }: { id: string; label: Labels; synonyms: Synonyms },
): Promise<void> {
  await tx
    .insertInto('skill')
    .values({ id, label: JSON.stringify(label), synonyms: JSON.stringify(synonyms), edited: true })
    .execute();
}

/** Locked until the transaction ends: whoever else changes it waits. Answers whether it is still one of its own. */
export async function lockSkill(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`
    select merged_into is null as own from skill where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0]?.own ?? false;
}

/** A label that is no name any more stays as a synonym. */
export async function changeSkill(
  tx: Transaction,
  id: string,
  { label, synonyms }: { label: Labels; synonyms: Synonyms },
): Promise<void> {
  await sql`
    update skill set label = g.label, free = false, edited = true,
      synonyms = join_skill_names(g.synonyms, (
        select coalesce(jsonb_object_agg(was.key, jsonb_build_array(was.value)), '{}') from jsonb_each_text(skill.label) was
        where skill_key(was.value) <> all (array(
          select skill_key(name) from jsonb_each_text(g.label) as l(language, name)
          union all select skill_key(s.name) from jsonb_each(g.synonyms) as l(language, names)
            cross join jsonb_array_elements_text(l.names) as s(name)))))
    from (select ${JSON.stringify(label)}::jsonb as label, ${JSON.stringify(synonyms)}::jsonb as synonyms) g
    where id = ${id}::uuid`.execute(tx);
}

export const retireSkill = async (tx: Transaction, id: string, at: Date | null): Promise<void> => {
  await tx.updateTable('skill').set({ retired_at: at, dropped: false }).where('id', '=', id).execute();
};

export type Outcome = 'merged' | 'gone' | 'same' | 'retired';

export async function mergeSkills(tx: Transaction, from: string, into: string): Promise<Outcome> {
  const { rows } = await sql<{ outcome: Outcome }>`
    select merge_skills(${from}::uuid, ${into}::uuid) as outcome`.execute(tx);
  return rows[0]!.outcome;
}

/** Counted no further. */
const most = 1_000;

/** How many declare it and how many posts thank for it, among those that the viewer may read. */
export async function countUses(tx: Transaction, id: string): Promise<{ people: number; thanks: number }> {
  const { rows } = await sql<{ people: number; thanks: number }>`
    select
      (select count(*)::int from (select from person_skill h join person p on p.id = h.person_id
        join profile f on f.person_id = p.id
        where h.skill_id = ${id}::uuid and not p.hidden and p.departed_at is null limit ${most}) d) as people,
      (select count(*)::int from (select from post o
        where o.details ? 'skill' and o.details ->> 'skill' = ${id} and o.state = 'published' limit ${most}) k) as thanks`.execute(
    tx,
  );
  return rows[0]!;
}

/** The audiences of posts that thank for it: what is shown to them names it. */
export async function audiencesOf(tx: Transaction, id: string): Promise<number[]> {
  const { rows } = await sql<{ audience_id: number }>`
    select distinct audience_id from post where details ? 'skill' and details ->> 'skill' = ${id}`.execute(tx);
  return rows.map(({ audience_id }) => audience_id);
}

/** How many skills the vocabulary has, and how many of it are retired. */
export async function countSkills(tx: Transaction): Promise<{ skills: number; retired: number }> {
  const { rows } = await sql<{ skills: number; retired: number }>`
    select count(*) filter (where retired_at is null)::int as skills, count(retired_at)::int as retired
    from skill where not free and merged_into is null`.execute(tx);
  return rows[0]!;
}

/** Free skills by name, as far as their names are in an audience that is held. */
export async function listOwn(tx: Transaction, audiences: readonly number[], most: number): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select s.id, s.label, n.name, s.free, n.retired from (
      select distinct on (n.key, n.skill_id) n.key, n.skill_id, n.name, n.retired
      from unnest(${listed([...audiences])}::int[]) as held(id) cross join lateral (
        select key, skill_id, name, retired from skill_name
        where audience_id = held.id and place = 0 and not retired order by key limit ${most}) n
      order by n.key, n.skill_id limit ${most}) n
    join skill s on s.id = n.skill_id where s.free order by n.key, s.id`.execute(tx);
  return rows;
}

/** Skills of the vocabulary that are called the same first in one language, side by side and each once. */
export async function listTwins(tx: Transaction, most: number): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select s.id, s.label, n.name, s.free, n.retired from (
      select distinct on (n.skill_id) n.skill_id, n.key, n.name, n.retired
      from (select language, key from skill_name where audience_id is null and place = 0 and not retired
          group by 1, 2 having count(distinct skill_id) > 1 order by 2, 1 limit ${most}) twin
        join skill_name n on n.audience_id is null and n.key = twin.key
      where n.language = twin.language and n.place = 0 and not n.retired
      order by n.skill_id, n.key) n
    join skill s on s.id = n.skill_id order by n.key, s.id limit ${most}`.execute(tx);
  return rows;
}

export type ImportRow = {
  at: Date;
  counts: Partial<Record<'added' | 'changed' | 'unchanged' | 'retired' | 'restored', number>>;
};

/** As the system: what the last import that had skills changed. */
export async function findLastImport(tx: Transaction): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select at, data -> 'skills.jsonl' as counts from event
    where type = 'import.completed' and data ? 'skills.jsonl' order by tx desc limit 1`.execute(tx);
  return rows[0];
}
