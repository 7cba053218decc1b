import type { Attachment } from '@parvis/contracts';
import type { Attaching, AttachingPlace } from './attachments.ts';
import type { Fault } from '../controllers/composer-controller.ts';
import type { Kept } from '../controllers/uploads-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

type Part = {
  attaching: Attaching;
  before: readonly Attachment[];
  kept: readonly Kept[];
  fault: Fault | undefined;
  open: boolean;
};

/**
 * What is attached to the texts that are written in one element beside a composer: comments, and what is edited. What
 * attaches is loaded with the first of them.
 */
export class AttachingPlaces {
  readonly #host: ParvisElement;
  readonly #parts = new Map<string, Part>();
  #made: typeof Attaching | undefined;
  #loading: Promise<unknown> | undefined;

  constructor(host: ParvisElement) {
    this.#host = host;
  }

  /** Another one at each drawing while something is written that something can be attached to. */
  get version(): unknown {
    for (const { open } of this.#parts.values()) if (open) return {};
    return this.#made;
  }

  /** Nothing as long as it is being loaded. `before`: what the text has had attached. */
  of(id: string, before: readonly Attachment[] = []): Attaching | undefined {
    const known = this.#parts.get(id);
    if (known) {
      if (!known.open) Object.assign(known, { before, kept: before, fault: undefined, open: true });
      return known.attaching;
    }
    if (!this.#made) {
      this.#load();
      return undefined;
    }
    const part: Omit<Part, 'attaching'> = { before, kept: before, fault: undefined, open: true };
    const host = this.#host;
    const place: AttachingPlace = {
      id,
      get kept() {
        return part.kept;
      },
      keep(kept) {
        Object.assign(part, { kept, fault: undefined });
        host.requestUpdate();
      },
      isPublished: (one) => part.before.some(({ id }) => id === one),
      get fault() {
        return part.fault;
      },
    };
    const made = Object.assign(part, { attaching: new this.#made(host, place) });
    this.#parts.set(id, made);
    return made.attaching;
  }

  /** The ids of what is to be sent; `undefined` where nobody was asked; false where it is not ready, which is shown. */
  async ready(id: string): Promise<string[] | undefined | false> {
    const part = this.#parts.get(id);
    if (!part?.open) return undefined;
    part.fault = await part.attaching.check();
    this.#host.requestUpdate();
    return part.fault ? false : part.kept.map((one) => one.id);
  }

  /** What was being attached there is sent, or not wanted. */
  forget(id: string) {
    const part = this.#parts.get(id);
    if (!part) return;
    part.attaching.end();
    part.open = false;
  }

  #load() {
    this.#loading ??= Promise.all([import('./attachments.ts'), import('./attachments.styles.ts')])
      .then(async ([{ Attaching }, { attachingStyles }]) => {
        await this.#host.extend('attaching', [attachingStyles]);
        this.#made = Attaching;
        this.#host.requestUpdate();
      })
      // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
      .catch(() => (this.#loading = undefined));
  }
}
