import type { Client } from '@parvis/client';
import type { Person } from '@parvis/contracts';

type Entry = { person?: Person; error?: unknown; asked?: Promise<void>; at: number; watchers: Set<() => void> };

/** Milliseconds for which an answer counts as fresh; an older one is shown while it is asked for again. */
const fresh = 60_000;
/** People kept that nobody shows any more. */
const kept = 200;

/** The people that a page has asked one API about, in one place: one request for a person, however many show them. */
class People {
  readonly #client: Client;
  readonly #entries = new Map<string, Entry>();

  constructor(client: Client) {
    this.#client = client;
  }

  entry(id: string): Entry {
    let entry = this.#entries.get(id);
    if (!entry) this.#entries.set(id, (entry = { at: -Infinity, watchers: new Set() }));
    return entry;
  }

  /** Tells of every change of this person until ended, and asks for them unless they are here. */
  watch(id: string, listener: () => void): () => void {
    const entry = this.entry(id);
    entry.watchers.add(listener);
    if (performance.now() - entry.at > fresh) void this.ask(id);
    return () => {
      entry.watchers.delete(listener);
      this.#tidy();
    };
  }

  ask(id: string): Promise<void> {
    const entry = this.entry(id);
    const told = () => entry.watchers.forEach((listener) => listener());
    const { people } = this.#client;
    entry.asked ??= this.#client
      .read<Person>(
        `/v1/people/${encodeURIComponent(id)}`,
        {},
        ({ abilities }) => abilities,
        (answered) => people.get(id, { answered }),
      )
      .then(
        (person) => {
          Object.assign(entry, { person, error: undefined, at: performance.now() });
          // Known by either of their names from now on.
          for (const name of [person.id, person.userName]) if (!this.#entries.has(name)) this.#entries.set(name, entry);
        },
        (error: { code?: string }) => {
          entry.error = error;
          if (error.code === 'not-found') entry.person = undefined;
        },
      )
      .finally(() => {
        entry.asked = undefined;
        told();
      });
    return entry.asked;
  }

  /** Shows at once that somebody is followed, or is no longer; puts it back where that fails, and throws why. */
  async follow(id: string, on: boolean): Promise<void> {
    const entry = this.entry(id);
    const told = () => entry.watchers.forEach((listener) => listener());
    const show = (followed: boolean) => {
      if (entry.person) entry.person = { ...entry.person, followed };
      told();
    };
    show(on);
    try {
      entry.person = await this.#client.reading.followPerson(id, on);
      told();
    } catch (error) {
      show(!on);
      throw error;
    }
  }

  #tidy() {
    if (this.#entries.size <= kept) return;
    for (const [id, entry] of this.#entries) if (!entry.watchers.size && !entry.asked) this.#entries.delete(id);
  }
}

const shared = new WeakMap<Client, People>();

export const peopleOf = (client: Client): People => {
  let people = shared.get(client);
  if (!people) shared.set(client, (people = new People(client)));
  return people;
};
