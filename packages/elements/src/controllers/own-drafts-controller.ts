import type { Me } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Live, type Viewer, liveContext, viewerContext } from '../contexts/index.ts';
import { Drafts } from './drafts.ts';
import { Follow, type Host } from './follow.ts';

/** A post that was begun and is kept on this machine; `community`: where its composer stands, '' for any. */
export type OwnDraft = { community: string; place: string; words: string };

/** What the viewer has begun to write and not published. */
export class OwnDraftsController implements ReactiveController {
  readonly #host: Host;
  #viewer: Viewer | undefined;
  #live: Live | undefined;
  #end: (() => void) | undefined;
  drafts: readonly OwnDraft[] = [];

  constructor(host: Host) {
    this.#host = host;
    new Follow<Viewer | undefined>(host, viewerContext, (viewer) => {
      this.#viewer = viewer;
      this.drafts = [];
      void this.look();
    });
    new Follow(host, liveContext, (live) => {
      this.#live = live;
      this.hostConnected();
    });
    host.addController(this);
  }

  hostConnected() {
    this.hostDisconnected();
    // What was published is no draft any more.
    this.#end = this.#live?.onChange((change) => {
      if (change.type === 'post' && change.created) setTimeout(() => void this.look());
    });
  }

  hostDisconnected() {
    this.#end?.();
    this.#end = undefined;
  }

  async look() {
    const viewer = this.#viewer;
    if (!viewer) return;
    try {
      const [me, drafts] = [await viewer.get(), await Drafts.of(viewer)];
      if (viewer !== this.#viewer) return;
      this.drafts = drafts
        .list<{ title?: string; text?: string; link?: string }>('composer:')
        .map(({ place, draft }) => ({
          community: place === 'home' ? '' : place,
          place: nameOf(me, place),
          words: draft.title || draft.text || draft.link || '',
        }))
        .filter(({ words }) => words);
      this.#host.requestUpdate();
    } catch {
      // Nobody is known: nothing of anybody's is shown.
    }
  }
}

const nameOf = ({ communities }: Me, place: string) =>
  communities.find(({ id, slug }) => id === place || slug === place)?.name ?? '';
