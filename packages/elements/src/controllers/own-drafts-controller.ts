import type { Me } from '@parvis/contracts';
import { type Viewer, viewerContext } from '../contexts/index.ts';
import { Drafts } from './drafts.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

/** A post that was begun and is kept on this machine; `community`: where its composer stands, '' for any. */
export type OwnDraft = { community: string; place: string; words: string };

/** What the viewer has begun to write and not published. */
export class OwnDraftsController {
  readonly #host: Host;
  #viewer: Viewer | undefined;
  drafts: readonly OwnDraft[] = [];

  constructor(host: Host) {
    this.#host = host;
    new Follow<Viewer | undefined>(host, viewerContext, (viewer) => {
      this.#viewer = viewer;
      this.drafts = [];
      void this.look();
    });
    // What was published is no draft any more.
    new Hearing(host, {
      change: (change) => {
        if (change.type === 'post' && change.created) setTimeout(() => void this.look());
      },
    });
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
