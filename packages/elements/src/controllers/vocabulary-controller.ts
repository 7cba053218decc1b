import type { Client } from '@parvis/client';
import type { SkillName, Vocabulary } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';

/** The vocabulary of what people know, as whoever looks after it sees it. */
export class VocabularyController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #asking: AbortController | undefined;

  status: 'loading' | 'ready' | 'error' = 'loading';
  error: unknown;
  vocabulary: Vocabulary | undefined;
  /** What was looked for last, and what is called so; nothing as long as nothing is looked for. */
  q = '';
  /** Counts who looks: another client is another person. */
  reader = 0;
  withRetired = false;
  found: readonly SkillName[] | undefined;
  lost: unknown;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        // Another client is another person.
        this.#asking?.abort();
        this.#set({ status: 'loading', vocabulary: undefined, found: undefined, q: '', reader: this.reader + 1 });
        void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    host.addController(this);
  }

  hostConnected() {}

  hostDisconnected() {
    this.#asking?.abort();
  }

  async load() {
    try {
      const vocabulary = await this.#client.ask(({ skills }) => skills.vocabulary());
      this.#set({ status: 'ready', vocabulary, error: undefined });
    } catch (error) {
      if (!this.vocabulary) this.#set({ status: 'error', error });
    }
  }

  async search(q: string, withRetired = this.withRetired) {
    this.#asking?.abort();
    Object.assign(this, { q, withRetired });
    if (!q.trim()) return this.#set({ found: undefined, lost: undefined });
    const { signal } = (this.#asking = new AbortController());
    try {
      const { items } = await this.find(q, signal, { limit: 50, withRetired });
      if (!signal.aborted) this.#set({ found: items, lost: undefined });
    } catch (lost) {
      if (!signal.aborted) this.#set({ lost });
    }
  }

  find(q: string, signal: AbortSignal, { limit = 10, withRetired = false } = {}) {
    return this.#client.ask(({ skills }) =>
      skills.list({ q, limit, ...(withRetired && { retired: 'true' as const }) }, { signal }),
    );
  }

  /** Does something to the vocabulary, and looks again. */
  async act<Answer>(deed: (skills: Client['skills']) => Promise<Answer>): Promise<Answer> {
    const answer = await this.#client.ask(({ skills }) => deed(skills));
    await Promise.all([this.load(), this.search(this.q)]);
    return answer;
  }

  /** Asks something; nothing is changed by it. */
  ask<Answer>(what: (skills: Client['skills']) => Promise<Answer>): Promise<Answer> {
    return this.#client.ask(({ skills }) => what(skills));
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'vocabulary' | 'q' | 'found' | 'lost' | 'reader'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
