import type { Client } from '@parvis/client';
import type { FlagReceipt, Post } from '@parvis/contracts';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { emptiedPost, findOwnFlag, withFlag } from './gone.ts';
import { Hearing } from './hearing.ts';
import { isGone } from './is-gone.ts';
import type { PostStore } from './post-actions-controller.ts';

/** One post, kept up to date. */
export class PostController implements PostStore {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #loading: AbortController | undefined;
  #id = '';

  status: 'idle' | 'loading' | 'ready' | 'error' | 'gone' = 'idle';
  error: unknown;
  post: Post | undefined;
  /** The viewer's flag on a post that was gone before it could be shown. */
  flag: FlagReceipt | null = null;
  flagging: PostStore['flagging'];

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => void this.load(),
      () => this.#set({ status: 'error', error: notConnected }),
    );
    new Hearing(host, {
      event: ({ type, subject, post }) => {
        const shared = this.post?.original?.post?.id;
        if (shared && subject.id === shared) return true;
        if (subject.id !== this.#id && post !== this.#id) return false;
        if (type !== 'post.deleted') return true;
        this.remove(this.#id);
      },
      again: () => this.load({ quietly: true }),
      change: (change) => {
        if (change.type === 'post') this.replace(change.post);
        else if (change.type === 'post-deleted') this.remove(change.id);
        else if (change.type === 'flag' && this.post && change.id === this.#id)
          this.replace(withFlag(this.post, change.flag));
      },
    });
  }

  show(id: string) {
    if (id === this.#id) return;
    this.#id = id;
    void this.load();
  }

  async load({ quietly = false } = {}) {
    const client = this.#client.value;
    if (!client || !this.#id) return;
    // What is still being loaded is as new as what would be asked for.
    if (quietly && this.status !== 'ready' && this.status !== 'gone') return;
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    if (!quietly) this.#set({ status: 'loading', post: undefined, flag: null });
    try {
      const post = await client.posts.get(this.#id, { signal });
      if (!signal.aborted && JSON.stringify(post) !== JSON.stringify(this.post)) this.#set({ status: 'ready', post });
    } catch (error) {
      if (signal.aborted) return;
      const gone = (error as { code?: string }).code === 'not-found';
      if (gone && quietly) this.remove(this.#id);
      else if (!quietly) {
        const flag = gone ? await findOwnFlag(client, this.#id) : null;
        if (!signal.aborted) this.#set({ status: flag ? 'gone' : 'error', error, flag });
      }
    }
  }

  find(id: string) {
    return this.post?.id === id ? this.post : undefined;
  }

  replace(post: Post) {
    if (post.id === this.#id) this.#set({ post });
  }

  remove(id: string) {
    if (id !== this.#id) return;
    const { post } = this;
    if (post && (isGone(post) || post.flag || this.flagging?.(id))) this.replace(emptiedPost(post));
    else this.#set({ status: 'gone', post: undefined });
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'post' | 'flag'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
