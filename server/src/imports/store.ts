/** Rows of an import: many at a time, each batch one statement over a JSON array. */
import { type RawBuilder, sql } from 'kysely';
import type {
  Circle,
  Commenters,
  Degree,
  IdeaStatus,
  JoinRule,
  MembershipRole,
  PostKind,
  ReactionKind,
  RichText,
  SiteRole,
  SkillLevel,
  SkillTag,
  Visibility,
} from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import type { Kind } from './ids.ts';

/** `columns` are names and types as SQL has them. */
const records = (rows: readonly object[], columns: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(columns)})`;

const strings = (values: readonly string[]): RawBuilder<unknown> =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** `set a = excluded.a, …` for those of the columns that are given. */
const replaced = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(', '));

export type Imported = { source: string; id: string; digest: string };

export async function findImported(
  tx: Transaction,
  kind: Kind,
  sources: readonly string[],
): Promise<Map<string, Imported>> {
  const { rows } = await sql<Imported>`
    select source, id, digest from imported where kind = ${kind} and source = any (${strings(sources)})`.execute(tx);
  return new Map(rows.map((row) => [row.source, row]));
}

export async function saveImported(tx: Transaction, kind: Kind, rows: readonly Imported[]): Promise<void> {
  await sql`
    insert into imported (kind, source, id, digest)
    select ${kind}, source, id, digest from ${records(rows, 'source text, id uuid, digest uuid')}
    on conflict (kind, source) do update set id = excluded.id, digest = excluded.digest`.execute(tx);
}

const tables = {
  skill: 'skill',
  person: 'person',
  community: 'community',
  project: 'project',
  post: 'post',
  comment: 'comment',
} as const;

/** Those of the ids that still exist. */
export async function findExisting(
  tx: Transaction,
  kind: keyof typeof tables,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(tables[kind])} where id = any (${strings(ids)}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

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

/** What an admin changed here stays as it is: of such a skill an import only adds names. */
export async function saveSkills(
  tx: Transaction,
  rows: readonly { id: string; label: object; synonyms: object }[],
): Promise<void> {
  await sql`
    insert into skill (id, label, synonyms)
    select id, label, synonyms from ${records(rows, 'id uuid, label jsonb, synonyms jsonb')}
    on conflict (id) do update set
      label = case when skill.edited then skill.label else excluded.label end,
      synonyms = case when skill.edited then join_skill_names(skill.synonyms, join_skill_names(
          (select coalesce(jsonb_object_agg(l.key, jsonb_build_array(l.value)), '{}') from jsonb_each_text(excluded.label) l
            where skill_key(l.value) <> all (array(select skill_key(m.value) from jsonb_each_text(skill.label) m))),
          excluded.synonyms))
        else excluded.synonyms end`.execute(tx);
}

/** Notes that a classification still has these. */
export async function noteSeen(tx: Transaction, skills: readonly string[]): Promise<void> {
  await sql`insert into skill_seen (id) select unnest(${strings(skills)}::uuid[]) on conflict do nothing`.execute(tx);
}

/** What a classification had and has no more is retired, and what it has again comes back. Answers how many of each. */
export async function settleClassified(tx: Transaction, at: Date): Promise<{ retired: number; restored: number }> {
  const { rows } = await sql<{ retired: number; restored: number }>`
    with restored as (
      update skill s set retired_at = null, dropped = false from skill_seen n where n.id = s.id and s.dropped returning s.id
    ), retired as (
      update skill s set retired_at = ${at}::timestamptz, dropped = true
        where s.classified and s.retired_at is null and s.merged_into is null
          and not exists (select from skill_seen n where n.id = s.id) returning s.id
    ), classified as (
      update skill s set classified = true from skill_seen n
        where n.id = s.id and not s.classified and not s.dropped returning s.id
    )
    select (select count(*)::int from retired) as retired, (select count(*)::int from restored) as restored,
      (select count(*)::int from classified) as classified`.execute(tx);
  await sql`delete from skill_seen`.execute(tx);
  return rows[0]!;
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

export type CommunityValues = {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  tone: string;
  visibility: Visibility;
  join_rule: JoinRule;
  circles: readonly Circle[];
  default_degree: Degree;
  created_at: string;
};

/** Its audience may name the community itself, so it is set afterwards: the reference is checked at commit. */
export async function saveCommunity(tx: Transaction, community: CommunityValues): Promise<void> {
  await sql`
    insert into community (id, slug, name, purpose, tone, visibility, join_rule, circles, default_degree, created_at, audience_id)
    select id, slug, name, purpose, tone, visibility, join_rule, circles, default_degree, created_at, 0 from ${records(
      [community],
      'id uuid, slug text, name text, purpose text, tone text, visibility text, join_rule text, circles text[], default_degree text, created_at timestamptz',
    )}
    on conflict (id) do update set ${replaced(['slug', 'name', 'purpose', 'tone', 'visibility', 'join_rule', 'circles', 'default_degree'])}`.execute(
    tx,
  );
}

export async function setCommunityAudience(tx: Transaction, id: string, audience: number): Promise<void> {
  await sql`update community set audience_id = ${audience} where id = ${id}`.execute(tx);
}

export async function saveMembers(
  tx: Transaction,
  community: string,
  members: readonly { person_id: string; role: MembershipRole }[],
  since: string,
): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into membership (community_id, person_id, role, since)
    select ${community}::uuid, person_id, role, ${since}::timestamptz from ${records(members, 'person_id uuid, role text')}
    on conflict (person_id, community_id) do update set role = excluded.role where membership.role <> excluded.role`.execute(
    tx,
  );
}

export type KnownCommunity = { id: string; slug: string; circles: Circle[]; degree: Degree };

/** All of them: there are few. */
export async function listAllCommunities(tx: Transaction): Promise<Map<string, KnownCommunity>> {
  const { rows } = await sql<KnownCommunity>`select id, slug, circles, default_degree as degree from community`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.slug, row]));
}

export type ProjectValues = {
  id: string;
  audience_id: number;
  title: string;
  source: string;
  started_at: string | null;
  ended_at: string | null;
};

export async function saveProjects(
  tx: Transaction,
  rows: readonly ProjectValues[],
  members: readonly { project_id: string; person_id: string; days: number | null }[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  await sql`
    insert into project (id, audience_id, title, source, started_at, ended_at)
    select id, audience_id, title, source, started_at, ended_at from ${records(
      rows,
      'id uuid, audience_id int, title text, source text, started_at timestamptz, ended_at timestamptz',
    )}
    on conflict (id) do update set ${replaced(['title', 'source', 'started_at', 'ended_at'])}`.execute(tx);
  // A project's members are those that its row names.
  await sql`delete from project_member where project_id = any (${strings(ids)}::uuid[])`.execute(tx);
  if (members.length > 0)
    await sql`
      insert into project_member (project_id, person_id, days)
      select project_id, person_id, days from ${records(members, 'project_id uuid, person_id uuid, days int')}
      on conflict do nothing`.execute(tx);
}

export type PostValues = {
  id: string;
  audience_id: number;
  community_id: string | null;
  author_id: string;
  kind: PostKind;
  title: string | null;
  body: RichText;
  source: string;
  link: string | null;
  /** The page of the intranet that the link leads to, as it is known by. */
  page: string | null;
  tags: string[];
  language: string | null;
  commenters: Commenters;
  created_at: string;
  edited_at: string | null;
  details: object | null;
  reshareable: boolean;
  original_id: string | null;
};

const postColumns = {
  id: 'uuid',
  audience_id: 'int',
  community_id: 'uuid',
  author_id: 'uuid',
  kind: 'text',
  title: 'text',
  body: 'json',
  source: 'text',
  link: 'text',
  page: 'text',
  tags: 'text[]',
  language: 'text',
  commenters: 'text',
  created_at: 'timestamptz',
  edited_at: 'timestamptz',
  details: 'jsonb',
  reshareable: 'boolean',
  original_id: 'uuid',
} as const satisfies Record<keyof PostValues, string>;

const typed = (columns: Record<string, string>): string =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');

/** What a decision about a post has set is not the source's to change: held and removed posts stay where they are. */
const placed = ['audience_id', 'community_id'];

export async function savePosts(tx: Transaction, rows: readonly PostValues[]): Promise<void> {
  const names = Object.keys(postColumns);
  await sql`
    insert into post (${sql.raw(names.join(', '))})
    select ${sql.raw(names.join(', '))} from ${records(rows, typed(postColumns))}
    on conflict (id) do update set ${replaced(names.slice(1).filter((name) => !placed.includes(name) && name !== 'details'))},
      details = case when excluded.details is not null then coalesce(post.details, '{}') || excluded.details else post.details end,
      ${sql.raw(placed.map((name) => `${name} = case when post.state = 'published' then excluded.${name} else post.${name} end`).join(', '))}`.execute(
    tx,
  );
}

/** Only a comment of that very post can be its answer, and only one that is read there. */
export async function linkAccepted(
  tx: Transaction,
  rows: readonly { post: string; comment: string | null }[],
): Promise<void> {
  await sql`
    update post set accepted_id = c.id
    from ${records(rows, 'post uuid, comment uuid')}
    left join comment c on c.id = r.comment and c.post_id = r.post and c.state = 'published' and c.deleted_at is null
    where post.id = r.post and post.accepted_id is distinct from c.id`.execute(tx);
}

export type CommentValues = {
  id: string;
  post_id: string;
  parent_id: string | null;
  author_id: string;
  body: RichText;
  source: string;
  language: string | null;
  created_at: string;
  edited_at: string | null;
};

/** Answers the ids of those that were saved: not those that were deleted here, or whose post or parent was. */
export async function saveComments(tx: Transaction, rows: readonly CommentValues[]): Promise<Set<string>> {
  const { rows: saved } = await sql<{ id: string }>`
    insert into comment (id, post_id, audience_id, parent_id, author_id, body, source, language, created_at, edited_at)
    select r.id, r.post_id, p.audience_id, r.parent_id, r.author_id, r.body, r.source, r.language, r.created_at, r.edited_at
    from ${records(
      rows,
      'id uuid, post_id uuid, parent_id uuid, author_id uuid, body json, source text, language text, created_at timestamptz, edited_at timestamptz',
    )}
    join post p on p.id = r.post_id
    left join comment parent on parent.id = r.parent_id
    where r.parent_id is null or parent.id is not null
    on conflict (id) do update set ${replaced(['author_id', 'body', 'source', 'language', 'created_at', 'edited_at'])}
      where comment.deleted_at is null
    returning id`.execute(tx);
  return new Set(saved.map(({ id }) => id));
}

/** Where comments of earlier imports stand: on which post, and whether they are replies. */
export async function findComments(
  tx: Transaction,
  sources: readonly string[],
): Promise<Map<string, { post: string; reply: boolean }>> {
  const { rows } = await sql<{ source: string; post: string; reply: boolean }>`
    select i.source, c.post_id as post, c.parent_id is not null as reply
    from imported i join comment c on c.id = i.id
    where i.kind = 'comment' and i.source = any (${strings(sources)})`.execute(tx);
  return new Map(rows.map(({ source, ...row }) => [source, row]));
}

export type ReactionValues = {
  person_id: string;
  post_id: string | null;
  comment_id: string | null;
  kind: ReactionKind;
};

/** A reaction has the audience and, for want of its own, the time of what it is on. */
export async function saveReactions(tx: Transaction, rows: readonly ReactionValues[]): Promise<void> {
  await sql`
    insert into reaction (person_id, subject_id, kind, post_id, comment_id, audience_id, at)
    select r.person_id, coalesce(c.id, p.id), r.kind, p.id, c.id, coalesce(c.audience_id, p.audience_id), coalesce(c.created_at, p.created_at)
    from ${records(rows, 'person_id uuid, post_id uuid, comment_id uuid, kind text')}
    left join comment c on c.id = r.comment_id and c.deleted_at is null
    join post p on p.id = coalesce(r.post_id, c.post_id)
    where r.comment_id is null or c.id is not null
    on conflict do nothing`.execute(tx);
}

/** What is imported of a kind beside its post: who is thanked, the steps of an idea, who acknowledged and who answered. */
export type KindValues = {
  kudos: { post_id: string; person_id: string; place: number }[];
  steps: {
    id: string;
    post_id: string;
    status: IdeaStatus;
    reason: string | null;
    person_id: string | null;
    at: string;
  }[];
  acknowledgements: { post_id: string; person_id: string; at: string }[];
};

export async function saveKinds(
  tx: Transaction,
  { kudos, steps, acknowledgements }: KindValues,
  { at, step }: { at: string; step: number },
): Promise<void> {
  if (kudos.length > 0)
    await sql`
      insert into kudos (post_id, person_id, place, audience_id)
      select r.post_id, r.person_id, r.place, p.audience_id
      from ${records(kudos, 'post_id uuid, person_id uuid, place int')} join post p on p.id = r.post_id
      on conflict do nothing`.execute(tx);
  if (steps.length > 0)
    await sql`
      insert into idea_status (id, post_id, audience_id, status, reason, person_id, at)
      select r.id, r.post_id, p.audience_id, r.status, r.reason, r.person_id, r.at
      from ${records(steps, 'id uuid, post_id uuid, status text, reason text, person_id uuid, at timestamptz')}
      join post p on p.id = r.post_id
      on conflict (id) do nothing`.execute(tx);
  if (acknowledgements.length === 0) return;
  await sql`
    insert into acknowledgement (post_id, person_id, audience_id, at)
    select r.post_id, r.person_id, person_audience(r.person_id), r.at
    from ${records(acknowledgements, 'post_id uuid, person_id uuid, at timestamptz')}
    on conflict do nothing`.execute(tx);
  await sql`
    select count_imported_announcement(id, ${at}::timestamptz, ${step}::int)
    from unnest(array(select distinct r.post_id from ${records(acknowledgements, 'post_id uuid')})) id`.execute(tx);
}

/** Of open polls that are here and not closed; answers which of these were. */
export async function saveAnswers(
  tx: Transaction,
  rows: readonly { post_id: string; person_id: string; options: string[] }[],
  at: string,
): Promise<void> {
  const { rows: saved } = await sql<{ post_id: string }>`
    insert into poll_answer (post_id, person_id, audience_id, options)
    select r.post_id, r.person_id, person_audience(r.person_id), r.options
    from ${records(rows, 'post_id uuid, person_id uuid, options text[]')}
    join post p on p.id = r.post_id and p.details ->> 'secret' = 'false' and not p.details ? 'closed'
    on conflict (post_id, person_id) do update set options = excluded.options
    returning post_id`.execute(tx);
  const polls = [...new Set(saved.map(({ post_id }) => post_id))];
  await sql`select count_imported_poll(id, ${at}::timestamptz) from unnest(${strings(polls)}::uuid[]) id`.execute(tx);
}

/** One event for the whole import, in nobody's stream: feeds are read anew, nobody is told of single things. */
export async function recordImport(tx: Transaction, id: string, at: Date, counts: object): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      type: 'import.completed',
      at,
      actor_id: null,
      audience_id: null,
      subject_kind: 'import',
      subject_id: id,
      post_id: null,
      community_id: null,
      data: JSON.stringify(counts),
    })
    .execute();
}
