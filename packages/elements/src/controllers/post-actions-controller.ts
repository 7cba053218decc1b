import type { Client } from '@parvis/client';
import type { Me, Post } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { type PostState, PostStates, type PostStore } from './post-states.ts';

export type { PostState, PostStore } from './post-states.ts';

/** With one's own reaction added or taken back, as the server will answer. */
export const toggled = <Thing extends Pick<Post, 'reactions'>>(
  thing: Thing,
  kind: ReactionKind,
  on: boolean,
): Thing => {
  const present = thing.reactions.find((reaction) => reaction.kind === kind);
  const count = (present?.count ?? 0) + (on ? 1 : -1);
  const others = thing.reactions.filter((reaction) => reaction !== present);
  return { ...thing, reactions: count > 0 ? [...others, { kind, count, mine: on }] : others };
};

/** What a reader does to a post, loaded with the first that is done: react, open its comments, edit, delete, accept an answer. */
export class PostActionsController {
  readonly #store: PostStore;
  readonly #client: Follow<Client | undefined>;
  readonly #states: PostStates;
  /** The last wish of each post that is not answered yet. */
  readonly #wishes = new Map<string, Promise<boolean>>();

  constructor(host: Host, store: PostStore, states = new PostStates(host)) {
    this.#store = store;
    this.#states = states;
    // What somebody else wished for is not waited for.
    this.#client = new Follow(host, clientContext, () => this.#wishes.clear());
  }

  state(id: string): PostState {
    return this.#states.state(id);
  }

  set(id: string, change: PostState) {
    this.#states.set(id, change);
  }

  get tick() {
    return this.#states.tick;
  }

  /** Says something under a post, for as long as it takes to read, or to take it back. */
  tell(id: string, told: string, { undo, seconds = 6 }: { undo?: () => void; seconds?: number } = {}) {
    this.set(id, { told, undo });
    setTimeout(() => {
      if (this.state(id).told === told) this.set(id, { told: undefined, undo: undefined });
    }, seconds * 1_000);
  }

  /** The address at which the pages show a post, where they say so. */
  get postUrl() {
    return this.#states.viewer?.postUrl;
  }

  /** Who looks, or nothing where that cannot be had. */
  async me(): Promise<Me | undefined> {
    return this.#states.viewer?.get().catch(() => undefined);
  }

  get offered() {
    return this.#states.offered;
  }

  async learnOffered() {
    this.#states.offered = (await this.me())?.reactions ?? this.offered;
  }

  /** Asks something about a post; nothing where that fails, which is told under it. */
  async ask<Found>(id: string, what: (client: Client) => Promise<Found>): Promise<Found | undefined> {
    let found: Found | undefined;
    await this.#try(id, async () => {
      found = await this.#client.ask(what);
    });
    return found;
  }

  /** Does something to a post that answers it. `meanwhile`: as it is shown until then; it rolls back where that fails. */
  async apply(id: string, deed: (client: Client) => Promise<Post>, meanwhile?: Post): Promise<boolean> {
    const before = this.#store.find(id);
    if (meanwhile) this.#store.replace(meanwhile);
    return this.#try(
      id,
      async () => this.#took(await this.#client.ask(deed)),
      () => {
        if (meanwhile && before && this.#store.find(id) === meanwhile) this.#store.replace(before);
      },
    );
  }

  async react(id: string, kind: ReactionKind) {
    const post = this.#store.find(id);
    if (!post) return;
    const on = !post.reactions.some((reaction) => reaction.kind === kind && reaction.mine);
    this.set(id, { reacting: false });
    await this.wish(id, { reactions: toggled(post, kind, on).reactions }, ({ posts }) => posts.react(id, kind, on));
  }

  async bookmark(id: string) {
    const on = !this.#store.find(id)?.bookmarked;
    await this.wish(id, { bookmarked: on }, ({ reading }) => reading.bookmark(id, on));
  }

  async follow(id: string, on: boolean) {
    return this.wish(id, { followed: on }, ({ reading }) => reading.followPost(id, on));
  }

  /** Until null: no longer. */
  async mute(id: string, until: string | null) {
    return this.wish(id, { mutedUntil: until ?? undefined }, ({ reading }) => reading.mutePost(id, until));
  }

  /** Leaves a community out of the home, or takes it back; says so under the post it was asked from. */
  async muteCommunity(id: string, community: string, until: string | null) {
    return this.#try(id, async () => {
      await this.#client.ask(({ reading }) => reading.muteCommunity(community, until));
      this.#states.live?.announce({ type: 'reading' });
    });
  }

  /** Who follows a post and opens its comments has looked at them. */
  looked(id: string) {
    void this.#client.ask(({ reading }) => reading.followPost(id, true)).catch(() => {});
  }

  /**
   * Shows at once what the reader wishes of a post, and puts it back where that fails, with why. Wishes of one post are
   * sent one after the other, and only the answer of the last is shown: the others are of before.
   */
  async wish(id: string, shown: Partial<Post>, deed: (client: Client) => Promise<Post>): Promise<boolean> {
    const post = this.#store.find(id);
    if (!post) return false;
    const before = Object.fromEntries(Object.keys(shown).map((key) => [key, post[key as keyof Post]]));
    this.#store.replace({ ...post, ...shown });
    const after = this.#wishes.get(id);
    const done = this.#try(
      id,
      async () => {
        await after;
        const answer = await this.#client.ask(deed);
        if (this.#wishes.get(id) === done) this.#took(answer);
      },
      () => {
        const now = this.#store.find(id);
        if (now && this.#wishes.get(id) === done) this.#store.replace({ ...now, ...before });
      },
    );
    this.#wishes.set(id, done);
    await done;
    if (this.#wishes.get(id) === done) this.#wishes.delete(id);
    return done;
  }

  async delete(id: string) {
    await this.#try(id, async () => {
      await this.#client.ask(({ posts }) => posts.delete(id));
      this.#store.remove(id);
      this.#states.live?.announce({ type: 'post-deleted', id });
    });
  }

  /** Answers whether it was done. */
  async update(id: string, change: { text: string; title?: string | null; link?: string; attachments?: string[] }) {
    this.set(id, { saving: true });
    const done = await this.#try(id, async () => {
      this.#took(await this.#client.ask(({ posts }) => posts.update(id, change)));
    });
    this.set(id, done ? { saving: false, editing: false } : { saving: false });
    return done;
  }

  /** Does something to a post that answers what it is then. Throws what went wrong. */
  async change(id: string, deed: (client: Client) => Promise<Post>): Promise<Post> {
    this.set(id, { error: undefined });
    await this.#store.ready?.();
    const post = await this.#client.ask(deed);
    this.#took(post);
    return post;
  }

  /** Asks something. Throws what went wrong. */
  request<Found>(what: (client: Client) => Promise<Found>): Promise<Found> {
    return this.#client.ask(what);
  }

  async accept(id: string, comment: string, on: boolean) {
    return this.#try(id, async () => {
      this.#took(await this.#client.ask(({ posts }) => posts.accept(id, comment, on)));
    });
  }

  #took(post: Post) {
    this.#store.replace(post);
    this.#states.live?.announce({ type: 'post', post, created: false });
  }

  async #try(id: string, deed: () => Promise<void>, undo?: () => void): Promise<boolean> {
    this.set(id, { error: undefined });
    try {
      await this.#store.ready?.();
      await deed();
      return true;
    } catch (error) {
      undo?.();
      this.set(id, { error });
      return false;
    }
  }
}
