import type { Client } from '@parvis/client';
import type { FlagReceipt, Post, StreamEvent } from '@parvis/contracts';
import type { FeedScope, PostKind } from '@parvis/contracts/tables';
import { type Change, clientContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { emptiedPost, findOwnFlag, isGone, withFlag } from './gone.ts';
import { Hearing } from './hearing.ts';
import type { PostStore } from './post-actions-controller.ts';

export type FeedQuery = {
  scope: FeedScope;
  for?: string | undefined;
  kind?: PostKind | undefined;
  unanswered?: 'true' | undefined;
  unread?: 'true' | undefined;
  q?: string | undefined;
};

type PostPage = Awaited<ReturnType<Client['posts']['list']>>;

type Status = 'idle' | 'loading' | 'ready' | 'error';

/** Most new posts that are fetched ahead of the press on "N new". */
const ahead = 50;

/** Where it stands in the order of time; ids break ties, as in the pages that the API answers. */
const placeOf = ({ createdAt, id }: Post) => createdAt + id;

/**
 * The posts of one feed: loads them, knows the way to earlier ones, hears of new ones without showing them, and keeps
 * those that are shown up to date.
 */
export class FeedController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  #loading: AbortController | undefined;
  /** None until the element has read its attributes, so that nothing is asked for in vain. */
  #query: FeedQuery | undefined;
  #newest: string | null = null;

  /** How often it was loaded from the start. */
  loads = 0;
  status: Status = 'idle';
  error: unknown;
  posts: readonly Post[] = [];
  /** New posts that wait for the reader to ask for them, newest first. */
  fresh: readonly Post[] = [];
  moreFresh = false;
  /** Position of earlier posts; null at the end. */
  next: string | null = null;
  older: 'idle' | 'loading' | 'error' = 'idle';
  /** A post that a link leads to and that is not among the others. */
  linked: { id: string; post?: Post; error?: unknown; flag?: FlagReceipt | null } | undefined;
  flagging: PostStore['flagging'];
  undoable: PostStore['undoable'];

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        this.linked = undefined;
        void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    this.#hearing = new Hearing(host, {
      event: (event) => this.#hear(event),
      again: () => this.#startOver(),
      change: (change) => this.#take(change),
    });
  }

  get connected() {
    return this.#client.value !== undefined;
  }

  /** Whether nothing earlier is left. */
  get complete() {
    return this.status === 'ready' && this.next === null;
  }

  /** What is shown. */
  get query() {
    return this.#query;
  }

  /** What to show; loads it when it is something else than before. */
  show(query: FeedQuery) {
    if (JSON.stringify(query) === JSON.stringify(this.#query)) return;
    this.#query = query;
    if (this.#client.value) void this.load();
  }

  /** The first page, from the start. */
  async load() {
    const client = this.#client.value;
    const query = this.#query;
    if (!client || !query) return;
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#hearing?.calm();
    this.loads++;
    this.#set({
      status: 'loading',
      error: undefined,
      posts: [],
      fresh: [],
      moreFresh: false,
      next: null,
      older: 'idle',
    });
    try {
      const page = await client.read<PostPage>(
        '/v1/posts',
        query,
        ({ items }) => items,
        (answered) => client.posts.list(query, { signal, answered }),
        signal,
      );
      if (signal.aborted) return;
      this.#newest = page.newest;
      this.#set({ status: 'ready', posts: page.items, next: page.next });
    } catch (error) {
      if (!signal.aborted) this.#set({ status: 'error', error });
    }
  }

  async loadOlder() {
    const client = this.#client.value;
    const { next } = this;
    if (!client || !next || this.older === 'loading') return;
    const { signal } = this.#loading!;
    this.#set({ older: 'loading' });
    try {
      const page = await client.posts.list({ ...this.#query!, cursor: next }, { signal });
      if (signal.aborted) return;
      const known = new Set(this.posts.map((post) => post.id));
      this.#set({
        older: 'idle',
        next: page.next,
        posts: [...this.posts, ...page.items.filter((post) => !known.has(post.id))],
      });
    } catch (error) {
      if (!signal.aborted) this.#set({ older: 'error', error });
    }
  }

  /** Puts the waiting new posts on top. When there are more than were fetched ahead, starts from the newest again. */
  async showFresh() {
    if (this.moreFresh) return this.load();
    this.#set({
      posts: this.#withNew(this.fresh.filter(({ id }) => !this.posts.some((post) => post.id === id))),
      fresh: [],
    });
  }

  /** Fetches a post that a link leads to. `anyway`: also when it does not belong in this feed. */
  async followLink(id: string, anyway: boolean) {
    this.linked = { id };
    try {
      const post = await this.#client.ask(({ posts }) => posts.get(id));
      if (this.linked?.id === id) this.#set({ linked: anyway || this.#concerns(post) ? { id, post } : undefined });
    } catch (error) {
      const gone = (error as { code?: string }).code === 'not-found';
      const flag = gone ? await this.#client.ask((client) => findOwnFlag(client, id)) : null;
      if (this.linked?.id === id) this.#set({ linked: { id, error, flag } });
    }
  }

  dismissLink() {
    this.#set({ linked: undefined });
  }

  find(id: string) {
    return this.posts.find((post) => post.id === id) ?? (this.linked?.id === id ? this.linked.post : undefined);
  }

  replace(post: Post) {
    const swap = (list: readonly Post[]) =>
      list.some(({ id }) => id === post.id) ? list.map((one) => (one.id === post.id ? post : one)) : list;
    const linked = this.linked?.id === post.id ? { id: post.id, post } : this.linked;
    const shown = this.posts.find(({ id }) => id === post.id);
    this.#set({ posts: swap(this.posts), fresh: swap(this.fresh), linked });
    if (shown && this.#query?.scope === 'community') this.#place(shown, post);
  }

  /** In a community what is pinned stands first, and what was moved away nowhere. */
  #place(shown: Post, post: Post) {
    if (shown.audience.community?.id !== post.audience.community?.id)
      this.#set({ posts: this.posts.filter(({ id }) => id !== post.id) });
    else if (shown.pinned !== post.pinned)
      this.#set({
        posts: [...this.posts].sort(
          (one, other) =>
            Number(other.pinned) - Number(one.pinned) || (one.pinned ? 0 : placeOf(one) > placeOf(other) ? -1 : 1),
        ),
      });
  }

  remove(id: string) {
    const post = this.find(id);
    if (post && (isGone(post) || post.flag || this.flagging?.(id))) {
      this.replace(emptiedPost(post));
      return;
    }
    const without = (list: readonly Post[]) => list.filter((post) => post.id !== id);
    const linked = this.linked?.id === id ? undefined : this.linked;
    this.#set({ posts: without(this.posts), fresh: without(this.fresh), linked });
  }

  #set(
    values: Partial<Pick<this, 'status' | 'error' | 'posts' | 'fresh' | 'moreFresh' | 'next' | 'older' | 'linked'>>,
  ) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }

  /** What was done on this very page is shown at once. */
  #take(change: Change) {
    if (change.type === 'post') {
      const { post, created } = change;
      if (!created || this.find(post.id)) this.replace(post);
      else if (this.status === 'ready' && this.#concerns(post))
        // The stream may have told of it before the answer came.
        this.#set({ posts: this.#withNew([post]), fresh: this.fresh.filter(({ id }) => id !== post.id) });
    } else if (change.type === 'post-deleted') this.remove(change.id);
    else if (change.type === 'flag') {
      const post = this.find(change.id);
      if (post) this.replace(withFlag(post, change.flag));
    } else if (change.type === 'membership' && this.#query?.scope === 'home') void this.load();
  }

  /** New ones come first, but in a community below what is pinned. */
  #withNew(fresh: readonly Post[]): readonly Post[] {
    const first = this.#query?.scope === 'community' ? this.posts.findIndex(({ pinned }) => !pinned) : 0;
    const at = first < 0 ? this.posts.length : first;
    return [...this.posts.slice(0, at), ...fresh, ...this.posts.slice(at)];
  }

  #concerns(post: Post) {
    const { scope, for: target, kind, unanswered, unread, q } = this.#query!;
    // Whether it has the words is the server's to say; what one wrote oneself is not unread.
    if (q || unread || (kind && post.kind !== kind) || (unanswered && (post.kind !== 'question' || post.accepted)))
      return false;
    const { community } = post.audience;
    if (scope === 'community') return community?.id === target || community?.slug === target;
    if (scope === 'everyone') return community === null;
    if (scope === 'bookmarks') return post.bookmarked;
    if (scope === 'drafts') return false;
    // A person may be named by what they sign in with, which posts do not tell: those that are shown are theirs.
    if (scope === 'person') return post.author.id === (this.posts[0]?.author.id ?? target);
    if (scope === 'tag') return post.tags.includes((target ?? '').toLowerCase());
    return true;
  }

  /** Whether something new can belong here, as far as an event says it. */
  #expects({ type, kind, tags, actor, community }: StreamEvent) {
    const { scope, for: target, kind: wanted, unanswered, q } = this.#query!;
    if (q) return false;
    if (type !== 'post.created')
      return scope === 'home'
        ? /^(follow|mute|membership)\./.test(type)
        : scope === 'bookmarks' && /^bookmark\./.test(type);
    if (scope === 'bookmarks' || (wanted && kind !== wanted) || (unanswered && kind !== 'question')) return false;
    if (scope === 'everyone') return !community;
    if (scope === 'person') return !this.posts[0] || actor === this.posts[0].author.id;
    return scope !== 'tag' || !!tags?.includes((target ?? '').toLowerCase());
  }

  #hear(event: StreamEvent) {
    if (this.status !== 'ready') return;
    const post = event.subject.kind === 'post' ? event.subject.id : event.post;
    const { community } = event;
    if (event.type === 'membership.ended' && community) this.#hearing.soon(community, () => this.#review(community));
    else if (event.type === 'post.created') {
      if (!this.#expects(event) || (post && this.find(post))) return;
      this.#hearing.soon('new', () => this.#catchUp());
    } else if (event.type === 'post.deleted') {
      if (post) this.remove(post);
      this.#refreshSharing(post);
    } else if (post && (this.find(post) || this.fresh.some(({ id }) => id === post))) {
      this.#hearing.soon(post, () => this.#refresh(post));
    } else if (this.#expects(event)) this.#hearing.again();
    if (event.type === 'post.updated') this.#refreshSharing(post);
  }

  /** What re-shares a post is another thing when that one changes. */
  #refreshSharing(original: string | undefined) {
    for (const { id, original: shared } of this.posts)
      if (original && shared?.post?.id === original) this.#hearing.soon(id, () => this.#refresh(id));
  }

  /** Somebody's membership has ended, and it may be one's own: whether what is shown of the community may stay is asked. */
  async #review(community: string) {
    const theirs = this.posts.filter(({ audience }) => audience.community?.id === community);
    const [newest] = theirs;
    await this.#startOver();
    if (newest && this.find(newest.id)) await this.#refresh(newest.id);
    if (!newest || this.find(newest.id)) return;
    for (const { id } of theirs) this.remove(id);
    // What takes their place at the end of the page is older, and not new.
    void this.load();
  }

  async #refresh(id: string) {
    const { signal } = this.#loading!;
    try {
      const post = await this.#client.value!.posts.get(id, { signal });
      if (!signal.aborted) this.#renew(post);
    } catch (error) {
      if ((error as { code?: string }).code !== 'not-found') return;
      const post = this.find(id);
      // Flagged on another page, it leaves its place here too.
      const flag = post && !post.flag && (await findOwnFlag(this.#client.value!, id));
      if (flag) this.replace(withFlag(post, flag));
      this.remove(id);
    }
  }

  /**
   * At the start of the stream and after a gap in it: one request, most often answered by the browser's cache, tells
   * what is new and what has changed. Nothing moves.
   */
  async #startOver() {
    if (this.status !== 'ready') return;
    const { signal } = this.#loading!;
    const shown = new Set(this.posts);
    try {
      const page = await this.#client.value!.posts.list(this.#query!, { signal });
      if (signal.aborted) return;
      // What was shown and would stand among these, had it not gone meanwhile.
      const listed = new Set(page.items.map(({ id }) => id));
      const last = page.next ? page.items.at(-1) : undefined;
      // Where it can be taken back that it went, it stays for as long as this page.
      const gone = (post: Post) =>
        shown.has(post) &&
        !listed.has(post.id) &&
        !this.undoable?.(post.id) &&
        (!last || placeOf(post) > placeOf(last));
      for (const post of this.posts) if (gone(post) && !isGone(post)) this.remove(post.id);
      for (const post of page.items) this.#renew(post);
      // What takes the place of something that went stands at the end of the page: it is older than what is shown, and not new.
      const oldest = this.next === null ? undefined : this.posts.at(-1);
      const unknown = page.items.filter(
        (one) => !this.posts.some(({ id }) => id === one.id) && (!oldest || placeOf(one) > placeOf(oldest)),
      );
      this.#newest = page.newest ?? this.#newest;
      this.#set({
        fresh: unknown,
        moreFresh: unknown.length > 0 && unknown.length === page.items.length && page.next !== null,
      });
    } catch {
      // What is shown stays right enough; the next event asks again.
    }
  }

  /** Takes a post that may be another one than is shown. One that is the same keeps its identity, and is not drawn again. */
  #renew(post: Post) {
    const shown = this.find(post.id) ?? this.fresh.find(({ id }) => id === post.id);
    if (shown && JSON.stringify(shown) !== JSON.stringify(post)) this.replace(post);
  }

  async #catchUp() {
    const { signal } = this.#loading!;
    // Without a position the list was empty, and everything is new.
    const since = this.#newest ? { since: this.#newest } : {};
    try {
      const page = await this.#client.value!.posts.list({ ...this.#query!, ...since, limit: ahead }, { signal });
      if (signal.aborted) return;
      this.#newest = page.newest ?? this.#newest;
      const known = new Set([...this.posts, ...this.fresh].map((post) => post.id));
      const fresh = [...page.items.filter((post) => !known.has(post.id)), ...this.fresh];
      // Of a longer list only its length would be drawn.
      this.#set({ fresh: fresh.slice(-ahead), moreFresh: this.moreFresh || page.items.length >= ahead });
    } catch {
      // The next event asks again; what is shown stays right.
    }
  }
}
