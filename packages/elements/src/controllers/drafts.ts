import type { Degree } from '@parvis/contracts/tables';
import type { Viewer } from '../contexts/index.ts';

/** What is still being written, kept on this machine for one person, so that a reload or an expired session loses nothing. */
export class Drafts {
  readonly #prefix: string;

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Also takes away what somebody else left who used this machine before. */
  static async of(viewer: Viewer): Promise<Drafts> {
    const { person } = await viewer.get();
    const installation = `parvis:${viewer.api}:`;
    const prefix = `${installation}${person.id}:`;
    for (const key of keys()) if (key.startsWith(installation) && !key.startsWith(prefix)) write(key, null);
    return new Drafts(prefix);
  }

  read<Draft>(place: string): Draft | null {
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + place) ?? 'null') as Draft | null;
    } catch {
      return null;
    }
  }

  /** Null forgets it. What is meant for few (`C2` and above) never stays on a machine that others may use. */
  keep(place: string, draft: unknown, degree: Degree) {
    write(this.#prefix + place, draft === null || degree >= 'C2' ? null : JSON.stringify(draft));
  }
}

// A page may be denied its storage, or have filled it: then drafts live as long as the page.
const keys = () => {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
};
const write = (key: string, value: string | null) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
};
