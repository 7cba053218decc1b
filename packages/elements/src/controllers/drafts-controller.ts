import type { Degree } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { type Viewer, viewerContext } from '../contexts/index.ts';
import { Drafts } from './drafts.ts';
import { Follow, type Host } from './follow.ts';

type Entry<Draft> = { degree: Degree; draft: Draft | null; conflict: boolean; end?: (() => void) | undefined };

/** What is being written in one element, by place: restored, kept, and the same in every tab. */
export class DraftsController<Draft> implements ReactiveController {
  readonly #changed: (place: string) => void;
  readonly #entries = new Map<string, Entry<Draft>>();
  #drafts: Promise<Drafts> | undefined;

  /** `changed` is told of a place whose draft is another one without having been written here. */
  constructor(host: Host, changed: (place: string) => void) {
    this.#changed = changed;
    new Follow<Viewer | undefined>(host, viewerContext, (viewer) => {
      // Whoever looks now restores what is theirs.
      this.hostDisconnected();
      this.#entries.clear();
      this.#drafts = viewer && Drafts.of(viewer);
      this.#drafts?.catch(() => {});
    });
    host.addController(this);
  }

  hostConnected() {
    for (const place of this.#entries.keys()) void this.#watch(place);
  }

  hostDisconnected() {
    for (const entry of this.#entries.values()) {
      entry.end?.();
      entry.end = undefined;
    }
  }

  get(place: string): Draft | null {
    return this.#entries.get(place)?.draft ?? null;
  }

  /** Whether another tab has written something here that is not what is shown. */
  conflict(place: string): boolean {
    return this.#entries.get(place)?.conflict ?? false;
  }

  /** Restores what was being written here. */
  async open(place: string, degree: Degree) {
    if (this.#entries.has(place)) return;
    const entry: Entry<Draft> = { degree, draft: null, conflict: false };
    this.#entries.set(place, entry);
    try {
      const drafts = await this.#drafts;
      if (this.#entries.get(place) !== entry) return;
      const draft = drafts?.read<Draft>(place) ?? null;
      if (draft !== null && entry.draft === null) {
        entry.draft = draft;
        this.#changed(place);
      }
      await this.#watch(place);
    } catch {
      // Without knowing who writes there is no draft to find.
    }
  }

  write(place: string, draft: Draft | null, degree: Degree, force = false) {
    const entry: Entry<Draft> = this.#entries.get(place) ?? { degree, draft: null, conflict: false };
    this.#entries.set(place, entry);
    Object.assign(entry, { draft, degree });
    const writer = this.#drafts;
    writer?.then(
      (drafts) => {
        if (writer !== this.#drafts || entry.draft !== draft) return;
        const conflict = !drafts.keep(place, draft, degree, force);
        if (conflict === entry.conflict) return;
        entry.conflict = conflict;
        this.#changed(place);
      },
      () => {},
    );
  }

  /** Ends a conflict: with what is shown, or with what the other tab wrote. */
  async settle(place: string, mine: boolean) {
    const entry = this.#entries.get(place);
    const drafts = await this.#drafts;
    if (!entry || !drafts) return;
    if (mine) return this.write(place, entry.draft, entry.degree, true);
    entry.draft = drafts.take<Draft>(place);
    entry.conflict = false;
    this.#changed(place);
  }

  async #watch(place: string) {
    const drafts = await this.#drafts;
    const entry = this.#entries.get(place);
    if (!drafts || !entry || entry.end) return;
    entry.end = drafts.watch<Draft>(place, (draft) => {
      // What is kept nowhere but here is not given up for something else.
      if (entry.degree >= 'C2' && entry.draft !== null) return false;
      entry.draft = draft;
      entry.conflict = false;
      this.#changed(place);
      return true;
    });
  }
}
