import {
  feedTargets,
  Id,
  type Post,
  type PostCreate,
  type PostQuery,
  type PostUpdate,
  type PublicationState,
  type ReactionKind,
  type RichText,
  type Statement,
  limits,
} from '@parvis/contracts';
import { attach } from '../attachments/index.ts';
import { type AudienceRow, chooseAudience, describeAudience, ownAudience } from '../audiences/index.ts';
import { canWrite, findCommunity } from '../communities/index.ts';
import { type Database, type KindDetails, type Transaction, closing, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, type Ready, claimKey, notFound, TimePlace, readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  findMentions,
  findTags,
  firstLink,
  guessLanguage,
  isVisible,
  mentionKey,
  parseRichText,
  tagKey,
} from '../kernel/richtext/index.ts';
import { readWords } from '../evidence/index.ts';
import { type Viewer, isMember, mutedAt, sharedAudience } from '../kernel/viewer/index.ts';
import { refusedParts } from '../kinds/index.ts';
import { pageKey } from '../pages/index.ts';
import { findByUserNames, findReferences } from '../people/index.ts';
import { wantPreview } from '../previews/index.ts';
import { react } from '../reactions/index.ts';
import type { Pages } from './pages.ts';
import { abilities, canAnnounce } from './policy.ts';
import { presentPost, writePage } from './present.ts';
import {
  type FeedQuery,
  type FeedRow,
  type LeftOut,
  type Place,
  type PostRow,
  type ThreadRow,
  addKudos,
  addPost,
  beginsPinned,
  changePost,
  deleteOwnPost,
  findPost,
  findThread,
  findReading,
  hasSkill,
  lockPlace,
  readFeed,
  readVersion,
  setPlace,
  takeTurn,
  setSchedule,
} from './store.ts';

export { createPages } from './pages.ts';

const readPlace = (cursor: string): Place => {
  const [at, id] = readCursor(cursor, TimePlace);
  return { at, id };
};
const placeOf = (row: Pick<PostRow, 'created_at' | 'id'>): string =>
  writeCursor([row.created_at.toISOString(), row.id]);

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
  rows.some(({ original }) => original && !viewer.homeAudiences.includes(original.audience_id));

/** A page that lies ready, or its tag alone where the client has it: `has`. Undefined where it must be read. */
export function readyFeed(
  kernel: Kernel,
  pages: Pages,
  { viewer, query, search, has }: Asked & { has: (tag: string) => boolean },
): Ready | undefined {
  const { relay } = kernel;
  if (!isKept(query) || !relay.isSettled()) return undefined;
  const page = pages.find(viewer, search);
  for (const wide of page ? [isWide(page.tag)] : [false, true]) {
    const version = relay.known(audiencesOf(viewer, query, wide));
    if (version === undefined) continue;
    const tag = feedTag(kernel, viewer, version, wide);
    if (has(tag)) return { tag, sensitive: false };
    if (page?.tag === tag) return page;
  }
  return undefined;
}

/** A page read, and kept where that is of use. */
export async function readPage(kernel: Kernel, pages: Pages, { viewer, query, search }: Asked): Promise<PageReply> {
  const feed = await listFeed(kernel, viewer, query);
  return isKept(query) ? pages.keep(viewer, search, feed) : feed;
}

type Asked = { viewer: Viewer; query: PostQuery; search: string };
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
    from: from === undefined ? undefined : readPlace(from),
    newer,
    limit: query.limit + 1,
  };
  const read = async (wide: boolean) => {
    const audiences = audiencesOf(viewer, query, wide);
    // Before the page: what becomes visible between the two makes the tag too old, never too new.
    const version = (await relay.newest(audiences)) ?? (await readVersion(database, viewer, audiences));
    return { version, wide, rows: words?.length === 0 ? [] : await readDownTo(database, viewer, feed) };
  };
  let found = await read(false);
  if (query.scope === 'home' && looksFar(viewer, found.rows)) found = await read(true);
  const { version, wide } = found;
  const pinned = beginsPinned(feed) ? found.rows.filter(({ pinned_at }) => pinned_at !== null) : [];
  const rows = found.rows.slice(pinned.length);
  const more = rows.length > query.limit;
  // Going to newer ones, the one too many is the newest.
  const shown = more ? (newer ? rows.slice(1) : rows.slice(0, -1)) : rows;
  const last = shown.at(-1);
  return {
    json: writePage(viewer, [...pinned, ...shown], {
      next: last && more && !newer ? placeOf(last) : null,
      newest: shown[0] ? placeOf(shown[0]) : null,
    }),
    tag: feedTag(kernel, viewer, version, wide),
    // What is found by its words also changes when the index has taken in what is new, of which no event tells.
    sensitive:
      words !== undefined ||
      [...pinned, ...shown].some((row) =>
        [row, ...(row.original ? [row.original] : [])].some((one) =>
          isSensitive(describeAudience(viewer, one.planned_audience_id ?? one.audience_id, one.community_id)),
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
async function readDownTo(database: Database, viewer: Viewer, feed: FeedQuery): Promise<FeedRow[]> {
  if (feed.scope.kind !== 'home' || feed.from || feed.kind || feed.unanswered || feed.unreadIn || feed.search)
    return readFeed(database, viewer, feed);
  const end = ends.get(viewer);
  const short =
    end && feed.limit <= end.limit ? await readFeed(database, viewer, { ...feed, floor: end.at }) : undefined;
  const found = short?.length === feed.limit ? short : await readFeed(database, viewer, feed);
  const last = found.at(-1);
  if (last && found.length === feed.limit) ends.set(viewer, { at: last.created_at.toISOString(), limit: feed.limit });
  else ends.delete(viewer);
  return found;
}

/** From C2 up nothing may stay in a cache of the reader's machine. */
export const isSensitive = ({ audience_degree }: Pick<AudienceRow, 'audience_degree'>): boolean =>
  audience_degree === null || audience_degree === 'C2' || audience_degree === 'C3';

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

/** A post the viewer can see, or a failure that says that there is none. */
export async function requirePost(tx: Transaction, viewer: Viewer, id: string): Promise<PostRow> {
  const post = await findPost(tx, viewer.person, id);
  if (!post) throw notFound('post');
  return post;
}

/** The same where comments are what is asked for: pages have them too. */
export async function requireThread(tx: Transaction, viewer: Viewer, id: string): Promise<ThreadRow> {
  const thread = await findThread(tx, viewer.person, id);
  if (!thread) throw notFound('post');
  return thread;
}

export const showPost = (
  { database }: Kernel,
  viewer: Viewer,
  id: string,
): Promise<{ post: Post; sensitive: boolean }> =>
  database.transaction(viewer, async (tx) => {
    closing(tx);
    const row = await requirePost(tx, viewer, id);
    return {
      post: presentPost(viewer, row),
      sensitive: isSensitive(row) || (row.original !== null && isSensitive(row.original)),
    };
  });

export async function writePost(
  kernel: Kernel,
  viewer: Viewer,
  input: PostCreate,
  key: string | undefined,
): Promise<Post> {
  checkKind(input);
  const refusal = refusedParts(input, kernel.now());
  if (refusal)
    throw new Failure('invalid-request', refusal.detail, {
      errors: [{ path: refusal.path, message: refusal.message }],
    });
  const addressed = input.audience.community;
  return kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const creation = { key, request: { operation: 'createPost', input }, now };
    const [{ id, replayed }, community, mentioned] = await Promise.all([
      claimKey(tx, viewer, creation, kernel.newId()),
      addressed === null ? null : findCommunity(tx, viewer.person, addressed),
      findByUserNames(tx, findMentions(input.text)),
    ]);
    if (replayed) return presentPost(viewer, await requirePost(tx, viewer, id));
    const at = readSchedule(kernel, input.scheduledFor);
    if (community === undefined) throw notFound('community');
    if (community && !canWrite(community))
      throw new Failure('forbidden', `You are not a member of ${community.name}: join it to write there.`);
    if (input.kind === 'announcement' && !canAnnounce(viewer, community?.id ?? null))
      throw new Failure(
        'forbidden',
        community
          ? `Its stewards announce in ${community.name}: write an update instead.`
          : 'Administrators announce to everyone: write an update instead.',
      );
    const [audience] = await Promise.all([
      chooseAudience(kernel, tx, viewer, input.audience, community),
      requireTurn(kernel, tx, now),
    ]);
    const { kind, title = null, link = null, reshareable } = input;
    const original = input.original === undefined ? null : await requireOriginal(tx, viewer, input.original);
    if (input.kudos) await checkThanked(tx, viewer, input.kudos, audience);
    const details = detailsOf(kernel, input);
    const commenters = input.commenters ?? community?.default_commenters ?? 'readers';
    const page = link && (pageKey(kernel.settings.pages, link) ?? null);
    const text = understand(input.text, input.tags, mentioned);
    const post = {
      ...{
        id,
        community: community?.id ?? null,
        author: viewer.person,
        kind,
        title,
        link,
        page,
        commenters,
        reshareable,
      },
      ...{ details, original, ...text, source: input.text, createdAt: now },
    };
    const linked = link ?? firstLink(text.body);
    if (at) {
      requireOpenThen(details, at);
      const own = await ownAudience(kernel, tx, viewer);
      // Rule: until its time a post is its author's alone; where it goes was found to be theirs to write to above.
      await elevated(tx, async () => {
        await addPost(tx, { ...post, audience: own, schedule: { at, audience } });
        if (input.kudos) await addKudos(tx, { id, audience: own }, input.kudos.to);
      });
      await attach(tx, input.attachments, { post: id, comment: null });
      await wantPreview(kernel, tx, id, linked, now);
      const row = await requirePost(tx, viewer, id);
      await record(tx, viewer, row, 'post.updated', now);
      return presentPost(viewer, row);
    }
    const place = { audience, community: post.community };
    const add = () => addPost(tx, { ...post, audience });
    const attached = (input.attachments?.length ?? 0) > 0;
    if (attached) {
      await add();
      await attach(tx, input.attachments, { post: id, comment: null });
    }
    closing(tx);
    const [, , , , written] = await Promise.all([
      attached || add(),
      input.kudos && addKudos(tx, { id, audience }, input.kudos.to),
      wantPreview(kernel, tx, id, linked, now),
      recordEvent(tx, {
        ...{ type: 'post.created', at: now, actor: viewer.person, ...place, post: id },
        subject: { kind: 'post', id },
        data: { kind, tags: text.tags },
      }),
      findPost(tx, viewer.person, id),
    ]);
    return presentPost(viewer, written!);
  });
}

/** A retry of what is published already comes before this: it waits for nobody. */
async function requireTurn({ settings }: Kernel, tx: Transaction, now: Date): Promise<void> {
  if (settings.secondsBetweenPosts === 0 && settings.postsPerHour === 0) return;
  const wait = await takeTurn(tx, settings, now);
  if (wait !== null)
    throw new Failure('rate-limited', `You published moments ago, or often within this hour. Try again in ${wait} s.`, {
      retryAfter: wait,
    });
}

/** The post that a re-share points to: what is a re-share itself stands for its original. */
async function requireOriginal(tx: Transaction, viewer: Viewer, id: string): Promise<string> {
  const shared = await requirePost(tx, viewer, id);
  const original = shared.original_id === null ? shared : shared.original;
  // What the viewer does not see of it is nothing to them.
  if (!original) throw notFound('post');
  if (!abilities(viewer, shared).reshare)
    throw new Failure('forbidden', 'Its author did not allow to re-share it, or it is held or removed.');
  return original.id;
}

/** Who is thanked reads it, and nobody thanks themselves. One answer for all whom the viewer cannot thank. */
async function checkThanked(
  tx: Transaction,
  viewer: Viewer,
  { to, skill }: NonNullable<PostCreate['kudos']>,
  audience: number,
): Promise<void> {
  const [readers, known] = [await findReading(tx, to, audience), await findReferences(tx, to)];
  const errors = to.flatMap((person, index) =>
    person !== viewer.person && readers.has(person) && known.has(person)
      ? []
      : [
          {
            path: `kudos.to.${index}`,
            message: person === viewer.person ? 'is yourself' : 'is nobody who reads this',
          },
        ],
  );
  if (errors.length > 0)
    throw new Failure(
      'invalid-request',
      'Whoever is thanked must be able to read it, and be somebody else. Choose other readers or other people.',
      { errors },
    );
  if (skill !== undefined && !(await hasSkill(tx, skill)))
    throw new Failure('invalid-request', 'The vocabulary has no such skill.', {
      errors: [{ path: 'kudos.skill', message: 'is not in the vocabulary' }],
    });
}

const detailsOf = ({ settings }: Kernel, { poll, kudos }: PostCreate): KindDetails | null => {
  if (kudos) return kudos.skill === undefined ? null : { skill: kudos.skill };
  if (!poll) return null;
  const { options, ...rest } = poll;
  return {
    ...rest,
    options: options.map((label, index) => ({ id: String(index + 1), label })),
    step: settings.fewestCounted,
  };
};

const minute = 60_000;
const day = 24 * 60 * minute;

/** Undefined: now. */
function readSchedule({ now }: Kernel, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const { scheduleMinutes: earliest, scheduleDays: latest } = limits;
  const at = new Date(given);
  const ahead = at.getTime() - now().getTime();
  if (ahead >= earliest * minute && ahead <= latest * day) return at;
  throw new Failure(
    'invalid-request',
    `A post is published at least ${earliest} minute and at most ${latest} days from now, not at ${given}.`,
    { errors: [{ path: 'scheduledFor', message: 'too soon or too late' }] },
  );
}

/** A poll that is closed before it is published asks nobody. */
function requireOpenThen(details: KindDetails | null, at: Date): void {
  if (!details || !('closesAt' in details) || new Date(details.closesAt) > at) return;
  throw new Failure('invalid-request', `This poll closes at ${details.closesAt}, before it is published.`, {
    errors: [{ path: 'scheduledFor', message: 'after the poll closes' }],
  });
}

function checkKind({ kind, title, link }: Pick<PostCreate, 'kind' | 'title' | 'link'>): void {
  if (kind === 'link' && !link)
    throw new Failure('invalid-request', 'A link needs its address.', {
      errors: [{ path: 'link', message: 'missing' }],
    });
  if (kind !== 'link' && link)
    throw new Failure('invalid-request', `Only a post of kind 'link' has an address: this one is '${kind}'.`, {
      errors: [{ path: 'link', message: 'not for this kind' }],
    });
  if (kind === 'question' && !title)
    throw new Failure('invalid-request', 'A question needs a title that asks it.', {
      errors: [{ path: 'title', message: 'missing' }],
    });
}

/** Markdown → what is stored: the tree with the people it mentions, all tags, the language. */
export async function readText(
  tx: Transaction,
  text: string,
  chosenTags: readonly string[] = [],
): Promise<{ body: RichText; tags: string[]; language: string | null }> {
  return understand(text, chosenTags, await findByUserNames(tx, findMentions(text)));
}

function understand(
  text: string,
  chosenTags: readonly string[],
  mentioned: Awaited<ReturnType<typeof findByUserNames>>,
): { body: RichText; tags: string[]; language: string | null } {
  const mentions = new Map(mentioned.map(({ id, name, user_name }) => [mentionKey(user_name), { id, name }]));
  const body = parseRichText(text, { mentions });
  if (!isVisible(body))
    throw new Failure('invalid-request', 'The text shows nothing to read. Write some words.', {
      errors: [{ path: 'text', message: 'shows nothing' }],
    });
  return { body, tags: allTags(body, chosenTags), language: guessLanguage(text) };
}

const allTags = (body: RichText, chosen: readonly string[]): string[] =>
  [...new Set([...chosen, ...findTags(body)].map(tagKey))].slice(0, limits.tagsPerPost);

export async function editPost(kernel: Kernel, viewer: Viewer, id: string, change: PostUpdate): Promise<Post> {
  return kernel.database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    if (!abilities(viewer, post).edit)
      throw new Failure('forbidden', 'Only its author can edit a post, and not once it was removed.');
    checkKind({
      kind: post.kind as PostCreate['kind'],
      title: change.title === undefined ? (post.title ?? undefined) : (change.title ?? undefined),
      link: change.link ?? post.link ?? undefined,
    });
    const now = kernel.now();
    const scheduled = post.state === 'scheduled';
    const at = readSchedule(kernel, change.scheduledFor);
    if (at && !scheduled)
      throw new Failure('conflict', 'This post is published already: no other time can be chosen for it.');
    if (at) requireOpenThen(post.details, at);
    // The tags that were chosen, without those that stood in the text: these come from the text again.
    const inText = findTags(post.body);
    const chosen = change.tags ?? post.tags.filter((tag) => !inText.includes(tag));
    const text = change.text === undefined ? undefined : await readText(tx, change.text, chosen);
    await changePost(
      tx,
      id,
      {
        ...(change.title !== undefined && { title: change.title }),
        ...(change.link !== undefined && {
          link: change.link,
          page: pageKey(kernel.settings.pages, change.link) ?? null,
        }),
        ...(change.commenters !== undefined && { commenters: change.commenters }),
        ...(change.reshareable !== undefined && { reshareable: change.reshareable }),
        ...(change.tags !== undefined && { tags: allTags(post.body, chosen) }),
        ...(text && { ...text, source: change.text! }),
      },
      scheduled ? null : now,
    );
    await attach(tx, change.attachments, { post: id, comment: null });
    if (text || change.link !== undefined)
      await wantPreview(kernel, tx, id, change.link ?? post.link ?? firstLink(text?.body ?? post.body), now);
    // Rule: when it is published is its author's to say; the columns are the server's to write.
    if (at && !(await elevated(tx, () => setSchedule(tx, id, at))))
      throw new Failure('conflict', 'This post has just been published: no other time can be chosen for it.');
    const changed = await requirePost(tx, viewer, id);
    await record(tx, viewer, changed, 'post.updated', now);
    return presentPost(viewer, changed);
  });
}

export async function deletePost(kernel: Kernel, viewer: Viewer, id: string): Promise<void> {
  await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const deleted = await deleteOwnPost(tx, id, now);
    if (!deleted) {
      await requirePost(tx, viewer, id);
      throw new Failure('forbidden', 'Only its author can delete a post.');
    }
    // Rule: those who read it are told, also where its author is no longer among them.
    await elevated(tx, () => record(tx, viewer, { id, ...deleted }, 'post.deleted', now));
  });
}

export async function reactToPost(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  kind: ReactionKind,
  wanted: boolean,
): Promise<Post> {
  return kernel.database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    const reactable = {
      post: id,
      comment: null,
      audience: post.audience_id,
      community: post.community_id,
      allowed: abilities(viewer, post).react,
    };
    await react(tx, viewer, reactable, kind, wanted, { at: kernel.now(), offered: kernel.settings.reactions });
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });
}

/** Tells those who read a post that it changed. */
export const record = (
  tx: Transaction,
  viewer: Viewer,
  post: Pick<PostRow, 'id' | 'audience_id' | 'community_id' | 'kind' | 'tags'>,
  type: 'post.created' | 'post.updated' | 'post.deleted' | 'answer.accepted' | 'answer.withdrawn',
  at: Date,
): Promise<void> =>
  recordEvent(tx, {
    type,
    at,
    actor: viewer.person,
    audience: post.audience_id,
    subject: { kind: 'post', id: post.id },
    post: post.id,
    community: post.community_id,
    data: { kind: post.kind, tags: post.tags },
  });

/** What a moderation step makes of a post or comment. `audience` is where it goes. */
export type Move = { audience: number; state: PublicationState; statement: Statement | null };

/**
 * As the system, for a case: moves a post to other readers, and tells the old and the new ones, not by whom. Answers the
 * audience it left; undefined when it is gone.
 */
export async function movePost(tx: Transaction, id: string, move: Move, at: Date): Promise<number | undefined> {
  const before = await lockPlace(tx, id);
  if (!before) return undefined;
  await setPlace(tx, id, move);
  for (const audience of new Set([before.audience_id, move.audience]))
    await recordEvent(tx, {
      type: 'post.updated',
      at,
      actor: null,
      audience,
      subject: { kind: 'post', id },
      post: id,
      community: before.community_id,
    });
  return before.audience_id;
}
