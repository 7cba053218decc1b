/** Rows of people: who they are, what the directory says of them, what they can do. */
import { sql } from 'kysely';
import type { Circle, Degree, SiteRole, SkillLevel, SkillTag } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { records, replaced, strings } from '../store.ts';

export type KnownPerson = { id: string; circle: Circle; clearance: Degree };

/** People by what a source calls them: its own id, or the user name. Only those who still exist. */
export async function findPeople(tx: Transaction, sources: readonly string[]): Promise<Map<string, KnownPerson>> {
  const { rows } = await sql<KnownPerson & { source: string }>`
    with asked as (select unnest(${strings(sources)}) as source)
    select asked.source, p.id, p.circle, p.clearance
      from asked join imported i on i.kind = 'person' and i.source = asked.source join person p on p.id = i.id
    union all
    select asked.source, p.id, p.circle, p.clearance
      from asked join person p on p.user_name = asked.source
      where not exists (select from imported i where i.kind = 'person' and i.source = asked.source)`.execute(tx);
  return new Map(rows.map(({ source, ...person }) => [source, person]));
}

/** Who holds these user names, and as which row of a source they were imported. */
export async function findUserNames(
  tx: Transaction,
  userNames: readonly string[],
): Promise<Map<string, { id: string; source: string | null }>> {
  const { rows } = await sql<{ user_name: string; id: string; source: string | null }>`
    select p.user_name, p.id, i.source from person p left join imported i on i.kind = 'person' and i.id = p.id
    where p.user_name = any (${strings(userNames)})`.execute(tx);
  return new Map(rows.map(({ user_name, ...row }) => [user_name, row]));
}

/** People by the key of their user name, for mentions. */
export async function findMentionable(
  tx: Transaction,
  keys: readonly string[],
): Promise<{ id: string; name: string; user_name: string }[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; user_name: string }>`
    select id, name, user_name from person where lower(user_name) = any (${strings(keys)}) and not hidden`.execute(tx);
  return rows;
}

export type PersonValues = {
  id: string;
  user_name: string;
  name: string;
  photo: string | null;
  circle: Circle;
  clearance: Degree;
  roles: SiteRole[];
  departed_at: string | null;
  hidden: boolean;
};

/** `spoken`: the columns that the source speaks of. Those of a known person that it does not speak of stay as they are. */
export async function savePeople(
  tx: Transaction,
  rows: readonly PersonValues[],
  spoken: readonly string[],
): Promise<{ id: string; circle: Circle; hidden: boolean }[]> {
  const saved = await sql<{ id: string; circle: Circle; hidden: boolean }>`
    insert into person (id, user_name, name, photo, circle, clearance, roles, departed_at, hidden)
    select id, user_name, name, photo, circle, clearance, roles, departed_at, hidden from ${records(
      rows,
      'id uuid, user_name text, name text, photo text, circle text, clearance text, roles text[], departed_at timestamptz, hidden boolean',
    )}
    on conflict (id) do update set ${replaced(['id', ...spoken])}
    returning id, circle, hidden`.execute(tx);
  return saved.rows;
}

export type ProfileValues = {
  person_id: string;
  audience_id: number;
  title: string | null;
  unit: string | null;
  site: string | null;
  mail: string | null;
  phone: string | null;
  chat: string | null;
  bio: string | null;
  time_zone: string | null;
  languages: string[];
  joined_at: string | null;
  mandates: string[];
};

export async function saveProfiles(
  tx: Transaction,
  rows: readonly ProfileValues[],
  spoken: readonly string[],
): Promise<void> {
  await sql`
    insert into profile (person_id, audience_id, title, unit, site, mail, phone, chat, bio, time_zone, languages, joined_at, mandates)
    select person_id, audience_id, title, unit, site, mail, phone, chat, bio, time_zone, languages, joined_at, mandates from ${records(
      rows,
      'person_id uuid, audience_id int, title text, unit text, site text, mail text, phone text, chat text, bio text, time_zone text, languages text[], joined_at timestamptz, mandates text[]',
    )}
    on conflict (person_id) do update set ${replaced(['audience_id', ...spoken])}`.execute(tx);
}

/** Who leads whom and who stands in for whom: once everybody is there. */
export async function linkPeople(
  tx: Transaction,
  rows: readonly { id: string; manager: string | null; deputy: string | null }[],
  spoken: { manager: boolean; deputy: boolean },
): Promise<void> {
  await sql`
    update profile set
      manager_id = case when ${spoken.manager}::boolean then r.manager else manager_id end,
      deputy_id = case when ${spoken.deputy}::boolean then r.deputy else deputy_id end
    from ${records(rows, 'id uuid, manager uuid, deputy uuid')} where person_id = r.id`.execute(tx);
}

export type PersonSkillValues = { person_id: string; skill_id: string; level: SkillLevel | null; tags: SkillTag[] };

/** A declared skill has the audience of its person's profile; what people say of their skills themselves stays as they said it. */
export async function savePersonSkills(tx: Transaction, rows: readonly PersonSkillValues[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into person_skill (person_id, skill_id, audience_id, level, tags)
    select distinct on (r.person_id, s.id) r.person_id, s.id, f.audience_id, r.level, r.tags
    from ${records(rows, 'person_id uuid, skill_id uuid, level text, tags text[]')}
    join skill o on o.id = r.skill_id join skill s on s.id = coalesce(o.merged_into, o.id)
    join profile f on f.person_id = r.person_id
    where not exists (select from skill_dismissal d where d.person_id = r.person_id and d.skill_id = r.skill_id)
    on conflict (person_id, skill_id) do update set ${replaced(['audience_id', 'level', 'tags'])}
      where not person_skill.own`.execute(tx);
}

export type FieldValue = { person_id: string; field: string; value: unknown };

/** What the profile has no column for; null takes back what an import said. What people wrote themselves stays as it is. */
export async function saveFields(tx: Transaction, rows: readonly FieldValue[]): Promise<void> {
  const given = rows.filter(({ value }) => value !== null);
  const empty = rows.filter(({ value }) => value === null);
  if (given.length > 0)
    await sql`
      insert into profile_field (person_id, field, value, audience_id, own)
      select r.person_id, r.field, r.value, f.audience_id, false
      from ${records(given, 'person_id uuid, field text, value jsonb')} join profile f on f.person_id = r.person_id
      on conflict (person_id, field) do update set value = excluded.value where not profile_field.own`.execute(tx);
  if (empty.length > 0)
    await sql`
      delete from profile_field f using ${records(empty, 'person_id uuid, field text')}
      where f.person_id = r.person_id and f.field = r.field and not f.own`.execute(tx);
}
