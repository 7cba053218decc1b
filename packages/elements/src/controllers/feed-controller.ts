import type { Client } from '@parvis/client';
import type { FlagReceipt, Post } from '@parvis/contracts';
import type { FeedScope, PostKind } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { afterView } from '../internal/later.ts';
import type { FeedLife } from './feed-life.ts';
import { Follow, type Host, notConnected } from './follow.ts';
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

export type PostPage = Awaited<ReturnType<Client['posts']['list']>>;

type Status = 'idle' | 'loading' | 'ready' | 'error';

/**
 * The posts of one feed: loads them. What becomes of them afterwards (earlier ones, new ones, changes) is done by
 * `FeedLife`, which comes once they stand there; what is to be done before waits for it, in order.
 */
export class FeedController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  #loading: AbortController | undefined;
  /** None until the element has read its attributes, so that nothing is asked for in vain. */
  #query: FeedQuery | undefined;
  #life: FeedLife | undefined;
  #learning: Promise<FeedLife> | undefined;

  /** Position of the newest post that was asked for. */
  newest: string | null = null;

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
      () => this.set({ status: 'error', error: notConnected }),
    );
    this.#hearing = new Hearing(host, {
      event: (event) => this.#then((life) => life.hear(event)),
      again: () => this.#then((life) => life.startOver()),
      change: (change) => this.#then((life) => life.take(change)),
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
    this.set({
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
      this.newest = page.newest;
      this.set({ status: 'ready', posts: page.items, next: page.next });
      void afterView().then(() => this.ready().catch(() => {}));
    } catch (error) {
      if (!signal.aborted) this.set({ status: 'error', error });
    }
  }

  ready(): Promise<FeedLife> {
    return (this.#learning ??= import('./feed-life.ts').then(
      ({ FeedLife }) => (this.#life = new FeedLife(this, this.#client, this.#hearing, () => this.#loading!.signal)),
      (error: unknown) => {
        // The connection failed in between: what is to be done next asks for it again.
        this.#learning = undefined;
        throw navigator.onLine ? error : { code: 'network' };
      },
    ));
  }

  /** At once where that is possible; otherwise as soon as it is, or `missed` where it is not. */
  #then(deed: (life: FeedLife) => unknown, missed: (error: unknown) => unknown = () => {}): unknown {
    return this.#life ? deed(this.#life) : this.ready().then(deed, missed);
  }

  async loadOlder() {
    await this.#then(
      (life) => life.loadOlder(),
      (error) => this.set({ older: 'error', error }),
    );
  }

  /** Puts the waiting new posts on top. When there are more than were fetched ahead, starts from the newest again. */
  async showFresh() {
    await this.#then((life) => life.showFresh());
  }

  /** Fetches a post that a link leads to. `anyway`: also when it does not belong in this feed. */
  async followLink(id: string, anyway: boolean) {
    this.linked = { id };
    await this.#then(
      (life) => life.followLink(id, anyway),
      (error) => this.linked?.id === id && this.set({ linked: { id, error } }),
    );
  }

  dismissLink() {
    this.set({ linked: undefined });
  }

  find(id: string) {
    return this.posts.find((post) => post.id === id) ?? (this.linked?.id === id ? this.linked.post : undefined);
  }

  replace(post: Post) {
    void this.#then((life) => life.replace(post));
  }

  remove(id: string) {
    void this.#then((life) => life.remove(id));
  }

  set(values: Partial<Pick<this, 'status' | 'error' | 'posts' | 'fresh' | 'moreFresh' | 'next' | 'older' | 'linked'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
