/** Rows of posts. The feed is the hottest read: named statements, one round trip, no query builder. */
import { CompiledQuery } from 'kysely';
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
import type { Database, Row, Standing, Statement, Transaction } from '../kernel/database/index.ts';
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
    | { kind: 'home'; communities: readonly string[] }
    | { kind: 'community'; community: string }
    | { kind: 'person'; person: string }
    | { kind: 'tag'; tag: string };
  kind: PostKind | undefined;
  /** Only what is older than this place, or newer with `newer`. */
  from: Place | undefined;
  newer: boolean;
  limit: number;
};

/** All columns of a post as its readers get it, around a list `page` of ids. $1 is the viewer. */
const presented = `
  select p.id, p.audience_id, p.kind, p.title, p.body, case when p.author_id = $1 then p.source end as source, p.link, p.tags,
    p.language, p.state, p.statement, p.commenters, p.accepted_id, p.comment_count, p.reactions, p.created_at, p.edited_at,
    (select array_agg(r.kind) from reaction r where r.subject_id = p.id and r.person_id = $1) as my_reactions,
    (select jsonb_build_object('id', g.id, 'state', g.state, 'created_at', g.created_at, 'statement', g.statement) from flag g
      where g.subject_id = p.id and g.reporter_id = $1 and g.state <> 'withdrawn' order by g.created_at desc limit 1) as my_flag,
    u.id as author_id, u.name as author_name, u.photo as author_photo, u.circle as author_circle,
    u.departed_at as author_departed_at, (f.person_id is not null and not u.hidden) as author_open,
    a.circles as audience_circles, a.degree as audience_degree,
    c.id as community_id, c.slug as community_slug, c.name as community_name
  from page
  join post p on p.id = page.id
  join person u on u.id = p.author_id
  left join profile f on f.person_id = p.author_id
  left join audience a on a.id = p.audience_id and a.kind = 'shared'
  left join community c on c.id = p.community_id`;

// $1 viewer, $2 what the scope is for, $3 and $4 the place to start from, $5 how many, $6 a kind or null.
const within = (newer: boolean) =>
  `(created_at, id) ${newer ? '>' : '<'} ($3::timestamptz, $4::uuid) and ($6::text is null or kind = $6)`;
const ordered = (newer: boolean) =>
  newer ? 'order by created_at, id limit $5' : 'order by created_at desc, id desc limit $5';
// What is held or removed is listed among its author's own alone: a desk finds it in its case.
const published = (newer: boolean) => `state = 'published' and ${within(newer)}`;

const sources: Record<FeedQuery['scope']['kind'], (newer: boolean) => string> = {
  community: (newer) =>
    `select id, created_at from post where community_id = $2::uuid and ${published(newer)} ${ordered(newer)}`,
  person: (newer) =>
    `select id, created_at from post where author_id = $2::uuid and (state = 'published' or author_id = $1)
      and ${within(newer)} ${ordered(newer)}`,
  tag: (newer) =>
    `select id, created_at from post where tags @> array[$2::text] and ${published(newer)} ${ordered(newer)}`,
  // One short index walk for each community, person and tag, so that the cost follows the page and not the past.
  home: (newer) => `
    select id, created_at from (
      select p.id, p.created_at from unnest($2::uuid[]) as mine(community)
        cross join lateral (select id, created_at from post where community_id = mine.community and ${published(newer)} ${ordered(newer)}) p
      union
      select p.id, p.created_at from follow
        cross join lateral (select id, created_at from post where author_id = follow.followed_person_id and ${published(newer)} ${ordered(newer)}) p
        where follow.person_id = $1
      union
      select p.id, p.created_at from follow
        cross join lateral (select id, created_at from post where tags @> array[follow.followed_tag] and ${published(newer)} ${ordered(newer)}) p
        where follow.person_id = $1
      union
      (select id, created_at from post where author_id = $1 and ${within(newer)} ${ordered(newer)})
      union
      (select id, created_at from post where community_id is null and kind = 'announcement' and ${published(newer)} ${ordered(newer)})
    ) found ${ordered(newer)}`,
};

const feedText = (scope: FeedQuery['scope']['kind'], newer: boolean): string =>
  `with page as materialized (${sources[scope](newer)}) ${presented} order by p.created_at desc, p.id desc`;

const texts = Object.fromEntries(
  (Object.keys(sources) as FeedQuery['scope']['kind'][]).map((scope) => [
    scope,
    { older: feedText(scope, false), newer: feedText(scope, true) },
  ]),
) as Record<FeedQuery['scope']['kind'], { older: string; newer: string }>;

const latest: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export function feedStatement(viewer: string, { scope, kind, from = latest, newer, limit }: FeedQuery): Statement {
  const target =
    scope.kind === 'home'
      ? `{${scope.communities.join(',')}}`
      : scope.kind === 'community'
        ? scope.community
        : scope.kind === 'person'
          ? scope.person
          : scope.tag;
  const direction = newer ? 'newer' : 'older';
  return {
    name: `feed_${scope.kind}_${direction}`,
    text: texts[scope.kind][direction],
    values: [viewer, target, from.at, from.id, limit, kind ?? null],
  };
}

/** What changes whenever an event becomes visible in one of these audiences, of those that the viewer holds. */
const versionStatement = (audiences: readonly number[]): Statement => ({
  name: 'feed_version',
  text: 'select feed_version($1) as version',
  values: [`{${audiences.join(',')}}`],
});

export async function readVersion(database: Database, standing: Standing): Promise<string> {
  const [rows] = await database.read(standing, versionStatement(standing.audiences));
  return rows![0]!['version'] as string;
}

export async function readFeed(
  database: Database,
  standing: Standing,
  query: FeedQuery,
): Promise<{ version: string; rows: PostRow[] }> {
  // The version first: what becomes visible between the two makes the tag too old, never too new.
  const [versions, rows] = await database.read(
    standing,
    versionStatement(standing.audiences),
    feedStatement(standing.person, query),
  );
  return { version: versions![0]!['version'] as string, rows: rows as (Row & PostRow)[] };
}

export async function findPost(tx: Transaction, viewer: string, id: string): Promise<PostRow | undefined> {
  const { rows } = await tx.executeQuery<PostRow>(
    CompiledQuery.raw(`with page as (select $2::uuid as id) ${presented}`, [viewer, id]),
  );
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

export async function removePost(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('post').where('id', '=', id).execute();
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
