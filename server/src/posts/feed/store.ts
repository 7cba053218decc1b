/** Pages of posts. The feed is the hottest read: named statements, one round trip, no query builder. */
import type { PostKind } from '@parvis/contracts';
import { type Database, type Standing, type Statement, type TimePlace, listed } from '../../kernel/database/index.ts';
import { type OwnFacts, type SharedFacts, flags, marks, own, sharedText, version } from '../store.ts';

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
  from: TimePlace | undefined;
  newer: boolean;
  limit: number;
  /** Nothing older is looked at. */
  floor?: string | undefined;
};

/** What the viewer muted: posts, and all that is in these audiences. */
export type LeftOut = { posts: readonly string[]; audiences: readonly number[] };

/** Terms that all stand in one post, or in one comment and its post; looked for in these audiences. */
export type Search = { terms: readonly string[]; audiences: readonly number[] };

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
  select p.id, shown.listed, ${version} as version, ${own}
  from (select id, true as listed from page
    union all
    select p.original_id, false from page join post p on p.id = page.id where p.original_id is not null) shown
  join post p on p.id = shown.id and (shown.listed or p.state = 'published' and p.reshareable)
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

const latest: TimePlace = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** What is pinned stands on the first page of its community alone, and is found elsewhere like everything else. */
export const beginsPinned = ({
  scope,
  search,
  from,
  newer,
}: Pick<FeedQuery, 'scope' | 'search' | 'newer'> & { from?: TimePlace | undefined }): boolean =>
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
  }: Omit<FeedQuery, 'from'> & { from?: TimePlace | undefined },
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

/** A post that is on a page, in its order; `listed`: for itself, not because another one on it re-shares it. */
export type PageRow = OwnFacts & { id: string; listed: boolean; version: string };

/** Which posts are on a page, and what of them is the viewer's own. */
export async function readPageRows(database: Database, standing: Standing, query: FeedQuery): Promise<PageRow[]> {
  const [rows] = await database.read(standing, feedStatement(standing.person, query));
  return rows as unknown[] as PageRow[];
}

/** The rest of these posts, as far as the viewer may still read them. */
export async function readShared(
  database: Database,
  standing: Standing,
  ids: readonly string[],
): Promise<(SharedFacts & { version: string })[]> {
  const [rows] = await database.read(standing, {
    ...{ name: 'posts_shared', text: sharedText, values: [listed(ids)] },
    jsonAsText: true,
  });
  return rows as unknown[] as (SharedFacts & { version: string })[];
}
