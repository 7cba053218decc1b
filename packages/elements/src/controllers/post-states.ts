import type { Client } from '@parvis/client';
import type { Me, Post } from '@parvis/contracts';
import type { Degree, ReactionKind } from '@parvis/contracts/tables';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

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
  /** Waited for before something is done to a post, so that what becomes of it stands there with the answer. */
  ready?(): Promise<unknown>;
  replace(post: Post): void;
  /** Takes it away; what the viewer has a flag on, or is about to, leaves its place. */
  remove(id: string): void;
  /** Whether the viewer is busy with a flag on this post, set by whoever draws it. */
  flagging?: (id: string) => boolean;
  /** Whether what the viewer did can be taken back under this post, set by whoever draws it. */
  undoable?: (id: string) => boolean;
};

const untouched: PostState = {};

/** What a reader has opened and been told of each post, and what posts are drawn with besides. */
export class PostStates {
  readonly #host: Host;
  readonly #hearing: Hearing;
  readonly #viewer: Follow<Viewer | undefined>;
  readonly #states = new Map<string, PostState>();
  #degreeNames: Me['degreeNames'] | undefined;
  #asked = false;
  /** Counts the half minutes; what shows how long ago something was depends on it. */
  tick = 0;
  /** Counts what changes of how all posts are drawn. */
  version = 0;
  /** The reactions that this installation offers, once they were asked for. */
  offered: readonly ReactionKind[] = [];

  constructor(host: Host) {
    this.#host = host;
    // Another client is another person, who opened and edits nothing yet.
    new Follow<Client | undefined>(host, clientContext, () => this.#states.clear());
    this.#hearing = new Hearing(host, {
      tick: () => {
        this.tick++;
        // What could not be had is asked for again, but not at once: whatever draws anew would ask without end.
        this.#asked = this.#degreeNames !== undefined;
        host.requestUpdate();
      },
    });
    this.#viewer = new Follow(host, viewerContext, () => (this.#asked = false));
  }

  state(id: string): PostState {
    return this.#states.get(id) ?? untouched;
  }

  set(id: string, change: PostState) {
    this.#states.set(id, { ...this.state(id), ...change });
    this.#host.requestUpdate();
  }

  /** What this installation calls a degree. Asked for only where a post has one that is shown. */
  degreeName(degree: Degree, language: string): string {
    if (degree < 'C2') return '';
    if (!this.#asked && this.#viewer.value) {
      this.#asked = true;
      void this.#viewer.value.get().then(
        (me) => {
          this.#degreeNames = me.degreeNames;
          this.version++;
          this.#host.requestUpdate();
        },
        () => {},
      );
    }
    return this.#degreeNames?.[language]?.[degree] ?? '';
  }

  /** Who looks, and where the pages show a post. */
  get viewer() {
    return this.#viewer.value;
  }

  get live() {
    return this.#hearing.live;
  }
}
