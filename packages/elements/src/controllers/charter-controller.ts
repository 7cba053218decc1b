import type { Client } from '@parvis/client';
import type { Charter } from '@parvis/contracts';
import type { Language } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import type { Problem } from '../internal/problem.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';

/** The charter in force, and whether its reader accepted it. */
export class CharterController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #language: Language | undefined;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  charter: Charter | undefined;
  accepting = false;
  failure: unknown;
  /** Another version has come while this one was read. */
  newer = false;
  /** Counts those who looked: what was loaded for one of them is nothing for the next. */
  reader = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        this.#set({ charter: undefined, newer: false, failure: undefined, accepting: false, reader: this.reader + 1 });
        if (this.#language) void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    new Hearing(host, {
      event: ({ type }) => {
        if (type === 'charter.published') this.#set({ newer: this.charter !== undefined });
        return type === 'charter.accepted';
      },
      again: () => this.load({ quietly: true }),
    });
  }

  /** Reads it in this language, once. */
  show(language: Language) {
    if (language === this.#language) return;
    this.#language = language;
    if (this.#client.value) void this.load();
  }

  async load({ quietly = false } = {}) {
    const language = this.#language;
    if (!language || (quietly && this.status !== 'ready')) return;
    if (!quietly) this.#set({ status: 'loading', error: undefined });
    try {
      const charter = await this.#client.ask((client) => client.charter.get(language));
      if (language !== this.#language) return;
      // What is read is never exchanged under the reader’s eyes: they are told, and turn the page themselves.
      const newer = quietly && this.charter !== undefined && this.charter.version !== charter.version;
      this.#set(newer ? { newer } : { status: 'ready', charter, newer: false });
    } catch (error) {
      if (!quietly && language === this.#language) this.#set({ status: 'error', error });
    }
  }

  /** Answers whether it is accepted now. */
  async accept(): Promise<boolean> {
    const { charter } = this;
    if (!charter || this.accepting) return false;
    this.#set({ accepting: true, failure: undefined });
    try {
      const accepted = await this.#client.ask((client) => client.charter.accept(charter.version, charter.language));
      this.#set({ charter: accepted, newer: false });
      return true;
    } catch (error) {
      if ((error as Problem).code === 'conflict') this.#set({ newer: true });
      else this.#set({ failure: error });
      return false;
    } finally {
      this.#set({ accepting: false });
    }
  }

  /** Asks for what is shown beside it. Throws what went wrong. */
  request<Found>(what: (client: Client) => Promise<Found>): Promise<Found> {
    return this.#client.ask(what);
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'charter' | 'accepting' | 'failure' | 'newer' | 'reader'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
