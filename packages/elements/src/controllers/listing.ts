import type { Client } from '@parvis/client';
import type { Follow, Host } from './follow.ts';

type Page<Item> = { items: readonly Item[]; next: string | null };

/** Most that one request answers. */
const most = 100;

/** A list that the API answers page by page: loaded, gone on with, and asked for again as long as it is. */
export class Listing<Item extends { id: string }> {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #page: (client: Client, query: { limit: number; cursor?: string }) => Promise<Page<Item>>;
  readonly #size: number;
  /** Counts what was begun anew: what was asked for before is nothing any more. */
  #turn = 0;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  items: readonly Item[] = [];
  next: string | null = null;

  constructor(
    host: Host,
    client: Follow<Client | undefined>,
    page: (client: Client, query: { limit: number; cursor?: string }) => Promise<Page<Item>>,
    size: number,
  ) {
    this.#host = host;
    this.#client = client;
    this.#page = page;
    this.#size = size;
  }

  /** From the start; answers whether that is what stands there now. */
  async load(): Promise<boolean> {
    const turn = ++this.#turn;
    this.#set({ status: 'loading', error: undefined, items: [], next: null });
    try {
      const { items, next } = await this.#ask({ limit: this.#size });
      if (turn !== this.#turn) return false;
      this.#set({ status: 'ready', items, next });
      return true;
    } catch (error) {
      if (turn === this.#turn) this.#set({ status: 'error', error });
      return false;
    }
  }

  /** Goes on; answers the first of those that were not there. Throws what went wrong. */
  async more(): Promise<Item | undefined> {
    const { next: cursor } = this;
    const turn = this.#turn;
    if (!cursor) return undefined;
    const page = await this.#ask({ limit: this.#size, cursor });
    if (turn !== this.#turn) return undefined;
    const further = without(page.items, this.items);
    this.#set({ items: [...this.items, ...further], next: page.next });
    return further[0];
  }

  /** The list again, as long as it was. Answers whether that came. */
  async renew(): Promise<boolean> {
    const turn = this.#turn;
    if (this.status !== 'ready') return false;
    try {
      const limit = Math.min(most, Math.max(this.#size, this.items.length));
      const page = await this.#ask({ limit });
      if (turn !== this.#turn) return false;
      // What lies further back than one request reaches stays as it was.
      const at = this.items.findLastIndex(({ id }) => page.items.some((item) => item.id === id));
      const further = page.next && this.items.length > limit ? without(this.items.slice(at + 1), page.items) : [];
      this.#set({ items: [...page.items, ...further], ...(further.length === 0 && { next: page.next }) });
      return true;
    } catch {
      // What is shown stays; the next event asks again.
      return false;
    }
  }

  find(id: string) {
    return this.items.find((item) => item.id === id);
  }

  replace(item: Item) {
    this.#set({ items: this.items.map((one) => (one.id === item.id ? item : one)) });
  }

  remove(id: string) {
    this.#set({ items: this.items.filter((item) => item.id !== id) });
  }

  /** What could not be asked for because nobody connects it to an API. */
  fail(error: unknown) {
    if (this.status === 'loading') this.#set({ status: 'error', error });
  }

  #ask(query: { limit: number; cursor?: string }) {
    return this.#client.ask((client) => this.#page(client, query));
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'items' | 'next'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}

const without = <Item extends { id: string }>(items: readonly Item[], known: readonly Item[]) => {
  const ids = new Set(known.map(({ id }) => id));
  return items.filter(({ id }) => !ids.has(id));
};
