import { feedTargets, Id, type PostQuery } from '@parvis/contracts';
import { describeAudience } from '../../audiences/index.ts';
import { findCommunity } from '../../communities/index.ts';
import { readWords } from '../../evidence/index.ts';
import {
  Failure,
  type Readied,
  type Ready,
  notFound,
  readTimePlace,
  timePosition,
  writeCursor,
} from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { mentionKey, tagKey } from '../../kernel/richtext/index.ts';
import { type Viewer, holds, isMember, mutedAt, sharedAudience } from '../../kernel/viewer/index.ts';
import { pageKey } from '../../pages/index.ts';
import { findByUserNames } from '../../people/index.ts';
import { isSensitive } from '../access.ts';
import { writePage } from '../present.ts';
import type { FeedRow, SharedFacts } from '../store.ts';
import type { Pages } from './pages.ts';
import { findShared } from './shared.ts';
import { type FeedQuery, type LeftOut, beginsPinned, readPageRows, readVersion } from './store.ts';

const cursorOf = ({ created_at, id }: SharedFacts): string => writeCursor(timePosition(created_at, id));

/** `json`: a `PostPage`. */
export type Feed = { json: string; tag: string; sensitive: boolean };

/**
 * The tag that a page of posts has now, for little: it changes with the viewer's standing, with any event of its posts,
 * when the time of a mute has come, and as often as addresses of images do.
 */
const feedTag = ({ relay, addresses, now }: Kernel, viewer: Viewer, version: string, wide: boolean): string => {
  const left = leaveOut(viewer, now());
  const muted = left ? `.${left.posts.length}.${left.communities.length}` : '';
  return `W/"${viewer.version}.${relay.positions.seal(version)}.${addresses.window()}${muted}${wide ? wideMark : ''}"`;
};
/** Ends the tag of a page of home with a post that re-shares one from elsewhere: any audience may change it. */
const wideMark = '.w';
const isWide = (tag: string): boolean => tag.endsWith(`${wideMark}"`);

/** What the home of this moment leaves out; nothing for most. */
function leaveOut({ mutes }: Viewer, now: Date): { posts: string[]; communities: string[] } | undefined {
  const [posts, communities] = [mutedAt(mutes.posts, now), mutedAt(mutes.communities, now)];
  return posts.length + communities.length > 0 ? { posts, communities } : undefined;
}

/** What the posts of this scope can be in: all that is held, and less where less is known to do. */
const audiencesOf = (viewer: Viewer, { scope }: PostQuery, wide: boolean): readonly number[] =>
  scope === 'home' && !wide ? viewer.homeAudiences : viewer.audiences;

const looksFar = (viewer: Viewer, rows: readonly FeedRow[]): boolean =>
  rows.some(({ original }) => original && !viewer.homeAudiences.includes(original.facts.audience_id));

/** A page that lies ready, or its tag alone where the client has it: `has`. Undefined where it must be read. */
export function readyFeed(
  kernel: Kernel,
  pages: Pages,
  { viewer, query, has }: Asked & { has: (tag: string) => boolean },
): Ready | undefined {
  const { relay } = kernel;
  if (!isKept(query) || !relay.isSettled()) return undefined;
  const page = pages.find(viewer, query);
  for (const wide of page ? [isWide(page.tag)] : [false, true]) {
    const version = relay.known(audiencesOf(viewer, query, wide));
    if (version === undefined) continue;
    const tag = feedTag(kernel, viewer, version, wide);
    if (has(tag)) return { tag, sensitive: false };
    if (page?.tag === tag) return page;
  }
  return undefined;
}

/** A page that lies ready, or how it is read where nothing stands in the way. Undefined where something does. */
export function readiedFeed(
  kernel: Kernel,
  pages: Pages,
  asked: Asked & { has: (tag: string) => boolean },
): Readied | undefined {
  if (!isKept(asked.query) || !kernel.relay.isSettled()) return undefined;
  const { viewer, query } = asked;
  return (
    readyFeed(kernel, pages, asked) ?? (async () => pages.keep(viewer, query, await listFeed(kernel, viewer, query)))
  );
}

/** A page read, and kept where that is of use. */
export async function readPage(kernel: Kernel, pages: Pages, { viewer, query }: Asked): Promise<PageReply> {
  const feed = await listFeed(kernel, viewer, query);
  return isKept(query) ? pages.keep(viewer, query, feed) : feed;
}

type Asked = { viewer: Viewer; query: PostQuery };
type PageReply = Feed | Required<Ready>;

/** What is found by its words changes when the index has taken in what is new, of which no event tells. */
const isKept = (query: PostQuery): boolean => query.q === undefined;

/** The tag alone, where the client has an answer already: the one of these tags that it would still have. */
export async function tagFeed(
  kernel: Kernel,
  viewer: Viewer,
  query: PostQuery,
  known: readonly string[],
): Promise<string> {
  const { database, relay } = kernel;
  const wide = known.some(isWide);
  const audiences = audiencesOf(viewer, query, wide);
  const heard = relay.isSettled() ? await relay.newest(audiences) : undefined;
  return feedTag(kernel, viewer, heard ?? (await readVersion(database, viewer, audiences)), wide);
}

export async function listFeed(kernel: Kernel, viewer: Viewer, query: PostQuery): Promise<Feed> {
  const { database, relay } = kernel;
  if (query.cursor && query.since)
    throw new Failure('invalid-request', 'Ask for older posts with cursor or for newer ones with since, not for both.');
  const newer = query.since !== undefined;
  const from = query.since ?? query.cursor;
  const scope = await resolveScope(kernel, viewer, query);
  const words = query.q === undefined ? undefined : termsOf(query.q);
  const feed: FeedQuery = {
    scope,
    kind: query.kind,
    unanswered: query.unanswered !== undefined,
    unreadIn: query.unread && placesOf(viewer, scope),
    search: words && { terms: words, audiences: searchedIn(viewer, scope) },
    from: readTimePlace(from),
    newer,
    limit: query.limit + 1,
  };
  const read = async (wide: boolean) => {
    const audiences = audiencesOf(viewer, query, wide);
    // Before the page: what becomes visible between the two makes the tag too old, never too new.
    const version = (await relay.newest(audiences)) ?? (await readVersion(database, viewer, audiences));
    return { version, wide, rows: words?.length === 0 ? [] : await readDownTo(kernel, viewer, feed) };
  };
  let found = await read(false);
  if (query.scope === 'home' && looksFar(viewer, found.rows)) found = await read(true);
  const { version, wide } = found;
  const pinned = beginsPinned(feed) ? found.rows.filter(({ facts }) => facts.pinned_at !== null) : [];
  const rows = found.rows.slice(pinned.length);
  const more = rows.length > query.limit;
  // Going to newer ones, the one too many is the newest.
  const shown = more ? (newer ? rows.slice(1) : rows.slice(0, -1)) : rows;
  const last = shown.at(-1);
  return {
    json: writePage(viewer, [...pinned, ...shown], {
      next: last && more && !newer ? cursorOf(last.facts) : null,
      newest: shown[0] ? cursorOf(shown[0].facts) : null,
    }),
    tag: feedTag(kernel, viewer, version, wide),
    // What is found by its words also changes when the index has taken in what is new, of which no event tells.
    sensitive:
      words !== undefined ||
      [...pinned, ...shown].some((row) =>
        [row, ...(row.original ? [row.original] : [])].some(
          ({ facts: { planned_audience_id, audience_id, community_id } }) =>
            isSensitive(describeAudience(viewer, planned_audience_id ?? audience_id, community_id)),
        ),
      ),
  };
}

/** Words of a search that count; who asks for more has said enough with them. */
const mostTerms = 8;
const termsOf = (text: string): string[] =>
  [...new Set(readWords(text, true).flatMap(({ stems }) => stems))].slice(0, mostTerms);

/** The markers that say what is unread in a scope: who read something in their home has also read it in its community. */
function placesOf(viewer: Viewer, scope: FeedQuery['scope']): string[] {
  if (scope.kind === 'home' || scope.kind === 'everyone') return [scope.kind];
  if (scope.kind === 'community')
    return isMember(viewer, scope.community) ? [scope.community, 'home'] : [scope.community];
  throw new Failure(
    'invalid-request',
    'What is unread is known of the home, of what is for everyone and of a community.',
    {
      errors: [{ path: 'unread', message: `is not known of the scope '${scope.kind}'` }],
    },
  );
}

/** Of the audiences held those that something of this scope can be in, so that no others are looked through. */
function searchedIn(viewer: Viewer, scope: FeedQuery['scope']): number[] {
  if (scope.kind === 'home') return [...viewer.homeAudiences];
  if (scope.kind !== 'community' && scope.kind !== 'everyone') return [...viewer.audiences];
  const community = scope.kind === 'community' ? scope.community : null;
  return viewer.audiences.filter((id) => sharedAudience(viewer, id)?.community === community);
}

/** Where the newest page of each viewer's home last ended, and how long it was. */
const ends = new WeakMap<Viewer, { at: string; limit: number }>();

/**
 * A home is gathered from many walks, each as long as the page, most of which the page does not show. None goes further
 * than where the page ended the last time: when it is filled nevertheless, which is so until posts are deleted, nothing
 * older belongs on it.
 */
async function readDownTo(kernel: Kernel, viewer: Viewer, feed: FeedQuery): Promise<FeedRow[]> {
  if (feed.scope.kind !== 'home' || feed.from || feed.kind || feed.unanswered || feed.unreadIn || feed.search)
    return readFeed(kernel, viewer, feed);
  const end = ends.get(viewer);
  const short = end && feed.limit <= end.limit ? await readFeed(kernel, viewer, { ...feed, floor: end.at }) : undefined;
  const found = short?.length === feed.limit ? short : await readFeed(kernel, viewer, feed);
  const last = found.at(-1);
  if (last && found.length === feed.limit)
    ends.set(viewer, { at: last.facts.created_at.toISOString(), limit: feed.limit });
  else ends.delete(viewer);
  return found;
}

/** How often a page is read again because one of its posts was gone before the rest of it was read. */
const mostRounds = 3;

async function readFeed(kernel: Kernel, viewer: Viewer, feed: FeedQuery): Promise<FeedRow[]> {
  for (let round = 1; ; round++) {
    const rows = await readPageRows(kernel.database, viewer, feed);
    const shared = await findShared(kernel, viewer, rows);
    if (rows.some(({ id, listed }) => listed && !shared.has(id)) && round < mostRounds) continue;
    const page: FeedRow[] = [];
    const originals = new Map<string | null, FeedRow>();
    for (const own of rows) {
      const known = shared.get(own.id);
      if (!known) continue;
      const { author_audience_id } = known.facts;
      const open = author_audience_id !== null && holds(viewer, author_audience_id);
      const row: FeedRow = { ...known, own, open, original: null };
      if (own.listed) page.push(row);
      else originals.set(own.id, row);
    }
    if (originals.size > 0) for (const row of page) row.original = originals.get(row.facts.original_id) ?? null;
    return page;
  }
}

async function resolveScope(
  { database, now, settings }: Kernel,
  viewer: Viewer,
  { scope, for: target }: PostQuery,
): Promise<FeedQuery['scope']> {
  if (scope === 'home') return homeOf(viewer, now());
  if (scope === 'mine') return { kind: 'person', person: viewer.person };
  if (scope === 'everyone' || scope === 'bookmarks' || scope === 'drafts') return { kind: scope };
  const named = feedTargets[scope].safeParse(target);
  if (!named.success)
    throw new Failure(
      'invalid-request',
      `The scope '${scope}' needs a 'for': an id, a community's short name, a person's user name, a tag or the address of a page.`,
      {
        errors: [{ path: 'for', message: 'missing or not usable' }],
      },
    );
  if (scope === 'tag') return { kind: 'tag', tag: tagKey(named.data) };
  if (scope === 'page') return { kind: 'page', page: pageKey(settings.pages, named.data) ?? '' };
  if (scope === 'person') {
    if (Id.safeParse(named.data).success) return { kind: 'person', person: named.data };
    const [person] = await database.transaction(viewer, (tx) => findByUserNames(tx, [mentionKey(named.data)]));
    if (!person) throw notFound('person');
    return { kind: 'person', person: person.id };
  }
  if (isMember(viewer, named.data)) return { kind: 'community', community: named.data };
  const community = await database.transaction(viewer, (tx) => findCommunity(tx, viewer.person, named.data));
  if (!community) throw notFound('community');
  return { kind: 'community', community: community.id };
}

/** Without what is muted at this moment. */
function homeOf(viewer: Viewer, now: Date): FeedQuery['scope'] {
  const muted = leaveOut(viewer, now);
  const communities = Object.keys(viewer.memberships);
  const left: LeftOut | undefined = muted && {
    posts: muted.posts,
    audiences: viewer.audiences.filter((id) => muted.communities.includes(sharedAudience(viewer, id)?.community ?? '')),
  };
  return {
    kind: 'home',
    communities: muted ? communities.filter((id) => !muted.communities.includes(id)) : communities,
    follows: viewer.follows,
    left,
  };
}
