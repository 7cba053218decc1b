import type { Client } from '@parvis/client';
import type { Comment, Discussion } from '@parvis/contracts';
import { clientContext } from '../contexts/index.ts';
import type { CommentBody, Discussed, Elsewhere, ThreadStore } from './comments-controller.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code;

/** What is said of one page of the intranet. Its comments are those of a post that the first of them makes. */
export class DiscussionController implements ThreadStore, Elsewhere {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #loading: AbortController | undefined;
  #address = '';

  /** `absent`: no page that is configured, or none for this viewer. */
  status: 'idle' | 'loading' | 'ready' | 'absent' | 'error' = 'idle';
  error: unknown;
  discussion: Discussion | undefined;
  /** It is being closed, or opened again; and why that could not be done. */
  locking = false;
  failed: unknown;
  /** What the page calls itself, for the first comment. */
  title = '';
  /** Told when there are comments of somebody else than those that are shown. */
  changed: (key: string) => void = () => {};

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        this.#set({ discussion: undefined, locking: false, failed: undefined });
        void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    new Hearing(host, {
      event: ({ post, page }) => {
        const { discussion } = this;
        return discussion && (post === discussion.post || page === discussion.address);
      },
      again: () => this.load({ quietly: true }),
    });
  }

  show(address: string) {
    if (address === this.#address) return;
    this.#address = address;
    this.discussion = this.failed = undefined;
    void this.load();
  }

  async load({ quietly = false } = {}) {
    const client = this.#client?.value;
    if (!client || !this.#address || (quietly && this.status !== 'ready')) return;
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    if (!quietly) this.#set({ status: 'loading', error: undefined });
    try {
      const discussion = await client.discussions.get(this.#address, { signal });
      if (signal.aborted) return;
      const opened = this.discussion && this.discussion.post !== discussion.post;
      this.#set({ status: 'ready', discussion });
      if (opened) this.changed(keyOf(discussion));
    } catch (error) {
      if (signal.aborted) return;
      if (codeOf(error) === 'not-found') this.#set({ status: 'absent', error, discussion: undefined });
      else if (!quietly) this.#set({ status: 'error', error });
    }
  }

  /** What threads draw and write below. */
  get thing(): Discussed | undefined {
    const { discussion } = this;
    return discussion && { ...discussion, id: keyOf(discussion) };
  }

  find(id: string) {
    const { thing } = this;
    return thing?.id === id ? thing : undefined;
  }

  replace({ id, commentCount }: Discussed) {
    if (this.discussion && keyOf(this.discussion) === id)
      this.#set({ discussion: { ...this.discussion, commentCount } });
  }

  key(post: string) {
    return this.discussion?.post === post ? keyOf(this.discussion) : post;
  }

  post(key: string) {
    return this.discussion && keyOf(this.discussion) === key ? this.discussion.post : null;
  }

  /** Closes the page to comments, or opens it again; answers whether that was done. */
  async lock(locked: boolean): Promise<boolean> {
    const { title } = this;
    const address = this.#address;
    if (this.locking) return false;
    this.#set({ locking: true, failed: undefined });
    try {
      const body = { address, locked, ...(title && { title }) };
      const discussion = await this.#client.ask(({ discussions }) => discussions.lock(body));
      if (address !== this.#address) return false;
      this.#set({ discussion });
      return true;
    } catch (failed) {
      if (address === this.#address) this.#set({ failed });
      return false;
    } finally {
      this.#set({ locking: false });
    }
  }

  async create(client: Client, body: CommentBody, options: { idempotencyKey: string }): Promise<Comment> {
    const { discussion, title } = this;
    const comment = await client.discussions.create(
      { address: this.#address, ...body, ...(title && { title }) },
      options,
    );
    if (discussion && this.discussion?.address === discussion.address)
      this.#set({ discussion: { ...this.discussion, post: comment.post } });
    // Somebody may have been quicker: then there are theirs too.
    void this.load({ quietly: true });
    this.changed(keyOf(this.discussion!));
    return comment;
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'discussion' | 'locking' | 'failed'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}

/** Stays the same when the first comment is written, so that a draft is found again; without what parts the names of places. */
const keyOf = ({ address }: Discussion) => encodeURIComponent(address);
