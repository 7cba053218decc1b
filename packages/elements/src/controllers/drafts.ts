import type { Degree } from '@parvis/contracts/tables';
import type { Viewer } from '../contexts/index.ts';

/**
 * What is still being written, kept on this machine for one person and place, so that a reload or an expired session
 * loses nothing. What is meant for few (`C2` and above) never stays on a machine that others may use: it lives as long
 * as the page. So does everything where the page may not store.
 */
export class Drafts {
  readonly #prefix: string;
  readonly #page: Map<string, string>;
  /** What this tab last read or wrote, by place: when something else is there, another tab wrote it. */
  readonly #seen = new Map<string, string | null>();

  private constructor(prefix: string, page: Map<string, string>) {
    this.#prefix = prefix;
    this.#page = page;
  }

  /** Also takes away what somebody else left who used this machine before. */
  static async of(viewer: Viewer): Promise<Drafts> {
    const { person } = await viewer.get();
    const installation = `parvis:${viewer.api}:`;
    const prefix = `${installation}${person.id}:`;
    for (const key of keys()) if (key.startsWith(installation) && !key.startsWith(prefix)) store(key, null);
    // A provider of an older copy of the library keeps nothing for the page.
    const page = viewer.kept ?? new Map<string, string>();
    for (const key of page.keys()) if (!key.startsWith(prefix)) page.delete(key);
    return new Drafts(prefix, page);
  }

  read<Draft>(place: string): Draft | null {
    const key = this.#prefix + place;
    const stored = load(key);
    this.#seen.set(place, stored);
    return parse<Draft>(this.#page.get(key) ?? stored);
  }

  /** What another tab wrote, in the place of what is written here. */
  take<Draft>(place: string): Draft | null {
    this.#page.delete(this.#prefix + place);
    return this.read(place);
  }

  /**
   * Null forgets it. Answers false, and changes nothing, where another tab wrote something since that this one has not
   * taken; `force` writes over it.
   */
  keep(place: string, draft: unknown, degree: Degree, force = false): boolean {
    const key = this.#prefix + place;
    const stored = load(key);
    if (!force && stored !== null && stored !== (this.#seen.get(place) ?? null)) return false;
    const text = draft === null ? null : JSON.stringify(draft);
    const kept = text === null || degree >= 'C2' ? null : text;
    const done = store(key, kept);
    if (text !== null && (kept === null || !done)) this.#page.set(key, text);
    else this.#page.delete(key);
    this.#seen.set(place, done ? kept : stored);
    return true;
  }

  /** Listens to what other tabs write. A listener that answers false does not take it. Gives back what ends it. */
  watch<Draft>(place: string, listener: (draft: Draft | null) => boolean): () => void {
    const listen = ({ key, newValue, storageArea }: StorageEvent) => {
      if (key !== this.#prefix + place || !isLocal(storageArea) || newValue === this.#seen.get(place)) return;
      if (listener(parse<Draft>(newValue))) this.#seen.set(place, newValue);
    };
    addEventListener('storage', listen);
    return () => removeEventListener('storage', listen);
  }

  /** Places that begin so, with what is kept for each, on this machine or as long as the page. */
  list<Draft>(beginning: string): { place: string; draft: Draft }[] {
    const start = this.#prefix + beginning;
    return [...new Set([...keys(), ...this.#page.keys()])]
      .filter((key) => key.startsWith(start))
      .flatMap((key) => {
        const draft = parse<Draft>(this.#page.get(key) ?? load(key));
        return draft ? [{ place: key.slice(start.length), draft }] : [];
      });
  }
}

const parse = <Draft>(text: string | null): Draft | null => {
  try {
    return JSON.parse(text ?? 'null') as Draft | null;
  } catch {
    return null;
  }
};

// A page may be denied its storage, or have filled it.
const attempt = <Answer>(deed: () => Answer, otherwise: Answer): Answer => {
  try {
    return deed();
  } catch {
    return otherwise;
  }
};
const isLocal = (area: Storage | null) => attempt(() => area === localStorage, false);
const keys = () => attempt(() => Object.keys(localStorage), []);
const load = (key: string) => attempt(() => localStorage.getItem(key), null);
const store = (key: string, value: string | null): boolean =>
  attempt(() => {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  }, false);
