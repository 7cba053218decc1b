/** Rows of posts. The feed is the hottest read: named statements, one round trip, no query builder. */
import { CompiledQuery, sql } from 'kysely';
import type {
  Circle,
  Commenters,
  Degree,
  PostKind,
  PublicationState,
  ReactionKind,
  RichText,
  Statement as DecisionStatement,
} from '@parvis/contracts';
import type { AudienceRow } from '../audiences/index.ts';
import {
  type Database,
  type Row,
  type Standing,
  type Statement,
  type Transaction,
  listed,
} from '../kernel/database/index.ts';
import type { BylineRow } from '../people/index.ts';
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
    commenters: Commenters;
    accepted_id: string | null;
    comment_count: number;
    reactions: Partial<Record<ReactionKind, number>>;
    my_reactions: ReactionKind[] | null;
    created_at: Date;
    edited_at: Date | null;
    audience_circles: Circle[] | null;
    audience_degree: Degree | null;
  };

/** A place in the order of time: newest first, ids break ties. */
export type Place = { at: string; id: string };

export type FeedQuery = {
  scope:
    | { kind: 'home'; communities: readonly string[]; follows: boolean }
    | { kind: 'community'; community: string }
    | { kind: 'person'; person: string }
    | { kind: 'tag'; tag: string };
  kind: PostKind | undefined;
  /** Only what is older than this place, or newer with `newer`. */
  from: Place | undefined;
  newer: boolean;
  limit: number;
  /** Nothing older is looked at. */
  floor?: string | undefined;
};

/** A post but for what it says and what its audience is made of. */
export type PostFacts = Omit<PostRow, 'body' | Exclude<keyof AudienceRow, 'community_id'>>;

/** In a feed the body is still JSON text. */
export type FeedRow = PostFacts & { body: string };

// $1 is the viewer, who has flagged little of all there is: nothing is looked for where there are no flags of theirs.
const flags = `my_flags as materialized (
    select id, subject_id, state, created_at, statement from flag where reporter_id = $1 and state <> 'withdrawn')`;
const columns = `
    p.id, p.audience_id, p.kind, p.title, p.link, p.tags, p.language, p.state, p.statement, p.commenters, p.accepted_id,
    p.comment_count, p.reactions, p.created_at, p.edited_at,
    case when p.author_id = $1 then p.source end as source,
    case when exists (select from my_flags) then
      (select jsonb_build_object('id', g.id, 'state', g.state, 'created_at', g.created_at, 'statement', g.statement)
        from my_flags g where g.subject_id = p.id order by g.created_at desc limit 1) end as my_flag,
    case when p.reactions <> '{}' then
      (select array_agg(r.kind) from reaction r where r.subject_id = p.id and r.person_id = $1) end as my_reactions,
    u.id as author_id, u.name as author_name, u.photo as author_photo, u.circle as author_circle,
    u.departed_at as author_departed_at,
    (u.profile_audience_id = any ((select viewer_audiences())::int[])) is true as author_open`;

// $1 viewer, $2 what the scope is for, $3 and $4 the place to start from, $5 how many, $6 a kind or null, $7 the floor.
const within = (newer: boolean, id: string) =>
  `(created_at, ${id}) ${newer ? '>' : '<'} ($3::timestamptz, $4::uuid) and created_at >= $7::timestamptz and ($6::text is null or kind = $6)`;
const ordered = (newer: boolean, id = 'id') =>
  newer ? `order by created_at, ${id} limit $5` : `order by created_at desc, ${id} desc limit $5`;
// What is held or removed is listed for its author alone, with why: a desk finds it in its case.
const posts = (newer: boolean, where: string, listed = `state = 'published'`) =>
  `select id, created_at from post where ${where} and ${listed} and ${within(newer, 'id')} ${ordered(newer)}`;
const away = (newer: boolean, where: string) => posts(newer, `author_id = $1 and ${where}`, `state <> 'published'`);
const tagged = (newer: boolean, where: string) =>
  `select post_id as id, created_at from post_tag where ${where} and ${within(newer, 'post_id')} ${ordered(newer, 'post_id')}`;

// One short index walk for each community, person and tag, so that the cost follows the page and not the past.
const mine = (newer: boolean) => `
      select found.* from unnest($2::uuid[]) as mine(community)
        cross join lateral (${posts(newer, 'community_id = mine.community')}) found
      union all
      (${posts(newer, `community_id is null and kind = 'announcement'`)})
      union all
      -- One's own to everyone: whoever published it looks for it here.
      (${posts(newer, `author_id = $1 and community_id is null and kind <> 'announcement'`)})
      union all
      (${away(newer, 'true')})`;
const followed = (newer: boolean) => `
      select found.* from follow
        cross join lateral (${posts(newer, 'author_id = follow.followed_person_id')}) found
        where follow.person_id = $1 and follow.followed_person_id is not null
      union all
      select found.* from follow
        cross join lateral (${tagged(newer, 'tag = follow.followed_tag')}) found
        where follow.person_id = $1 and follow.followed_tag is not null`;

const sources = {
  community: (newer: boolean) =>
    `select id, created_at from ((${posts(newer, 'community_id = $2::uuid')}) union all (${away(newer, 'community_id = $2::uuid')})) found ${ordered(newer)}`,
  person: (newer: boolean) => posts(newer, 'author_id = $2::uuid', `(state = 'published' or author_id = $1)`),
  tag: (newer: boolean) => tagged(newer, 'tag = $2::text'),
  home: (newer: boolean) => `select id, created_at from (${mine(newer)}) found ${ordered(newer)}`,
  // What somebody I follow writes in a community of mine is found twice.
  home_following: (newer: boolean) =>
    `select distinct created_at, id from (${mine(newer)} union all ${followed(newer)}) found ${ordered(newer)}`,
};
type Source = keyof typeof sources;

const feedText = (source: Source, newer: boolean): string => `
  with page as materialized (${sources[source](newer)}), ${flags}
  select p.community_id, p.body, ${columns}
  from page join post p on p.id = page.id
  join person u on u.id = p.author_id
  order by p.created_at desc, p.id desc`;

const texts = Object.fromEntries(
  (Object.keys(sources) as Source[]).map((source) => [
    source,
    { older: feedText(source, false), newer: feedText(source, true) },
  ]),
) as Record<Source, { older: string; newer: string }>;

const latest: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

const targetOf = (scope: FeedQuery['scope']): string => {
  switch (scope.kind) {
    case 'home':
      return `{${scope.communities.join(',')}}`;
    case 'community':
      return scope.community;
    case 'person':
      return scope.person;
    case 'tag':
      return scope.tag;
  }
};

export function feedStatement(
  viewer: string,
  { scope, kind, from = latest, newer, limit, floor = '-infinity' }: FeedQuery,
): Statement {
  const source = scope.kind === 'home' && scope.follows ? 'home_following' : scope.kind;
  const direction = newer ? 'newer' : 'older';
  return {
    name: `feed_${source}_${direction}`,
    text: texts[source][direction],
    values: [viewer, targetOf(scope), from.at, from.id, limit, kind ?? null, floor],
    jsonAsText: true,
  };
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
  return rows as (Row & FeedRow)[];
}

const postText = `
  with ${flags}
  select c.id as community_id, c.slug as community_slug, c.name as community_name,
    a.circles as audience_circles, a.degree as audience_degree, p.body, ${columns}
  from post p
  join person u on u.id = p.author_id
  left join audience a on a.id = p.audience_id and a.kind = 'shared'
  left join community c on c.id = p.community_id
  where p.id = $2`;

export async function findPost(tx: Transaction, viewer: string, id: string): Promise<PostRow | undefined> {
  const { rows } = await tx.executeQuery<PostRow>(CompiledQuery.raw(postText, [viewer, id]));
  return rows[0];
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
  tags: readonly string[];
  language: string | null;
  commenters: Commenters;
  createdAt: Date;
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
      tags: [...post.tags],
      language: post.language,
      commenters: post.commenters,
      created_at: post.createdAt,
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
  Pick<NewPost, 'title' | 'body' | 'source' | 'link' | 'tags' | 'language' | 'commenters'>
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
      edited_at: editedAt,
    })
    .where('id', '=', id)
    .execute();
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
