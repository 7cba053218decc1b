import type { Me } from '@parvis/contracts';
import { type Viewer, viewerContext } from '../contexts/index.ts';
import { Drafts } from './drafts.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

/** A post that was begun and is kept on this machine. `composer`: the properties of the one that goes on with it. */
export type OwnDraft = {
  key: string;
  composer: { community: string; draft: string; original: string };
  place: string;
  words: string;
};

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
          key: place,
          ...whereOf(me, place),
          words: draft.title || draft.text || draft.link || '',
        }))
        .filter(({ words }) => words);
      this.#host.requestUpdate();
    } catch {
      // Nobody is known: nothing of anybody's is shown.
    }
  }
}

/** What a draft was written in, by what it is kept under. */
function whereOf({ communities }: Me, key: string): Pick<OwnDraft, 'composer' | 'place'> {
  const composer = { community: '', draft: '', original: '' };
  const [, original] = /^re-share (.+)$/.exec(key) ?? [];
  if (original) return { composer: { ...composer, original }, place: '' };
  const known = communities.find(({ id, slug }) => id === key || slug === key);
  if (known) return { composer: { ...composer, community: key }, place: known.name };
  // Under a name of its own, or for a community that its writer has left since: it is written on, and goes elsewhere.
  return { composer: { ...composer, draft: key === 'home' ? '' : key }, place: '' };
}
