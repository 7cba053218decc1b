/** Rows of posts, one at a time; pages of them are read in `feed/`. */
import { CompiledQuery, sql } from 'kysely';
import type {
  Circle,
  Commenters,
  Degree,
  PostKind,
  PublicationState,
  PublishingProblem,
  ReactionKind,
  RichText,
  Statement as DecisionStatement,
} from '@parvis/contracts';
import type { AttachmentFacts } from '../attachments/index.ts';
import type { AudienceRow } from '../audiences/index.ts';
import { type KindDetails, type Labels, type Transaction, listed } from '../kernel/database/index.ts';
import type { BylineRow, ReferenceRow } from '../people/index.ts';
import type { PreviewFacts } from '../previews/index.ts';
import type { ReceiptRow } from '../receipts/index.ts';

export type PostRow = AudienceRow &
  BylineRow & {
    id: string;
    audience_id: number;
    kind: PostKind;
    title: string | null;
    body: RichText;
    source: string | null;
    link: string | null;
    tags: string[];
    language: string | null;
    state: PublicationState;
    statement: DecisionStatement | null;
    my_flag: ReceiptRow | null;
    bookmarked: boolean;
    followed: boolean;
    muted_until: Date | null;
    commenters: Commenters;
    accepted_id: string | null;
    comment_count: number;
    reactions: Partial<Record<ReactionKind, number>>;
    my_reactions: ReactionKind[] | null;
    attachments: AttachmentFacts[] | null;
    preview: PreviewFacts | null;
    created_at: Date;
    edited_at: Date | null;
    pinned_at: Date | null;
    locked_at: Date | null;
    revisions: number;
    scheduled_for: Date | null;
    /** Of one that is scheduled: where it goes. Until then it is in its author's own audience. */
    planned_audience_id: number | null;
    not_published: PublishingProblem | 'review' | null;
    audience_circles: Circle[] | null;
    audience_degree: Degree | null;
    details: KindDetails | null;
    reshareable: boolean;
    original_id: string | null;
    /** Of an announcement: whether the viewer said they read it, and, for its author, which part of its readers did. */
    acknowledged: boolean | null;
    share: number | null;
    /** Of a poll: what the viewer chose, empty where it is secret; null before they answered. */
    my_answer: string[] | null;
    thanked: KudosRow | null;
    /** What it re-shares, as far as the viewer may see it. */
    original: PostRow | null;
  };

export type KudosRow = {
  people: (Omit<ReferenceRow, 'departed_at'> & { departed: boolean })[];
  skill: { id: string; label: Labels } | null;
};

/** What comments stand below: a post, or the discussion of a page, which nobody wrote. */
export type ThreadRow = Omit<PostRow, keyof BylineRow | 'kind'> & {
  kind: PostKind | 'page';
  author_id: string | null;
  author_departed_at: Date | null;
};

/** A post but for what it says and what its audience is made of. */
export type PostFacts = Omit<PostRow, 'body' | 'original' | Exclude<keyof AudienceRow, 'community_id'>>;

/** What of a post is the reader's own. */
export type OwnFacts = Pick<
  PostFacts,
  | 'acknowledged'
  | 'share'
  | 'my_answer'
  | 'thanked'
  | 'source'
  | 'my_flag'
  | 'my_reactions'
  | 'bookmarked'
  | 'followed'
  | 'muted_until'
>;

/** What is the same for everybody who reads it, its body still as JSON text. */
export type SharedFacts = Omit<PostFacts, keyof OwnFacts | 'author_open'> & {
  body: string;
  /** The audience of the author's profile. */
  author_audience_id: number | null;
};

/** In a feed; `written`: what is the same for everybody, as JSON, and where nobody's own reaction is among them, these. */
export type FeedRow = {
  facts: SharedFacts;
  own: OwnFacts;
  written: string;
  reactions: string;
  /** Whether the author's profile is open to the viewer. */
  open: boolean;
  original: FeedRow | null;
};

// $1 is the viewer, who has flagged little of all there is: nothing is looked for where there are no flags of theirs.
export const flags = `my_flags as materialized (
    select id, subject_id, state, created_at, statement from flag where reporter_id = $1 and state <> 'withdrawn')`;
const shared = `
    p.id, p.audience_id, p.kind, p.title, p.link, p.tags, p.language, p.state, p.statement, p.commenters, p.accepted_id,
    p.comment_count, p.reactions, p.attachments, p.preview, p.created_at, p.edited_at, p.pinned_at, p.locked_at, p.revisions, p.scheduled_for,
    p.planned_audience_id, p.not_published, p.details, p.reshareable, p.original_id,
    u.id as author_id, u.name as author_name, u.photo as author_photo, u.circle as author_circle,
    u.departed_at as author_departed_at`;
export const own = `
    case when p.kind = 'announcement' then
      exists (select from acknowledgement k where k.post_id = p.id and k.person_id = $1) end as acknowledged,
    case when p.kind = 'announcement' and p.author_id = $1 then
      (select n.share from announcement n where n.post_id = p.id) end as share,
    case when p.kind = 'poll' then
      (select coalesce(to_jsonb(k.options), '[]') from poll_answer k where k.post_id = p.id and k.person_id = $1) end as my_answer,
    case when p.kind = 'kudos' then (select jsonb_build_object(
        'people', coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'photo', t.photo, 'circle', t.circle,
          'departed', t.departed_at is not null,
          'open', (t.profile_audience_id = any ((select viewer_audiences())::int[])) is true) order by k.place), '[]'),
        'skill', (select jsonb_build_object('id', s.id, 'label', s.label) from skill s where s.id = (p.details ->> 'skill')::uuid))
      from kudos k join person t on t.id = k.person_id where k.post_id = p.id) end as thanked,
    case when p.author_id = $1 then p.source end as source,
    case when exists (select from my_flags) then
      (select jsonb_build_object('id', g.id, 'state', g.state, 'created_at', g.created_at, 'statement', g.statement)
        from my_flags g where g.subject_id = p.id order by g.created_at desc limit 1) end as my_flag,
    case when p.reactions <> '{}' then
      (select array_agg(r.kind) from reaction r where r.subject_id = p.id and r.person_id = $1) end as my_reactions,
    m.bookmarked_at is not null as bookmarked, m.followed_at is not null as followed, m.muted_until`;
export const marks = 'left join post_mark m on m.person_id = $1 and m.post_id = p.id';

export type Found<Kind> = Omit<Kind, 'original'> & { listed: boolean; original: Found<Kind> | null };

/** What is re-shared comes with what re-shares it, in the same rows; it is no part of the list itself. */
export function withOriginals<
  Found extends { id: string; original_id: string | null; listed: boolean; original: Found | null },
>(rows: readonly Found[]): Found[] {
  let originals: Map<string, Found> | undefined;
  for (const row of rows) {
    row.original = null;
    if (!row.listed) (originals ??= new Map()).set(row.id, row);
  }
  if (!originals) return [...rows];
  const own = rows.filter(({ listed }) => listed);
  for (const row of own) row.original = (row.original_id !== null && originals.get(row.original_id)) || null;
  return own;
}

/**
 * Another one whenever anything of `shared` is another: the transaction that wrote the row, and a number that grows with
 * every change of a byline.
 */
export const version = `p.xmin::text || '.' || (select b.version from byline_version b)`;
/** $1: ids of posts. Nothing of the viewer's own, but what they may not read is not found. */
export const sharedText = `
  select ${version} as version, p.community_id, p.body, u.profile_audience_id as author_audience_id, ${shared}
  from post p join person u on u.id = p.author_id where p.id = any ($1::uuid[])`;

const postText = (author: 'join' | 'left join') => `
  with ${flags}
  select c.id as community_id, c.slug as community_slug, c.name as community_name,
    a.circles as audience_circles, a.degree as audience_degree, p.body, p.id = $2 as listed, ${shared}, ${own},
    (u.profile_audience_id = any ((select viewer_audiences())::int[])) is true as author_open
  from post p
  ${author} person u on u.id = p.author_id
  left join audience a on a.id = coalesce(p.planned_audience_id, p.audience_id) and a.kind = 'shared'
  left join community c on c.id = p.community_id
  ${marks}
  where p.id = $2
    or p.id = (select r.original_id from post r where r.id = $2) and p.state = 'published' and p.reshareable`;

export async function findPost(tx: Transaction, viewer: string, id: string): Promise<PostRow | undefined> {
  const { rows } = await tx.executeQuery<Found<PostRow>>(CompiledQuery.raw(postText('join'), [viewer, id]));
  return withOriginals(rows)[0];
}

/** A post, or the discussion of a page, which is none to whoever asks for posts. */
export async function findThread(tx: Transaction, viewer: string, id: string): Promise<ThreadRow | undefined> {
  const { rows } = await tx.executeQuery<ThreadRow>(CompiledQuery.raw(postText('left join'), [viewer, id]));
  return rows.find((row) => row.id === id);
}

export type NewPost = {
  id: string;
  audience: number;
  community: string | null;
  author: string;
  kind: PostKind;
  title: string | null;
  body: RichText;
  source: string;
  link: string | null;
  /** The page that the link leads to, as it is known by. */
  page: string | null;
  tags: readonly string[];
  language: string | null;
  commenters: Commenters;
  reshareable: boolean;
  details: KindDetails | null;
  original: string | null;
  createdAt: Date;
  /** When it is published, and for whom: until then `audience` is its author's own. */
  schedule?: { at: Date; audience: number };
};

export async function addPost(tx: Transaction, post: NewPost): Promise<void> {
  await tx
    .insertInto('post')
    .values({
      id: post.id,
      audience_id: post.audience,
      community_id: post.community,
      author_id: post.author,
      kind: post.kind,
      title: post.title,
      body: JSON.stringify(post.body),
      source: post.source,
      link: post.link,
      page: post.page,
      tags: [...post.tags],
      language: post.language,
      commenters: post.commenters,
      reshareable: post.reshareable,
      details: post.details && JSON.stringify(post.details),
      original_id: post.original,
      created_at: post.createdAt,
      ...(post.schedule && {
        state: 'scheduled' as const,
        scheduled_for: post.schedule.at,
        planned_audience_id: post.schedule.audience,
      }),
    })
    .execute();
}

export type PostChange = Partial<
  Pick<NewPost, 'title' | 'body' | 'source' | 'link' | 'page' | 'tags' | 'language' | 'commenters' | 'reshareable'>
>;

export async function changePost(
  tx: Transaction,
  id: string,
  { body, tags, ...rest }: PostChange,
  editedAt: Date,
): Promise<void> {
  await tx
    .updateTable('post')
    .set({
      ...rest,
      ...(body && { body: JSON.stringify(body) }),
      ...(tags && { tags: [...tags] }),
      // As it stands at this moment: it may have been published since it was read.
      edited_at: sql<Date | null>`case when state <> 'scheduled' then ${editedAt}::timestamptz end`,
    })
    .where('id', '=', id)
    .execute();
}

/** Earlier versions of a post or comment of the viewer's, those that are withheld too. */
export async function countVersions(tx: Transaction, of: { post: string } | { comment: string }): Promise<number> {
  const { versions } = await tx
    .selectFrom('revision')
    .where(({ eb }) =>
      'post' in of
        ? eb.and([eb('post_id', '=', of.post), eb('comment_id', 'is', null)])
        : eb('comment_id', '=', of.comment),
    )
    .select(({ fn }) => fn.countAll<number>().as('versions'))
    .executeTakeFirstOrThrow();
  return Number(versions);
}

/** How many posts of a person wait to be published; whoever counts next waits for the end of this transaction. */
export async function countScheduled(tx: Transaction, person: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 36))`.execute(tx);
  const { scheduled } = await tx
    .selectFrom('post')
    .where('author_id', '=', person)
    .where('state', '=', 'scheduled')
    .select(({ fn }) => fn.countAll<number>().as('scheduled'))
    .executeTakeFirstOrThrow();
  return Number(scheduled);
}

/** As the system: another time for a post that is not published yet. Answers false when it was published meanwhile. */
export async function setSchedule(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const changed = await tx
    .updateTable('post')
    .set({ scheduled_for: at, not_published: null })
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Keeps a post that the viewer reads from being moved until the transaction ends. Comes before locking what is below it. */
export async function lockPost(tx: Transaction, id: string): Promise<void> {
  await sql`select lock_post(${id}::uuid)`.execute(tx);
}

export type DeletedPost = { audience_id: number; community_id: string | null; kind: PostKind; tags: string[] };

/** Deletes what the viewer wrote, whether or not they still read it. Undefined where they wrote nothing of this id. */
export async function deleteOwnPost(tx: Transaction, id: string, at: Date): Promise<DeletedPost | undefined> {
  const { rows } = await sql<DeletedPost>`select * from delete_own_post(${id}::uuid, ${at}::timestamptz)`.execute(tx);
  return rows[0];
}

export async function setAccepted(tx: Transaction, id: string, comment: string | null): Promise<void> {
  await tx.updateTable('post').set({ accepted_id: comment }).where('id', '=', id).execute();
}

/** The audience a post is in, kept from changing until the transaction ends. */
export const lockPlace = (
  tx: Transaction,
  id: string,
): Promise<{ audience_id: number; community_id: string | null } | undefined> =>
  tx
    .selectFrom('post')
    .where('id', '=', id)
    .select(['audience_id', 'community_id'])
    .forNoKeyUpdate()
    .executeTakeFirst();

export async function setPlace(
  tx: Transaction,
  id: string,
  { audience, state, statement }: { audience: number; state: PublicationState; statement: DecisionStatement | null },
): Promise<void> {
  await tx
    .updateTable('post')
    .set({ audience_id: audience, state, statement: statement && JSON.stringify(statement) })
    .where('id', '=', id)
    .execute();
}

/** As the system. Answers whether it is published. */
export async function setLabel(tx: Transaction, id: string, statement: DecisionStatement | null): Promise<boolean> {
  const changed = await tx
    .updateTable('post')
    .set({ statement: statement && JSON.stringify(statement) })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Those of these people who read what is written for this audience, which the writer holds. */
export async function findReading(tx: Transaction, people: readonly string[], audience: number): Promise<Set<string>> {
  const { rows } = await sql<{ ids: string[] }>`
    select reading(${listed(people)}::uuid[], ${audience}::int) as ids`.execute(tx);
  return new Set(rows[0]!.ids);
}

export const addKudos = async (
  tx: Transaction,
  post: { id: string; audience: number },
  people: readonly string[],
): Promise<void> => {
  await tx
    .insertInto('kudos')
    .values(people.map((person, place) => ({ post_id: post.id, person_id: person, place, audience_id: post.audience })))
    .execute();
};

/** Whether the vocabulary has it. */
export const hasSkill = async (tx: Transaction, id: string): Promise<boolean> =>
  (await tx.selectFrom('skill').where('id', '=', id).select('id').executeTakeFirst()) !== undefined;
