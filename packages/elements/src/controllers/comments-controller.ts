import type { Client } from '@parvis/client';
import type { Comment, CommentUpdate, Post } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import { type Change, clientContext } from '../contexts/index.ts';
import { DraftsController } from './drafts-controller.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';
import { isGone } from './is-gone.ts';
import { emptiedComment, withFlag } from './gone.ts';
import { toggled } from './post-actions-controller.ts';

export type CommentState = Readonly<{
  reacting?: boolean;
  replying?: boolean;
  editing?: boolean;
  saving?: boolean;
  confirming?: boolean;
  error?: unknown;
}>;

/** The comments of one post as far as they were opened. Replaced, never changed. */
export type Thread = Readonly<{
  status: 'loading' | 'ready' | 'error';
  error?: unknown;
  comments: readonly Comment[];
  next: string | null;
  states: Readonly<Record<string, CommentState>>;
  /** What is being written: by the comment it replies to, '' is the post itself, or the `edit:` of a comment. */
  drafts: Readonly<Record<string, string>>;
  /** Where another tab has written something else meanwhile. */
  conflicts: Readonly<Record<string, boolean>>;
  sending?: string;
  /** What went wrong with what is being written, by the comment it replies to. */
  failed: Readonly<Record<string, unknown>>;
}>;

/** What comments stand below: a post, or a page of the intranet, which goes by a key of its own. */
export type Discussed = Pick<Post, 'id' | 'audience' | 'commentCount'> & {
  abilities: { comment: boolean };
  kind?: Post['kind'];
};

/** Where that is kept. */
export type ThreadStore = {
  find(id: string): Discussed | undefined;
  replace(thing: Discussed): void;
};

export type CommentBody = { text: string; attachments?: string[] };

/** Where the comments of what is no post come from and go to. */
export type Elsewhere = {
  /** The key of what the comments of this post stand below. */
  key(post: string): string;
  /** The post that they belong to; null while there are none. */
  post(key: string): string | null;
  create(client: Client, body: CommentBody, options: { idempotencyKey: string }): Promise<Comment>;
};

const pageSize = 50;
const placeOf = (post: string, slot: string) => `comment:${post}:${slot}`;
const empty: Thread = {
  status: 'loading',
  comments: [],
  next: null,
  states: {},
  drafts: {},
  conflicts: {},
  failed: {},
};

/** The comments of the posts that are open in one element: reading, writing, reacting, editing, deleting. */
export class CommentsController {
  readonly #host: Host;
  readonly #store: ThreadStore;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  readonly #threads = new Map<string, Thread>();
  readonly #keys = new Map<string, { key: string; files: string }>();
  readonly #drafts: DraftsController<string>;
  readonly #elsewhere: Elsewhere | undefined;
  /** Whether the viewer is busy with a flag on this comment, set by whoever draws it. */
  flagging: ((id: string) => boolean) | undefined;

  constructor(host: Host, store: ThreadStore, elsewhere?: Elsewhere) {
    this.#host = host;
    this.#store = store;
    this.#elsewhere = elsewhere;
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person: what may be done, what is held and what was being written are not theirs.
      this.#threads.clear();
      this.#keys.clear();
    });
    this.#hearing = new Hearing(host, {
      event: ({ type, post }) => {
        const key = post && type.startsWith('comment.') && this.#key(post);
        if (key) this.#hearing.soon(key, () => this.#refresh(key));
      },
      again: () => {
        for (const post of this.#threads.keys()) void this.#refresh(post);
      },
      change: (change) => this.#take(change),
    });
    this.#drafts = new DraftsController<string>(host, (place) => {
      const [, post = '', slot = ''] = /^comment:([^:]*):(.*)$/.exec(place) ?? [];
      const thread = this.#threads.get(post);
      if (!thread) return;
      this.#set(post, {
        drafts: { ...thread.drafts, [slot]: this.#drafts.get(place) ?? '' },
        conflicts: { ...thread.conflicts, [slot]: this.#drafts.conflict(place) },
      });
    });
  }

  /** The same thread may be open in another element of the page. */
  #take(change: Change) {
    if (change.type === 'flag') {
      for (const post of this.#threads.keys()) {
        const comment = this.#find(post, change.id);
        if (comment) this.replace(withFlag(comment, change.flag));
      }
    } else if (change.type === 'comment-deleted') {
      void this.#refresh(this.#key(change.post));
      this.#fewer(this.#key(change.post), change.count);
    } else if (change.type !== 'comment') return;
    else if (change.count === undefined) this.replace(change.comment);
    else this.#add(change.comment, change.count);
  }

  #key = (post: string) => this.#elsewhere?.key(post) ?? post;

  async #list(key: string, query: { limit: number; cursor?: string }) {
    const post = this.#elsewhere ? this.#elsewhere.post(key) : key;
    if (post === null) return { items: [], next: null };
    return this.#client.ask(({ comments }) => comments.list(post, query));
  }

  thread(post: string): Thread | undefined {
    return this.#threads.get(post);
  }

  /** Loads the comments of a post that has just been opened. */
  async open(post: string) {
    if (this.#threads.get(post)?.status === 'ready') return;
    this.#set(post, { ...empty });
    this.restore(post, '');
    try {
      const page = await this.#list(post, { limit: pageSize });
      this.#set(post, { status: 'ready', comments: page.items, next: page.next });
    } catch (error) {
      this.#set(post, { status: 'error', error });
    }
  }

  /** The comments after those that are shown. */
  async more(post: string) {
    const thread = this.#threads.get(post);
    const cursor = thread?.next;
    if (!cursor) return;
    try {
      const page = await this.#list(post, { limit: pageSize, cursor });
      const known = new Set(thread.comments.map(({ id }) => id));
      const comments = [...thread.comments, ...page.items.filter(({ id }) => !known.has(id))];
      this.#set(post, { comments, next: page.next });
    } catch (error) {
      this.#fail(post, '', error);
    }
  }

  write(post: Discussed, slot: string, text: string) {
    const thread = this.#threads.get(post.id);
    if (!thread) return;
    this.#keys.delete(`${post.id}/${slot}`);
    this.#set(post.id, { drafts: { ...thread.drafts, [slot]: text }, failed: { ...thread.failed, [slot]: undefined } });
    this.#drafts.write(placeOf(post.id, slot), text || null, post.audience.degree);
  }

  /** Brings back what was being written there. */
  restore(post: string, slot: string) {
    const degree = this.#store.find(post)?.audience.degree;
    if (degree) void this.#drafts.open(placeOf(post, slot), degree);
  }

  /** Where another tab wrote something else: goes on with what is shown, or with the other. */
  settle(post: string, slot: string, mine: boolean) {
    void this.#drafts.settle(placeOf(post, slot), mine);
  }

  /** Answers the comment that was made, or nothing. */
  async send(post: Discussed, parent: string, attachments?: string[]): Promise<Comment | undefined> {
    const thread = this.#threads.get(post.id);
    const text = thread?.drafts[parent]?.trim();
    if (!thread || !text || thread.sending !== undefined) return undefined;
    const place = `${post.id}/${parent}`;
    const before = this.#store.find(post.id)?.commentCount ?? 0;
    const files = attachments?.join() ?? '';
    const kept = this.#keys.get(place);
    // Another body is another request.
    const key = kept?.files === files ? kept.key : this.#client.value!.newKey();
    this.#keys.set(place, { key, files });
    this.#set(post.id, { sending: parent, failed: { ...thread.failed, [parent]: undefined } });
    try {
      const below = this.#elsewhere ? this.#elsewhere.post(post.id) : post.id;
      const options = { idempotencyKey: key };
      const body = { text, ...(attachments?.length && { attachments }) };
      const comment = await this.#client.ask((client) =>
        below === null
          ? this.#elsewhere!.create(client, body, options)
          : client.comments.create(below, { ...body, parent: parent || null }, options),
      );
      this.write(post, parent, '');
      this.#set(post.id, { sending: undefined });
      if (parent) this.setState(post.id, parent, { replying: false });
      this.#add(comment, before + 1);
      this.#hearing.live?.announce({ type: 'comment', comment, count: before + 1 });
      return comment;
    } catch (error) {
      this.#set(post.id, { sending: undefined });
      this.#fail(post.id, parent, error);
      return undefined;
    }
  }

  setState(post: string, comment: string, change: CommentState) {
    const thread = this.#threads.get(post);
    if (thread) this.#set(post, { states: { ...thread.states, [comment]: { ...thread.states[comment], ...change } } });
  }

  async react(post: string, id: string, kind: ReactionKind) {
    const comment = this.#find(post, id);
    if (!comment) return;
    const on = !comment.reactions.some((reaction) => reaction.kind === kind && reaction.mine);
    this.setState(post, id, { reacting: false, error: undefined });
    this.replace(toggled(comment, kind, on));
    try {
      this.changed(await this.#client.ask(({ comments }) => comments.react(id, kind, on)));
    } catch (error) {
      this.replace(comment);
      this.setState(post, id, { error });
    }
  }

  async update(post: Discussed, id: string, text: string, images?: Omit<CommentUpdate, 'text'>) {
    if (this.#threads.get(post.id)?.states[id]?.saving) return;
    this.setState(post.id, id, { error: undefined, saving: true });
    try {
      this.changed(await this.#client.ask(({ comments }) => comments.update(id, { text, ...images })));
      this.write(post, `edit:${id}`, '');
      this.setState(post.id, id, { editing: false, saving: false });
    } catch (error) {
      this.setState(post.id, id, { error, saving: false });
    }
  }

  async delete(post: string, id: string) {
    this.setState(post, id, { error: undefined, confirming: false });
    const before = this.#store.find(post)?.commentCount ?? 0;
    try {
      await this.#client.ask(({ comments }) => comments.delete(id));
      await this.#refresh(post);
      const count = Math.max(0, before - 1);
      this.#fewer(post, count);
      const below = this.#elsewhere?.post(post) ?? post;
      this.#hearing.live?.announce({ type: 'comment-deleted', post: below, count });
    } catch (error) {
      this.setState(post, id, { error });
    }
  }

  /** Takes a comment that is another one than before, here and wherever else on the page it is shown. */
  changed(comment: Comment) {
    this.replace(comment);
    this.#hearing.live?.announce({ type: 'comment', comment });
  }

  replace(comment: Comment) {
    const key = this.#key(comment.post);
    const thread = this.#threads.get(key);
    if (!thread) return;
    this.#set(key, { comments: thread.comments.map((one) => (one.id === comment.id ? comment : one)) });
  }

  /** Asks for what is shown again: something in it changed elsewhere. */
  refresh(post: string) {
    return this.#refresh(post);
  }

  async #refresh(post: string) {
    const thread = this.#threads.get(post);
    if (thread?.status !== 'ready') return;
    try {
      let comments: Comment[] = [];
      let next: string | null | undefined;
      do {
        const cursor = next && { cursor: next };
        const page = await this.#list(post, { limit: pageSize, ...cursor });
        comments = [...comments, ...page.items];
        next = page.next;
      } while (next && comments.length < thread.comments.length);
      comments = this.#withPlaces(comments, this.#threads.get(post)?.comments ?? []);
      if (JSON.stringify(comments) !== JSON.stringify(thread.comments)) this.#set(post, { comments, next });
    } catch {
      // What is shown stays; the next event asks again.
    }
  }

  /** What the viewer has a flag on, or is about to, keeps its place when it goes: behind what it stood behind. */
  #withPlaces(comments: Comment[], before: readonly Comment[]): Comment[] {
    const all = [...comments];
    let at = 0;
    for (const one of before) {
      const found = all.findIndex(({ id }) => id === one.id);
      if (found >= 0) at = found + 1;
      else if (this.leavesPlace(one)) all.splice(at++, 0, emptiedComment(one));
    }
    return all;
  }

  leavesPlace(comment: Comment): boolean {
    return isGone(comment) || comment.flag !== null || !!this.flagging?.(comment.id);
  }

  /** `count`: how many there are with it, unless the live stream has told of more already. */
  #add(comment: Comment, count: number) {
    const key = this.#key(comment.post);
    const thread = this.#threads.get(key);
    if (!thread || thread.comments.some(({ id }) => id === comment.id)) return;
    this.#set(key, { comments: [...thread.comments, comment] });
    const post = this.#store.find(key);
    if (post) this.#store.replace({ ...post, commentCount: Math.max(post.commentCount, count) });
  }

  /** Unless the live stream has told of fewer already. */
  #fewer(id: string, count: number) {
    const post = this.#store.find(id);
    if (post && post.commentCount > count) this.#store.replace({ ...post, commentCount: count });
  }

  #find(post: string, id: string) {
    return this.#threads.get(post)?.comments.find((comment) => comment.id === id);
  }

  #fail(post: string, parent: string, error: unknown) {
    const thread = this.#threads.get(post);
    if (thread) this.#set(post, { failed: { ...thread.failed, [parent]: error } });
  }

  #set(post: string, change: Partial<Thread>) {
    this.#threads.set(post, { ...(this.#threads.get(post) ?? empty), ...change });
    this.#host.requestUpdate();
  }
}
