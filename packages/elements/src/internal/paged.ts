type Page<Item, From> = { items: readonly Item[]; next: From | null };

/** A list that is fetched page by page, and what went wrong with it: what is here already stays. */
export class Paged<Item, From extends string | number> {
  readonly #ask: (from: From | undefined) => Promise<Page<Item, From>>;
  readonly #draw: () => void;
  /** Counts the lists that were begun: an answer for one before says nothing any more. */
  #begun = 0;
  items: readonly Item[] | undefined;
  next: From | null = null;
  failure: unknown;

  constructor(ask: (from: From | undefined) => Promise<Page<Item, From>>, draw: () => void) {
    this.#ask = ask;
    this.#draw = draw;
    void this.more();
  }

  /** The next page; the first where there is none yet, or where that failed. */
  more = async () => {
    const begun = this.#begun;
    this.failure = undefined;
    this.#draw();
    try {
      const page = await this.#ask(this.next ?? undefined);
      if (begun !== this.#begun) return;
      this.items = [...(this.items ?? []), ...page.items];
      this.next = page.next;
    } catch (error) {
      if (begun !== this.#begun) return;
      this.failure = error;
    }
    this.#draw();
  };

  /** Begins anew, with another list. */
  again() {
    this.#begun += 1;
    this.items = undefined;
    this.next = null;
    void this.more();
  }
}
