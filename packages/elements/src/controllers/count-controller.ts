import type { Client } from '@parvis/client';
import { limits } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

/** A page by its address, or a post by its id. */
export type Counted = { kind: 'addresses' | 'posts'; for: string };
/** `post`: what the comments belong to. */
export type Count = { post: string; address: string | null; count: number };

type Waiting = { asked: Counted; told: (found: Count | undefined) => void; failed: (error: unknown) => void };

/** Milliseconds that what the live stream tells is gathered for: several counts may change at once. */
const gathering = 100;

/** Asks for all counts of a page together. One for each client. */
class Counter {
  static readonly #all = new WeakMap<Client, Counter>();
  readonly #client: Client;
  #waiting: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  static of(client: Client): Counter {
    let counter = Counter.#all.get(client);
    if (!counter) Counter.#all.set(client, (counter = new Counter(client)));
    return counter;
  }

  private constructor(client: Client) {
    this.#client = client;
  }

  ask(asked: Counted, patience = 0): Promise<Count | undefined> {
    return new Promise((told, failed) => {
      this.#waiting.push({ asked, told, failed });
      this.#timer ??= setTimeout(() => this.#send(), patience);
    });
  }

  #send() {
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    const names = (kind: Counted['kind']) => [
      ...new Set(waiting.flatMap(({ asked }) => (asked.kind === kind ? [asked.for] : []))),
    ];
    const lists = { addresses: names('addresses'), posts: names('posts') };
    const longest = Math.max(lists.addresses.length, lists.posts.length);
    for (let from = 0; from < longest; from += limits.counts) {
      const part = {
        addresses: lists.addresses.slice(from, from + limits.counts),
        posts: lists.posts.slice(from, from + limits.counts),
      };
      const concerned = waiting.filter(({ asked }) => part[asked.kind].includes(asked.for));
      this.#client.discussions.count(part).then(
        ({ items }) => {
          const found = new Map(items.map((item) => [item.for, item]));
          for (const { asked, told } of concerned) told(found.get(asked.for));
        },
        (error: unknown) => concerned.forEach(({ failed }) => failed(error)),
      );
    }
  }
}

/** How many comments there are on one thing, kept up to date. */
export class CountController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #asked: Counted | undefined;
  #turn = 0;
  found: Count | undefined;
  /** Whether anything was answered. */
  known = false;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      this.#set(undefined, false);
      void this.#ask();
    });
    new Hearing(host, {
      event: ({ type, post, page }) => this.#concerns(type, post, page),
      again: () => this.#ask(gathering),
      change: (change) => {
        if (change.type === 'comment' && change.count !== undefined && change.comment.post === this.#post)
          this.#set({ address: null, ...this.found, post: change.comment.post, count: change.count }, true);
        else if (change.type === 'comment-deleted' && change.post === this.#post) void this.#ask();
      },
    });
  }

  show(asked: Counted | undefined) {
    if (asked?.for === this.#asked?.for && asked?.kind === this.#asked?.kind) return;
    this.#asked = asked;
    this.found = undefined;
    this.known = false;
    void this.#ask();
  }

  async #ask(patience?: number) {
    const client = this.#client?.value;
    const asked = this.#asked;
    if (!client || !asked) return;
    const turn = ++this.#turn;
    try {
      const found = await Counter.of(client).ask(asked, patience);
      if (turn === this.#turn) this.#set(found, true);
    } catch {
      // A count is an extra: what was known stays, and where nothing was, nothing is shown.
    }
  }

  #set(found: Count | undefined, known: boolean) {
    this.found = found;
    this.known = known;
    this.#host.requestUpdate();
  }

  get #post() {
    return this.found?.post ?? (this.#asked?.kind === 'posts' ? this.#asked.for : undefined);
  }

  /** Where the page has none yet, any that is discussed for the first time may be it: the server knows its address. */
  #concerns(type: string, post: string | undefined, page: string | undefined) {
    if (page !== undefined) return this.#asked?.kind === 'addresses' && !this.found;
    return post !== undefined && post === this.#post && /^(comment|post)\./.test(type);
  }
}
