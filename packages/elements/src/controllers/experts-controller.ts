import type { Client } from '@parvis/client';
import type { Expert, ExpertPage } from '@parvis/contracts';
import type { ExpertPurpose, SkillLevel } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

export type ExpertSearch = {
  q: string;
  for: ExpertPurpose;
  unit: string;
  site: string;
  language?: string;
  level?: SkillLevel | undefined;
};

const none: ExpertPage['facets'] = { unit: [], site: [], language: [], level: [] };

/** Who knows about something: one search at a time, its filters, and its further results. */
export class ExpertsController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #asking: AbortController | undefined;
  #next: string | null = null;

  /** What is shown, or on its way; nothing before the first search. */
  search: ExpertSearch | undefined;
  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  people: readonly Expert[] = [];
  facets = none;
  /** The query as it was understood, where a word of it was corrected. */
  corrected: string | null = null;
  more: 'none' | 'idle' | 'loading' | 'error' = 'none';
  /** Projects about it, with their teams. */
  projects: ExpertPage['projects'] = [];
  /** Why the viewer is, or is not, among them: where they asked. */
  me: ExpertPage['me'] = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person, who may not see whom the first one found.
      Object.assign(this, {
        status: 'idle',
        people: [],
        facets: none,
        projects: [],
        me: null,
        corrected: null,
        more: 'none',
      });
      this.again();
    });
  }

  /** Moved in the tree: what was on its way is asked for again. */
  hostConnected() {
    if (this.status === 'loading') this.again();
    else if (this.more === 'loading') {
      this.more = 'idle';
      void this.findMore();
    }
  }

  hostDisconnected() {
    this.#asking?.abort();
  }

  /** Forgets what was searched. */
  clear() {
    this.#asking?.abort();
    this.search = undefined;
    this.#set({ status: 'idle', people: [], projects: [], me: null, more: 'none' });
  }

  async find(search: ExpertSearch) {
    // Filters narrow the same list, which is left to look at meanwhile.
    const same = this.search?.q === search.q && this.search.for === search.for && this.status === 'ready';
    this.search = search;
    const client = this.#client.value;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#set({
      status: 'loading',
      error: undefined,
      me: null,
      ...(!same && { people: [], projects: [], more: 'none', corrected: null }),
    });
    if (!client) return;
    try {
      const page = await client.experts.search(search, { signal });
      if (signal.aborted) return;
      this.#next = page.next;
      this.#set({
        status: 'ready',
        people: page.items,
        facets: page.facets,
        projects: page.projects,
        corrected: page.corrected,
        more: page.next ? 'idle' : 'none',
      });
    } catch (error) {
      if (!signal.aborted) this.#set({ status: 'error', error, people: [], more: 'none' });
    }
  }

  /** What completes the search that is being typed. */
  suggest = (q: string, signal: AbortSignal) => this.#client.ask(({ experts }) => experts.suggest(q, { signal }));

  /** Communities of the viewer in which a question is asked best. */
  propose = async (q: string) => (await this.#client.ask(({ experts }) => experts.communities(q))).items;

  /** Answers why the viewer is, or is not, among the results. */
  async explainMe() {
    const client = this.#client.value;
    const { search } = this;
    if (!client || !search) return;
    const { me } = await client.experts.search({ ...search, why: 'me', limit: 1 });
    if (search === this.search && client === this.#client.value) this.#set({ me });
  }

  again = () => {
    if (this.search) void this.find(this.search);
  };

  async findMore() {
    const client = this.#client.value;
    const { search } = this;
    if (!client || !search || !this.#next || this.more === 'loading') return;
    const { signal } = (this.#asking = new AbortController());
    this.#set({ more: 'loading' });
    try {
      const page = await client.experts.search({ ...search, cursor: this.#next }, { signal });
      if (signal.aborted) return;
      const known = new Set(this.people.map(({ person }) => person.id));
      this.#next = page.next;
      this.#set({
        people: [...this.people, ...page.items.filter(({ person }) => !known.has(person.id))],
        more: page.next ? 'idle' : 'none',
      });
    } catch (error) {
      if (!signal.aborted) this.#set({ more: 'error', error });
    }
  }

  #set(
    values: Partial<Pick<this, 'status' | 'error' | 'people' | 'facets' | 'projects' | 'me' | 'corrected' | 'more'>>,
  ) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
