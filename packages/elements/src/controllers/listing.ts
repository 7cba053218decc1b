type Page<Item, From> = { items: readonly Item[]; next: From | null };

type Given<Item, From> = {
  /** Asks for a page of at most `limit`, further back than `from` where that is given. */
  ask(wanted: { limit: number; from?: From }): Promise<Page<Item, From>>;
  /** What tells an item from all others. */
  key(item: Item): string | number;
  /** How many are asked for at a time. */
  size: number;
  /** Called after each change. */
  draw(): void;
};

/** Most that one request answers. */
const most = 100;

/** A list that the API answers page by page: loaded, gone on with, and asked for again as long as it is. */
export class Listing<Item, From extends string | number = string> {
  readonly #given: Given<Item, From>;
  /** Counts what was begun anew: what was asked for before is nothing any more. */
  #turn = 0;
  /** Counts what was put in place or taken out: what was asked for before does not know of it. */
  #changes = 0;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  /** Why nothing is there. */
  error: unknown;
  items: readonly Item[] = [];
  next: From | null = null;
  /** Why no more of it came; what is there already stays. */
  failure: unknown;

  constructor(given: Given<Item, From>) {
    this.#given = given;
  }

  /** From the start; answers whether that is what stands there now. */
  load = async (): Promise<boolean> => {
    const turn = ++this.#turn;
    this.#set({ status: 'loading', error: undefined, failure: undefined, items: [], next: null });
    try {
      const { items, next } = await this.#given.ask({ limit: this.#given.size });
      if (turn !== this.#turn) return false;
      this.#set({ status: 'ready', items, next });
      return true;
    } catch (error) {
      if (turn === this.#turn) this.#set({ status: 'error', error });
      return false;
    }
  };

  /** Goes on; answers the first of those that were not there. */
  more = async (): Promise<Item | undefined> => {
    const { next: from } = this;
    const turn = this.#turn;
    if (from === null) return undefined;
    this.#set({ failure: undefined });
    try {
      const page = await this.#given.ask({ limit: this.#given.size, from });
      if (turn !== this.#turn) return undefined;
      const further = this.#without(page.items, this.items);
      this.#set({ items: [...this.items, ...further], next: page.next });
      return further[0];
    } catch (failure) {
      if (turn === this.#turn) this.#set({ failure });
      return undefined;
    }
  };

  /** The list again, as long as it was. Answers whether that came. */
  async renew(): Promise<boolean> {
    const [turn, changes] = [this.#turn, this.#changes];
    if (this.status !== 'ready') return false;
    try {
      const limit = Math.min(most, Math.max(this.#given.size, this.items.length));
      const page = await this.#given.ask({ limit });
      if (turn !== this.#turn) return false;
      if (changes !== this.#changes) return await this.renew();
      // What lies further back than one request reaches stays as it was.
      const keys = this.#keys(page.items);
      const at = this.items.findLastIndex((item) => keys.has(this.#given.key(item)));
      const further = page.next && this.items.length > limit ? this.#without(this.items.slice(at + 1), page.items) : [];
      this.#set({ items: [...page.items, ...further], ...(further.length === 0 && { next: page.next }) });
      return true;
    } catch {
      // What is shown stays; the next event asks again.
      return false;
    }
  }

  find(key: string | number) {
    return this.items.find((item) => this.#given.key(item) === key);
  }

  replace(item: Item) {
    this.#changes++;
    const key = this.#given.key(item);
    this.#set({ items: this.items.map((one) => (this.#given.key(one) === key ? item : one)) });
  }

  remove(key: string | number) {
    this.#changes++;
    this.#set({ items: this.items.filter((item) => this.#given.key(item) !== key) });
  }

  /** What could not be asked for because nobody connects it to an API. */
  fail(error: unknown) {
    if (this.status === 'loading') this.#set({ status: 'error', error });
  }

  #keys(items: readonly Item[]) {
    return new Set(items.map((item) => this.#given.key(item)));
  }

  #without(items: readonly Item[], known: readonly Item[]) {
    const keys = this.#keys(known);
    return items.filter((item) => !keys.has(this.#given.key(item)));
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'items' | 'next' | 'failure'>>) {
    Object.assign(this, values);
    this.#given.draw();
  }
}
