/** Rows of posts and what was said and done about them. */
import { sql } from 'kysely';
import type { Commenters, IdeaStatus, PostKind, ReactionKind, RichText } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { records, replaced, strings } from '../store.ts';

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
