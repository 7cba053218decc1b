import type { Client } from '@parvis/client';
import type { Confirmation, PeopleQuery, PersonSummary, Surroundings } from '@parvis/contracts';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

type List = {
  status: 'loading' | 'ready' | 'error';
  items: readonly PersonSummary[];
  next: string | null;
  error?: unknown;
};
const nothingYet: List = { status: 'loading', items: [], next: null };
/** What people share. */
export type Property = Pick<PeopleQuery, 'site' | 'unit' | 'skill' | 'manager'>;

/** What is around one person, and who shares something with them: asked for when it is shown. */
export class SurroundingsController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  #id = '';
  #parts = '';
  #property: Property | undefined;

  found: Surroundings | undefined;
  error: unknown;
  /** Skills whose confirmation failed, with why. */
  failed: Readonly<Record<string, unknown>> = {};
  list = nothingYet;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person, who may not see what the first one did.
      Object.assign(this, { found: undefined, failed: {}, list: nothingYet });
      void this.#load();
      void this.#list();
    });
    this.#viewer = new Follow(host, viewerContext);
    new Hearing(host, {
      event: ({ type, subject }) => subject.id === this.#id && /^(person|skill)\./.test(type),
      again: () => this.#load(),
    });
  }

  /** Where the page shows a post; empty where it has no place for one. */
  get postUrl(): string {
    return this.#viewer.value?.postUrl ?? '';
  }

  show(id: string, parts: string) {
    if (id === this.#id && parts === this.#parts) return;
    if (id !== this.#id) Object.assign(this, { found: undefined, failed: {} });
    this.#id = id;
    this.#parts = parts;
    void this.#load();
  }

  reload = () => void this.#load();

  async #load() {
    const [id, parts] = [this.#id, this.#parts];
    if (!id || !parts) return;
    this.error = undefined;
    try {
      const found = await this.#client.ask(({ people }) => people.surroundings(id, { parts }));
      if (id === this.#id && parts === this.#parts) this.#set({ found });
    } catch (error) {
      if (id === this.#id && !this.found) this.#set({ error });
    }
  }

  /** Shows at once that the viewer confirms a skill, or no longer does; puts it back where that fails. */
  async confirm(skill: string, on: boolean) {
    const id = this.#id;
    const show = (confirmation: Partial<Confirmation>) => {
      if (!this.found || id !== this.#id) return;
      const confirmations = this.found.confirmations.map((one) =>
        one.skill === skill ? { ...one, ...confirmation } : one,
      );
      this.#set({ found: { ...this.found, confirmations } });
    };
    this.#set({ failed: { ...this.failed, [skill]: undefined } });
    show({ confirmed: on });
    try {
      show(await this.#client.ask(({ people }) => people.confirm(id, skill, on)));
    } catch (error) {
      show({ confirmed: !on });
      this.#set({ failed: { ...this.failed, [skill]: error } });
    }
  }

  showList(property: Property | undefined) {
    if (JSON.stringify(property) === JSON.stringify(this.#property)) return;
    this.#property = property;
    this.list = nothingYet;
    void this.#list();
  }

  more = () => this.#list(this.list.next ?? undefined);

  async #list(cursor?: string) {
    const property = this.#property;
    if (!property) return;
    const before = cursor ? this.list.items : [];
    this.list = { ...this.list, status: 'loading' };
    try {
      const { items, next } = await this.#client.ask(({ people }) =>
        people.list({ ...property, limit: 20, ...(cursor && { cursor }) }),
      );
      if (property === this.#property) this.#set({ list: { status: 'ready', items: [...before, ...items], next } });
    } catch (error) {
      if (property === this.#property) this.#set({ list: { ...this.list, status: 'error', error } });
    }
  }

  #set(change: Partial<Pick<this, 'found' | 'error' | 'failed' | 'list'>>) {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
