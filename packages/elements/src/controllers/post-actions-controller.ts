import type { Client } from '@parvis/client';
import type { Me, Post } from '@parvis/contracts';
import type { Degree, ReactionKind } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { type Live, type Viewer, clientContext, liveContext, viewerContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

/** What the reader did to a post that the server need not know. Replaced, never changed, so that it can be compared. */
export type PostState = Readonly<{
  expanded?: boolean;
  reacting?: boolean;
  thread?: boolean;
  editing?: boolean;
  saving?: boolean;
  error?: unknown;
  /** What is being done in the part that is of its kind. */
  kind?: object | undefined;
  /** Shown under it: who could answer, or the composer of a re-share. */
  below?: 'experts' | 'reshare' | undefined;
  /** What has just been done, in words, and what takes it back. */
  told?: string | undefined;
  undo?: (() => void) | undefined;
}>;

/** Where the posts are kept that the actions work on. */
export type PostStore = {
  find(id: string): Post | undefined;
  replace(post: Post): void;
  /** Takes it away; what the viewer has a flag on, or is about to, leaves its place. */
  remove(id: string): void;
  /** Whether the viewer is busy with a flag on this post, set by whoever draws it. */
  flagging?: (id: string) => boolean;
};

const untouched: PostState = {};

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

/** What a reader does to a post: react, open its comments, edit, delete, accept an answer. */
export class PostActionsController implements ReactiveController {
  readonly #host: Host;
  readonly #store: PostStore;
  readonly #client: Follow<Client | undefined>;
  readonly #live: Follow<Live | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  readonly #states = new Map<string, PostState>();
  /** The last wish of each post that is not answered yet. */
  readonly #wishes = new Map<string, Promise<boolean>>();
  #degreeNames: Me['degreeNames'] | undefined;
  #asked = false;
  #endTicks: (() => void) | undefined;
  /** Counts the half minutes; what shows how long ago something was depends on it. */
  tick = 0;

  constructor(host: Host, store: PostStore) {
    this.#host = host;
    this.#store = store;
    // Another client is another person, who opened and edits nothing yet.
    this.#client = new Follow(host, clientContext, () => this.#states.clear());
    this.#live = new Follow(host, liveContext, () => this.hostConnected());
    this.#viewer = new Follow(host, viewerContext, () => (this.#asked = false));
    host.addController(this);
  }

  hostConnected() {
    this.#endTicks?.();
    this.#endTicks = this.#live?.value?.onTick(() => {
      this.tick++;
      // What could not be had is asked for again, but not at once: whatever draws anew would ask without end.
      this.#asked = this.#degreeNames !== undefined;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected() {
    this.#endTicks?.();
    this.#endTicks = undefined;
  }

  state(id: string): PostState {
    return this.#states.get(id) ?? untouched;
  }

  set(id: string, change: PostState) {
    this.#states.set(id, { ...this.state(id), ...change });
    this.#host.requestUpdate();
  }

  /** Says something under a post, for as long as it takes to read, or to take it back. */
  tell(id: string, told: string, undo?: () => void) {
    this.set(id, { told, undo });
    setTimeout(
      () => {
        if (this.state(id).told === told) this.set(id, { told: undefined, undo: undefined });
      },
      undo ? 30_000 : 6_000,
    );
  }

  /** The address at which the pages show a post, where they say so. */
  get postUrl() {
    return this.#viewer.value?.postUrl;
  }

  /** What this installation calls a degree. Asked for only where a post has one that is shown. */
  degreeName(degree: Degree, language: string): string {
    if (degree < 'C2') return '';
    if (!this.#asked && this.#viewer.value) {
      this.#asked = true;
      void this.#viewer.value.get().then(
        (me) => {
          this.#degreeNames = me.degreeNames;
          this.#host.requestUpdate();
        },
        () => {},
      );
    }
    return this.#degreeNames?.[language]?.[degree] ?? '';
  }

  /** Who looks, or nothing where that cannot be had. */
  async me(): Promise<Me | undefined> {
    return this.#viewer.value?.get().catch(() => undefined);
  }

  /** The reactions that this installation offers, once they were asked for. */
  offered: readonly ReactionKind[] = [];

  async learnOffered() {
    this.offered = (await this.me())?.reactions ?? this.offered;
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
      this.#live.value?.announce({ type: 'reading' });
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
      this.#live.value?.announce({ type: 'post-deleted', id });
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
    this.#live.value?.announce({ type: 'post', post, created: false });
  }

  async #try(id: string, deed: () => Promise<void>, undo?: () => void): Promise<boolean> {
    this.set(id, { error: undefined });
    try {
      await deed();
      return true;
    } catch (error) {
      undo?.();
      this.set(id, { error });
      return false;
    }
  }
}
