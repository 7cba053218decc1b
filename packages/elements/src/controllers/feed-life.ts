import type { Client } from '@parvis/client';
import type { Post, StreamEvent } from '@parvis/contracts';
import type { Change } from '../contexts/index.ts';
import type { FeedController } from './feed-controller.ts';
import type { Follow } from './follow.ts';
import { emptiedPost, findOwnFlag, withFlag } from './gone.ts';
import type { Hearing } from './hearing.ts';
import { isGone } from './is-gone.ts';

/** Most new posts that are fetched ahead of the press on "N new". */
const ahead = 50;

/** Where it stands in the order of time; ids break ties, as in the pages that the API answers. */
const placeOf = ({ createdAt, id }: Post) => createdAt + id;

/**
 * What becomes of the posts of a feed once they stand there: knows the way to earlier ones, hears of new ones without
 * showing them, and keeps those that are shown up to date.
 */
export class FeedLife {
  readonly #feed: FeedController;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  readonly #signal: () => AbortSignal;

  /** `signal`: aborted once the feed is loaded from the start again. */
  constructor(feed: FeedController, client: Follow<Client | undefined>, hearing: Hearing, signal: () => AbortSignal) {
    this.#feed = feed;
    this.#client = client;
    this.#hearing = hearing;
    this.#signal = signal;
  }

  async loadOlder() {
    const client = this.#client.value;
    const { next } = this.#feed;
    if (!client || !next || this.#feed.older === 'loading') return;
    const signal = this.#signal();
    this.#feed.set({ older: 'loading' });
    try {
      const page = await client.posts.list({ ...this.#feed.query!, cursor: next }, { signal });
      if (signal.aborted) return;
      const known = new Set(this.#feed.posts.map((post) => post.id));
      this.#feed.set({
        older: 'idle',
        next: page.next,
        posts: [...this.#feed.posts, ...page.items.filter((post) => !known.has(post.id))],
      });
    } catch (error) {
      if (!signal.aborted) this.#feed.set({ older: 'error', error });
    }
  }

  /** Puts the waiting new posts on top. When there are more than were fetched ahead, starts from the newest again. */
  async showFresh() {
    if (this.#feed.moreFresh) return this.#feed.load();
    this.#feed.set({
      posts: this.#withNew(this.#feed.fresh.filter(({ id }) => !this.#feed.posts.some((post) => post.id === id))),
      fresh: [],
    });
  }

  /** Fetches a post that a link leads to. `anyway`: also when it does not belong in this feed. */
  async followLink(id: string, anyway: boolean) {
    this.#feed.linked = { id };
    try {
      const post = await this.#client.ask(({ posts }) => posts.get(id));
      if (this.#feed.linked?.id === id)
        this.#feed.set({ linked: anyway || this.#concerns(post) ? { id, post } : undefined });
    } catch (error) {
      const gone = (error as { code?: string }).code === 'not-found';
      const flag = gone ? await this.#client.ask((client) => findOwnFlag(client, id)) : null;
      if (this.#feed.linked?.id === id) this.#feed.set({ linked: { id, error, flag } });
    }
  }

  replace(post: Post) {
    const swap = (list: readonly Post[]) =>
      list.some(({ id }) => id === post.id) ? list.map((one) => (one.id === post.id ? post : one)) : list;
    const linked = this.#feed.linked?.id === post.id ? { id: post.id, post } : this.#feed.linked;
    const shown = this.#feed.posts.find(({ id }) => id === post.id);
    this.#feed.set({ posts: swap(this.#feed.posts), fresh: swap(this.#feed.fresh), linked });
    if (shown && this.#feed.query?.scope === 'community') this.#place(shown, post);
  }

  /** In a community what is pinned stands first, and what was moved away nowhere. */
  #place(shown: Post, post: Post) {
    if (shown.audience.community?.id !== post.audience.community?.id)
      this.#feed.set({ posts: this.#feed.posts.filter(({ id }) => id !== post.id) });
    else if (shown.pinned !== post.pinned)
      this.#feed.set({
        posts: [...this.#feed.posts].sort(
          (one, other) =>
            Number(other.pinned) - Number(one.pinned) || (one.pinned ? 0 : placeOf(one) > placeOf(other) ? -1 : 1),
        ),
      });
  }

  remove(id: string) {
    const post = this.#feed.find(id);
    if (post && (isGone(post) || post.flag || this.#feed.flagging?.(id))) {
      this.replace(emptiedPost(post));
      return;
    }
    const without = (list: readonly Post[]) => list.filter((post) => post.id !== id);
    const linked = this.#feed.linked?.id === id ? undefined : this.#feed.linked;
    this.#feed.set({ posts: without(this.#feed.posts), fresh: without(this.#feed.fresh), linked });
  }

  /** What was done on this very page is shown at once. */
  take(change: Change) {
    if (change.type === 'post') {
      const { post, created } = change;
      if (!created || this.#feed.find(post.id)) this.replace(post);
      else if (this.#feed.status === 'ready' && this.#concerns(post))
        // The stream may have told of it before the answer came.
        this.#feed.set({ posts: this.#withNew([post]), fresh: this.#feed.fresh.filter(({ id }) => id !== post.id) });
    } else if (change.type === 'post-deleted') this.remove(change.id);
    else if (change.type === 'flag') {
      const post = this.#feed.find(change.id);
      if (post) this.replace(withFlag(post, change.flag));
    } else if (change.type === 'membership' && this.#feed.query?.scope === 'home') void this.#feed.load();
  }

  /** New ones come first, but in a community below what is pinned. */
  #withNew(fresh: readonly Post[]): readonly Post[] {
    const first = this.#feed.query?.scope === 'community' ? this.#feed.posts.findIndex(({ pinned }) => !pinned) : 0;
    const at = first < 0 ? this.#feed.posts.length : first;
    return [...this.#feed.posts.slice(0, at), ...fresh, ...this.#feed.posts.slice(at)];
  }

  #concerns(post: Post) {
    const { scope, for: target, kind, unanswered, unread, q } = this.#feed.query!;
    // Whether it has the words is the server's to say; what one wrote oneself is not unread.
    if (q || unread || (kind && post.kind !== kind) || (unanswered && (post.kind !== 'question' || post.accepted)))
      return false;
    const { community } = post.audience;
    if (scope === 'community') return community?.id === target || community?.slug === target;
    if (scope === 'everyone') return community === null;
    if (scope === 'bookmarks') return post.bookmarked;
    if (scope === 'drafts') return false;
    // A person may be named by what they sign in with, which posts do not tell: those that are shown are theirs.
    if (scope === 'person') return post.author.id === (this.#feed.posts[0]?.author.id ?? target);
    if (scope === 'tag') return post.tags.includes((target ?? '').toLowerCase());
    return true;
  }

  /** Whether something new can belong here, as far as an event says it. */
  #expects({ type, kind, tags, actor, community }: StreamEvent) {
    const { scope, for: target, kind: wanted, unanswered, q } = this.#feed.query!;
    if (q) return false;
    if (type !== 'post.created')
      return scope === 'home'
        ? /^(follow|mute|membership)\./.test(type)
        : scope === 'bookmarks' && /^bookmark\./.test(type);
    if (scope === 'bookmarks' || (wanted && kind !== wanted) || (unanswered && kind !== 'question')) return false;
    if (scope === 'everyone') return !community;
    if (scope === 'person') return !this.#feed.posts[0] || actor === this.#feed.posts[0].author.id;
    return scope !== 'tag' || !!tags?.includes((target ?? '').toLowerCase());
  }

  hear(event: StreamEvent) {
    if (this.#feed.status !== 'ready') return;
    const post = event.subject.kind === 'post' ? event.subject.id : event.post;
    const { community } = event;
    if (event.type === 'membership.ended' && community) this.#hearing.soon(community, () => this.#review(community));
    else if (event.type === 'post.created') {
      if (!this.#expects(event) || (post && this.#feed.find(post))) return;
      this.#hearing.soon('new', () => this.#catchUp());
    } else if (event.type === 'post.deleted') {
      if (post) this.remove(post);
      this.#refreshSharing(post);
    } else if (post && (this.#feed.find(post) || this.#feed.fresh.some(({ id }) => id === post))) {
      this.#hearing.soon(post, () => this.#refresh(post));
    } else if (this.#expects(event)) this.#hearing.again();
    if (event.type === 'post.updated') this.#refreshSharing(post);
  }

  /** What re-shares a post is another thing when that one changes. */
  #refreshSharing(original: string | undefined) {
    for (const { id, original: shared } of this.#feed.posts)
      if (original && shared?.post?.id === original) this.#hearing.soon(id, () => this.#refresh(id));
  }

  /** Somebody's membership has ended, and it may be one's own: whether what is shown of the community may stay is asked. */
  async #review(community: string) {
    const theirs = this.#feed.posts.filter(({ audience }) => audience.community?.id === community);
    const [newest] = theirs;
    await this.startOver();
    if (newest && this.#feed.find(newest.id)) await this.#refresh(newest.id);
    if (!newest || this.#feed.find(newest.id)) return;
    for (const { id } of theirs) this.remove(id);
    // What takes their place at the end of the page is older, and not new.
    void this.#feed.load();
  }

  async #refresh(id: string) {
    const signal = this.#signal();
    try {
      const post = await this.#client.value!.posts.get(id, { signal });
      if (!signal.aborted) this.#renew(post);
    } catch (error) {
      if ((error as { code?: string }).code !== 'not-found') return;
      const post = this.#feed.find(id);
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
  async startOver() {
    if (this.#feed.status !== 'ready') return;
    const signal = this.#signal();
    const shown = new Set(this.#feed.posts);
    try {
      const page = await this.#client.value!.posts.list(this.#feed.query!, { signal });
      if (signal.aborted) return;
      // What was shown and would stand among these, had it not gone meanwhile.
      const listed = new Set(page.items.map(({ id }) => id));
      const last = page.next ? page.items.at(-1) : undefined;
      // Where it can be taken back that it went, it stays for as long as this page.
      const gone = (post: Post) =>
        shown.has(post) &&
        !listed.has(post.id) &&
        !this.#feed.undoable?.(post.id) &&
        (!last || placeOf(post) > placeOf(last));
      for (const post of this.#feed.posts) if (gone(post) && !isGone(post)) this.remove(post.id);
      for (const post of page.items) this.#renew(post);
      // What takes the place of something that went stands at the end of the page: it is older than what is shown, and not new.
      const oldest = this.#feed.next === null ? undefined : this.#feed.posts.at(-1);
      const unknown = page.items.filter(
        (one) => !this.#feed.posts.some(({ id }) => id === one.id) && (!oldest || placeOf(one) > placeOf(oldest)),
      );
      this.#feed.newest = page.newest ?? this.#feed.newest;
      this.#feed.set({
        fresh: unknown,
        moreFresh: unknown.length > 0 && unknown.length === page.items.length && page.next !== null,
      });
    } catch {
      // What is shown stays right enough; the next event asks again.
    }
  }

  /** Takes a post that may be another one than is shown. One that is the same keeps its identity, and is not drawn again. */
  #renew(post: Post) {
    const shown = this.#feed.find(post.id) ?? this.#feed.fresh.find(({ id }) => id === post.id);
    if (shown && JSON.stringify(shown) !== JSON.stringify(post)) this.replace(post);
  }

  async #catchUp() {
    const signal = this.#signal();
    // Without a position the list was empty, and everything is new.
    const since = this.#feed.newest ? { since: this.#feed.newest } : {};
    try {
      const page = await this.#client.value!.posts.list({ ...this.#feed.query!, ...since, limit: ahead }, { signal });
      if (signal.aborted) return;
      this.#feed.newest = page.newest ?? this.#feed.newest;
      const known = new Set([...this.#feed.posts, ...this.#feed.fresh].map((post) => post.id));
      const fresh = [...page.items.filter((post) => !known.has(post.id)), ...this.#feed.fresh];
      // Of a longer list only its length would be drawn.
      this.#feed.set({ fresh: fresh.slice(-ahead), moreFresh: this.#feed.moreFresh || page.items.length >= ahead });
    } catch {
      // The next event asks again; what is shown stays right.
    }
  }
}
