import type { Attachment, Descriptions } from '@parvis/contracts';
import type { Degree } from '@parvis/contracts/tables';
import type { Attaching, AttachingPlace } from './attachments.ts';
import type { Fault } from '../controllers/composed.ts';
import { DraftsController } from '../controllers/drafts-controller.ts';
import type { Kept } from '../controllers/uploads-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

/** Ids of all that it has from now on, and what is said otherwise than before of those that it has already. */
export type AttachedBody = { attachments: string[]; descriptions?: Descriptions };

type Part = {
  attaching: Attaching;
  before: readonly Attachment[];
  degree: Degree;
  fault: Fault | undefined;
  open: boolean;
};

const draftOf = (id: string) => `attached:${id}`;
const isSame = (kept: readonly Kept[], before: readonly Kept[]) =>
  kept.length === before.length && kept.every(({ id, alt }, at) => id === before[at]!.id && alt === before[at]!.alt);

/**
 * What is attached to the texts that are written in one element beside a composer: comments, and what is edited. It is
 * kept as the text is. What attaches is loaded with the first of them.
 */
export class AttachingPlaces {
  readonly #host: ParvisElement;
  readonly #drafts: DraftsController<readonly Kept[]>;
  readonly #parts = new Map<string, Part>();
  #made: typeof Attaching | undefined;
  #loading: Promise<unknown> | undefined;

  constructor(host: ParvisElement) {
    this.#host = host;
    this.#drafts = new DraftsController(host, () => host.requestUpdate());
  }

  /** Another one at each drawing while something is written that something can be attached to. */
  get version(): unknown {
    for (const { open } of this.#parts.values()) if (open) return {};
    return this.#made;
  }

  /** Nothing as long as it is being loaded. `before`: what the text has had attached. */
  of(id: string, degree: Degree, before: readonly Attachment[] = []): Attaching | undefined {
    const known = this.#parts.get(id);
    if (!known && !this.#made) {
      this.#load();
      return undefined;
    }
    void this.#drafts.open(draftOf(id), degree);
    if (known) {
      if (!known.open) Object.assign(known, { before, fault: undefined, open: true });
      known.degree = degree;
      return known.attaching;
    }
    const part: Omit<Part, 'attaching'> = { before, degree, fault: undefined, open: true };
    const kept = () => this.#kept(id, part);
    const keep = (now: readonly Kept[]) => {
      part.fault = undefined;
      // What was chosen last counts, in whichever tab.
      this.#drafts.write(draftOf(id), isSame(now, part.before) ? null : now, part.degree, true);
      this.#host.requestUpdate();
    };
    const place: AttachingPlace = {
      id,
      get kept() {
        return kept();
      },
      keep,
      isPublished: (one) => part.before.some(({ id }) => id === one),
      get fault() {
        return part.fault;
      },
    };
    const made = Object.assign(part, { attaching: new this.#made!(this.#host, place) });
    this.#parts.set(id, made);
    return made.attaching;
  }

  #kept = (id: string, { before }: Pick<Part, 'before'>): readonly Kept[] => this.#drafts.get(draftOf(id)) ?? before;

  /** What is to be sent; `undefined` where nobody was asked; false where it is not ready, which is shown. */
  async ready(id: string): Promise<AttachedBody | undefined | false> {
    const part = this.#parts.get(id);
    if (!part?.open) return undefined;
    part.fault = await part.attaching.check();
    this.#host.requestUpdate();
    if (part.fault) return false;
    const kept = this.#kept(id, part);
    const descriptions = kept.flatMap(({ id, alt }) => {
      const was = part.before.find((one) => one.id === id);
      return was && alt !== null && alt !== was.alt ? [{ id, alt }] : [];
    });
    return { attachments: kept.map((one) => one.id), ...(descriptions.length > 0 && { descriptions }) };
  }

  /** What it was sent with was refused: the server has something of it no more. */
  refused(id: string) {
    const part = this.#parts.get(id);
    if (part?.open) part.fault = 'refused';
    this.#host.requestUpdate();
  }

  /** What was being attached there is sent, or not wanted. */
  forget(id: string) {
    const part = this.#parts.get(id);
    if (!part) return;
    part.attaching.end();
    part.open = false;
    this.#drafts.write(draftOf(id), null, part.degree, true);
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
