/** One's own profile: by functions of the database, which know whose it is. */
import { sql } from 'kysely';
import type { FieldReaders, ProfileField, SkillLevel, SkillTag } from '@parvis/contracts';
import type { Labels, Transaction } from '../../kernel/database/index.ts';

export type OwnFieldRow = {
  field: ProfileField;
  value: unknown;
  readers: FieldReaders;
  community: string | null;
  own: boolean;
  version: number;
};

export async function listOwnFields(tx: Transaction): Promise<OwnFieldRow[]> {
  const { rows } = await sql<OwnFieldRow>`
    select * from own_fields()`.execute(tx);
  return rows;
}

export type OwnSkillRow = {
  id: string;
  label: Labels;
  level: SkillLevel | null;
  tags: SkillTag[];
  readers: FieldReaders;
  community: string | null;
  version: number;
};

export async function listOwnSkills(tx: Transaction): Promise<OwnSkillRow[]> {
  const { rows } = await sql<OwnSkillRow>`select * from own_skills()`.execute(tx);
  return rows;
}

export type Readers = { kind: FieldReaders; community: string | null };
/** `changed`: it is of another version; `readers`: not theirs to choose; `full`: no more are taken. */
export type Outcome = 'done' | 'unchanged' | 'changed' | 'readers' | 'full' | 'absent';
export type Written = { outcome: Outcome; told: number[] };

export async function saveField(
  tx: Transaction,
  field: ProfileField,
  value: unknown,
  { kind, community }: Readers,
  version: number | undefined,
): Promise<Written> {
  const json = value === null ? null : JSON.stringify(value);
  const { rows } = await sql<Written>`
    select * from set_profile_field(${field}, ${json}::jsonb, ${kind}, ${community}::uuid, ${version ?? null}::int)`.execute(
    tx,
  );
  return rows[0]!;
}

export async function saveSkill(
  tx: Transaction,
  skill: string,
  { level, tags, readers }: { level: SkillLevel | null; tags: readonly SkillTag[]; readers: Readers },
  version: number | undefined,
  most: number,
): Promise<Written> {
  const { rows } = await sql<Written>`
    select * from set_person_skill(${skill}::uuid, ${level}::text, ${`{${tags.join(',')}}`}::text[], ${readers.kind},
      ${readers.community}::uuid, ${version ?? null}::int, ${most}::int)`.execute(tx);
  return rows[0]!;
}

/** Dismissals of one person that are kept. */
const mostDismissals = 500;

export async function removeSkill(
  tx: Transaction,
  skill: string,
  version: number | undefined,
  at: Date,
): Promise<Written> {
  const { rows } = await sql<Written>`
    select * from remove_person_skill(${skill}::uuid, ${version ?? null}::int, ${at}::timestamptz, ${mostDismissals}::int)`.execute(
    tx,
  );
  return rows[0]!;
}

export const dismissSkill = async (tx: Transaction, skill: string, at: Date): Promise<void> => {
  await sql`select dismiss_skill(${skill}::uuid, ${at}::timestamptz, ${mostDismissals}::int)`.execute(tx);
};

export type FoundSkill = { id: string; retired: boolean };

/** What was merged is what it became part of. */
export async function findSkill(tx: Transaction, id: string): Promise<FoundSkill | undefined> {
  const { rows } = await sql<FoundSkill>`
    select k.id, k.retired_at is not null as retired from skill s join skill k on k.id = coalesce(s.merged_into, s.id)
    where s.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/**
 * The skill of this name that the viewer may read, or declares. A word that only others may read is none to them: they
 * would learn from it that somebody used it, and when.
 */
export async function findSkillCalled(tx: Transaction, name: string): Promise<FoundSkill | undefined> {
  const { rows } = await sql<FoundSkill>`
    select s.id, s.retired_at is not null as retired from (
      select n.skill_id, n.place from skill_name n where n.key = skill_key(${name})
      union all
      -- Of whoever is hidden, no name is listed.
      select o.id, 0 from own_skills() o where skill_key(o.label ->> 'und') = skill_key(${name})) known
    join skill s on s.id = known.skill_id
    order by s.retired_at is not null, s.free, known.place, s.id limit 1`.execute(tx);
  return rows[0];
}

/** As the system. The language of a word alone cannot be told: `und` is the tag for that (RFC 5646). */
export const addFreeSkill = async (tx: Transaction, id: string, name: string): Promise<void> => {
  await tx
    .insertInto('skill')
    .values({ id, label: JSON.stringify({ und: name }), synonyms: '{}', free: true })
    .execute();
};

/**
 * As the system: whoever else declares this word of somebody's own, or thanks for it, waits until the transaction ends.
 * After the profile, as who declares a skill locks them.
 */
export async function lockFreeSkill(tx: Transaction, person: string, id: string): Promise<void> {
  await sql`select from profile where person_id = ${person}::uuid for no key update`.execute(tx);
  await sql`select from skill where id = ${id}::uuid and free and not imported for update`.execute(tx);
}

/** As the system, once it is locked: a word of somebody's own goes where nothing points at it any more. */
export const dropFreeSkill = async (tx: Transaction, id: string): Promise<void> => {
  await sql`
    delete from skill s where s.id = ${id}::uuid and s.free and not s.imported and s.merged_into is null
      and s.retired_at is null
      and not exists (select from person_skill h where h.skill_id = s.id)
      and not exists (select from skill other where other.merged_into = s.id)
      and not exists (select from post o where o.details ? 'skill' and o.details ->> 'skill' = s.id::text)
      and not exists (select from saved_search q where q.query ->> 'skill' = s.id::text)`.execute(tx);
};

export type ChoosableRow = { id: string; slug: string; name: string };

/** The viewer's communities that are not open to others. */
export async function listChoosable(tx: Transaction, person: string): Promise<ChoosableRow[]> {
  const { rows } = await sql<ChoosableRow>`
    select c.id, c.slug, c.name from community c join membership m on m.community_id = c.id and m.person_id = ${person}::uuid
    where c.visibility <> 'open' order by c.name, c.id limit 200`.execute(tx);
  return rows;
}
