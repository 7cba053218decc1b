/** Rows of posts. The feed is the hottest read: named statements, one round trip, no query builder. */
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
import {
  type Database,
  type KindDetails,
  type Labels,
  type Row,
  type Standing,
  type Statement,
  type Transaction,
  listed,
} from '../kernel/database/index.ts';
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
    not_published: PublishingProblem | null;
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

/** A place in the order of time: newest first, ids break ties. */
export type Place = { at: string; id: string };

export type FeedQuery = {
  scope:
    | { kind: 'home'; communities: readonly string[]; follows: boolean; left: LeftOut | undefined }
    | { kind: 'community'; community: string }
    | { kind: 'person'; person: string }
    | { kind: 'tag'; tag: string }
    | { kind: 'page'; page: string }
    | { kind: 'everyone' | 'bookmarks' | 'drafts' };
  kind: PostKind | undefined;
  unanswered?: boolean | undefined;
  /** Only what others wrote after the viewer's markers of these places. */
  unreadIn?: readonly string[] | undefined;
  search?: Search | undefined;
  /** Only what is older than this place, or newer with `newer`. */
  from: Place | undefined;
  newer: boolean;
  limit: number;
  /** Nothing older is looked at. */
  floor?: string | undefined;
};

/** What the viewer muted: posts, and all that is in these audiences. */
export type LeftOut = { posts: readonly string[]; audiences: readonly number[] };

/** Terms that all stand in one post, or in one comment and its post; looked for in these audiences. */
export type Search = { terms: readonly string[]; audiences: readonly number[] };

/** A post but for what it says and what its audience is made of. */
export type PostFacts = Omit<PostRow, 'body' | 'original' | Exclude<keyof AudienceRow, 'community_id'>>;

/** In a feed the body is still JSON text. */
export type FeedRow = PostFacts & { body: string; original: FeedRow | null };

// $1 is the viewer, who has flagged little of all there is: nothing is looked for where there are no flags of theirs.
const flags = `my_flags as materialized (
    select id, subject_id, state, created_at, statement from flag where reporter_id = $1 and state <> 'withdrawn')`;
const columns = `
    p.id, p.audience_id, p.kind, p.title, p.link, p.tags, p.language, p.state, p.statement, p.commenters, p.accepted_id,
    p.comment_count, p.reactions, p.attachments, p.preview, p.created_at, p.edited_at, p.pinned_at, p.locked_at, p.revisions, p.scheduled_for,
    p.planned_audience_id, p.not_published, p.details, p.reshareable, p.original_id,
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
    u.id as author_id, u.name as author_name, u.photo as author_photo, u.circle as author_circle,
    u.departed_at as author_departed_at,
    (u.profile_audience_id = any ((select viewer_audiences())::int[])) is true as author_open,
    m.bookmarked_at is not null as bookmarked, m.followed_at is not null as followed, m.muted_until`;
const marks = 'left join post_mark m on m.person_id = $1 and m.post_id = p.id';

/** What a page is narrowed to: each makes another statement, so that nobody pays for what is not asked for. */
type Narrowing = { muting: boolean; unanswered: boolean; unread: boolean };

// $1 viewer, $2 what the scope is for, $3 and $4 the place to start from, $5 how many, $6 a kind or null, $7 the floor;
// $8 and $9 the posts and audiences that are muted, $10 the places of the markers. What is not looked at is null.
type Walk = { newer: boolean; narrowing: Narrowing };
const within = ({ newer }: Walk, id: string) =>
  `(created_at, ${id}) ${newer ? '>' : '<'} ($3::timestamptz, $4::uuid) and created_at >= $7::timestamptz and ($6::text is null or kind = $6)`;
const ordered = ({ newer }: Walk, id = 'id') =>
  newer ? `order by created_at, ${id} limit $5` : `order by created_at desc, ${id} desc limit $5`;
/** `of`: how a condition on the post's own row is put where its row is another one. */
const narrowed = ({ narrowing }: Walk, id: string, of: (condition: string) => string) =>
  (narrowing.muting ? ` and ${id} <> all ($8::uuid[]) and audience_id <> all ($9::int[])` : '') +
  (narrowing.unanswered ? ` and kind = 'question' and ${of('accepted_id is null')}` : '') +
  (narrowing.unread
    ? ` and created_at > (select coalesce(max(at), '-infinity') from read_marker where person_id = $1 and place = any ($10::text[])) and ${of('author_id <> $1')}`
    : '');

// What is held or removed is listed for its author alone, with why: a desk finds it in its case.
const posts = (walk: Walk, where: string, listed = `state = 'published'`) =>
  `select id, created_at from post where ${where} and kind <> 'page' and ${listed} and ${within(walk, 'id')}${narrowed(walk, 'id', (own) => own)} ${ordered(walk)}`;
const away = (walk: Walk, where: string) => posts(walk, `author_id = $1 and ${where}`, `state in ('held', 'removed')`);
const tagged = (walk: Walk, where: string) =>
  `select post_id as id, created_at from post_tag where ${where} and ${within(walk, 'post_id')}${narrowed(
    walk,
    'post_id',
    (own) => `exists (select from post o where o.id = post_id and o.${own})`,
  )} ${ordered(walk, 'post_id')}`;

// One short index walk for each community, person and tag, so that the cost follows the page and not the past.
const mine = (walk: Walk) => `
      select found.* from unnest($2::uuid[]) as mine(community)
        cross join lateral (${posts(walk, 'community_id = mine.community')}) found
      union all
      (${posts(walk, `community_id is null and kind = 'announcement'`)})
      union all
      -- One's own to everyone: whoever published it looks for it here.
      (${posts(walk, `author_id = $1 and community_id is null and kind <> 'announcement'`)})
      union all
      (${away(walk, 'true')})`;
const followed = (walk: Walk) => `
      select found.* from follow
        cross join lateral (${posts(walk, 'author_id = follow.followed_person_id')}) found
        where follow.person_id = $1 and follow.followed_person_id is not null
      union all
      select found.* from follow
        cross join lateral (${tagged(walk, 'tag = follow.followed_tag')}) found
        where follow.person_id = $1 and follow.followed_tag is not null`;

// What is pinned stands first, and nowhere else.
const inCommunity = (walk: Walk) =>
  `select id, created_at from ((${posts(walk, 'community_id = $2::uuid and pinned_at is null')}) union all (${away(walk, 'community_id = $2::uuid')})) found ${ordered(walk)}`;

const sources = {
  community: inCommunity,
  // The page that begins with the newest begins with what is pinned, above its length.
  community_first: (walk: Walk) =>
    `(${inCommunity(walk)}) union all
      (select id, created_at from post where community_id = $2::uuid and pinned_at is not null and state = 'published'
        and ($6::text is null or kind = $6)${narrowed(walk, 'id', (own) => own)})`,
  everyone: (walk: Walk) =>
    `select id, created_at from ((${posts(walk, '$2::text is null and community_id is null')}) union all (${away(walk, 'community_id is null')})) found ${ordered(walk)}`,
  person: (walk: Walk) =>
    posts(walk, 'author_id = $2::uuid', `(state = 'published' or author_id = $1 and state <> 'scheduled')`),
  tag: (walk: Walk) => tagged(walk, 'tag = $2::text'),
  page: (walk: Walk) => posts(walk, 'page = $2::text'),
  bookmarks: (walk: Walk) =>
    posts(
      walk,
      `$2::text is null and id in (select post_id from post_mark where person_id = $1 and bookmarked_at is not null)`,
      `(state = 'published' or author_id = $1)`,
    ),
  drafts: (walk: Walk) => posts(walk, `$2::text is null and author_id = $1`, `state = 'scheduled'`),
  home: (walk: Walk) => `select id, created_at from (${mine(walk)}) found ${ordered(walk)}`,
  // What somebody I follow writes in a community of mine is found twice.
  home_following: (walk: Walk) =>
    `select distinct created_at, id from (${mine(walk)} union all ${followed(walk)}) found ${ordered(walk)}`,
};
type Source = keyof typeof sources;

const none: Narrowing = { muting: false, unanswered: false, unread: false };

const pageText = (page: string, pinnedFirst = false): string => `
  with ${page}, ${flags}
  select p.community_id, p.body, shown.listed, ${columns}
  from (select id, true as listed from page
    union all
    select p.original_id, false from page join post p on p.id = page.id where p.original_id is not null) shown
  join post p on p.id = shown.id and (shown.listed or p.state = 'published' and p.reshareable)
  join person u on u.id = p.author_id
  ${marks}
  order by ${pinnedFirst ? 'p.pinned_at desc nulls last, ' : ''}p.created_at desc, p.id desc`;

/** What a post must be to be found in a scope by its words. */
const belongs: Record<Source, string> = {
  community: 'community_id = $2::uuid',
  community_first: 'community_id = $2::uuid',
  everyone: '$2::text is null and community_id is null',
  person: 'author_id = $2::uuid',
  tag: 'tags @> array[$2::text]',
  page: 'page = $2::text',
  bookmarks: `$2::text is null and exists (select from post_mark b where b.person_id = $1 and b.post_id = post.id and b.bookmarked_at is not null)`,
  drafts: '$2::text is null and false',
  home: `(community_id = any ($2::uuid[]) or community_id is null and (kind = 'announcement' or author_id = $1))`,
  home_following: `(community_id = any ($2::uuid[]) or community_id is null and (kind = 'announcement' or author_id = $1)
      or exists (select from follow f where f.person_id = $1
        and (f.followed_person_id = post.author_id or f.followed_tag = any (post.tags))))`,
};

/** Places where the rarest word stands that are looked at, the newest in each audience and of them all. */
const looked = 2_000;

/** $11 the terms, $12 the audiences. */
const searchText = (source: Source, walk: Walk): string =>
  pageText(`asked as materialized (
      select term, coalesce((select sum(f.documents) from search_frequency f where f.term = a.term), 0) as documents
      from jsonb_array_elements_text($11::jsonb) a(term)
    ), hit as materialized (
      select f.document_id from (select term from asked order by documents, term limit 1) rarest
      cross join lateral search_contributions(rarest.term, $12::int[], ${looked}) f
      order by f.place desc limit ${looked}
    ), found as materialized (
      select distinct case d.kind when 'post' then d.subject_id
        else (select c.post_id from comment c where c.id = d.subject_id) end as id
      from hit join search_document d on d.id = hit.document_id
      where not exists (select from asked where not exists (
        select from search_posting p where p.document_id = hit.document_id and p.term = asked.term))
    ), page as materialized (${posts(walk, `id in (select id from found) and ${belongs[source]}`)})`);

const texts = new Map<string, string>();
/** Each is written once and prepared under its name. */
function textOf(source: Source, walk: Walk, searching: boolean): { name: string; text: string } {
  const { muting, unanswered, unread } = walk.narrowing;
  const name = [
    searching ? 'search' : 'feed',
    source,
    walk.newer ? 'newer' : 'older',
    ...(muting ? ['muting'] : []),
    ...(unanswered ? ['unanswered'] : []),
    ...(unread ? ['unread'] : []),
  ].join('_');
  let text = texts.get(name);
  if (text === undefined) {
    text = searching
      ? searchText(source, walk)
      : pageText(`page as materialized (${sources[source](walk)})`, source === 'community_first');
    // A parameter that is not used has no type, and a statement has all up to the last.
    const most = searching ? 12 : unread ? 10 : muting ? 9 : 7;
    const unused = Array.from({ length: most }, (_, index) => `$${index + 1}`).filter(
      (parameter) => !new RegExp(`\\${parameter}(?!\\d)`).test(text!),
    );
    if (unused.length > 0)
      text = text.replace(
        / {2}with /,
        ` with unused as (select ${unused.map((parameter) => `${parameter}::text`).join(', ')}), `,
      );
    texts.set(name, text);
  }
  return { name, text };
}

const latest: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** What is pinned stands on the first page of its community alone, and is found elsewhere like everything else. */
export const beginsPinned = ({
  scope,
  search,
  from,
  newer,
}: Pick<FeedQuery, 'scope' | 'search' | 'newer'> & { from?: Place | undefined }): boolean =>
  scope.kind === 'community' && !search && !from && !newer;

const sourceOf = (scope: FeedQuery['scope'], first: boolean): Source => {
  if (scope.kind === 'home' && scope.follows) return 'home_following';
  return scope.kind === 'community' && first ? 'community_first' : scope.kind;
};

const targetOf = (scope: FeedQuery['scope']): string | null => {
  switch (scope.kind) {
    case 'home':
      return `{${scope.communities.join(',')}}`;
    case 'community':
      return scope.community;
    case 'person':
      return scope.person;
    case 'tag':
      return scope.tag;
    case 'page':
      return scope.page;
    default:
      return null;
  }
};

export function feedStatement(
  viewer: string,
  {
    scope,
    kind,
    unanswered = false,
    unreadIn,
    search,
    from = latest,
    newer,
    limit,
    floor = '-infinity',
  }: Omit<FeedQuery, 'from'> & { from?: Place | undefined },
): Statement {
  const source = sourceOf(scope, beginsPinned({ scope, search, newer, ...(from !== latest && { from }) }));
  const left = scope.kind === 'home' ? scope.left : undefined;
  const narrowing =
    left || unanswered || unreadIn ? { muting: left !== undefined, unanswered, unread: unreadIn !== undefined } : none;
  const { name, text } = textOf(source, { newer, narrowing }, search !== undefined);
  const values = [viewer, targetOf(scope), from.at, from.id, limit, kind ?? null, floor];
  if (left || unreadIn || search) values.push(left ? listed(left.posts) : null, left ? listed(left.audiences) : null);
  if (unreadIn || search) values.push(unreadIn ? listed(unreadIn) : null);
  if (search) values.push(JSON.stringify(search.terms), listed(search.audiences));
  return { name, text, values, jsonAsText: true };
}

/** What changes whenever an event becomes visible in one of these audiences, of those that the viewer holds. */
const versionStatement = (audiences: readonly number[]): Statement => ({
  name: 'feed_version',
  text: 'select feed_version($1) as version',
  values: [listed(audiences)],
});

export async function readVersion(
  database: Database,
  standing: Standing,
  audiences: readonly number[],
): Promise<string> {
  const [rows] = await database.read(standing, versionStatement(audiences));
  return rows![0]!['version'] as string;
}

export async function readFeed(database: Database, standing: Standing, query: FeedQuery): Promise<FeedRow[]> {
  const [rows] = await database.read(standing, feedStatement(standing.person, query));
  return withOriginals(rows as (Row & Found<FeedRow>)[]);
}

type Found<Kind> = Omit<Kind, 'original'> & { listed: boolean; original: Found<Kind> | null };

/** What is re-shared comes with what re-shares it, in the same rows; it is no part of the list itself. */
function withOriginals<
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

const postText = (author: 'join' | 'left join') => `
  with ${flags}
  select c.id as community_id, c.slug as community_slug, c.name as community_name,
    a.circles as audience_circles, a.degree as audience_degree, p.body, p.id = $2 as listed, ${columns}
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

/** Takes the writer's turn to publish; answers the seconds to wait when it is not theirs yet. */
export async function takeTurn(
  tx: Transaction,
  { secondsBetweenPosts, postsPerHour }: { secondsBetweenPosts: number; postsPerHour: number },
  now: Date,
): Promise<number | null> {
  const { rows } = await sql<{ wait: number | null }>`
    select take_post_turn(${now}::timestamptz, ${secondsBetweenPosts}::float8, ${postsPerHour}::int) as wait`.execute(
    tx,
  );
  return rows[0]!.wait;
}

export type PostChange = Partial<
  Pick<NewPost, 'title' | 'body' | 'source' | 'link' | 'page' | 'tags' | 'language' | 'commenters' | 'reshareable'>
>;

export async function changePost(
  tx: Transaction,
  id: string,
  { body, tags, ...rest }: PostChange,
  editedAt: Date | null,
): Promise<void> {
  await tx
    .updateTable('post')
    .set({
      ...rest,
      ...(body && { body: JSON.stringify(body) }),
      ...(tags && { tags: [...tags] }),
      edited_at: editedAt,
    })
    .where('id', '=', id)
    .execute();
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
