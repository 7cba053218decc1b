import type { Client } from '@parvis/client';
import type { Flag } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Live, clientContext, liveContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';

const pageSize = 10;
/** Most that one request answers. */
const most = 100;
/** Milliseconds in which several events are answered by one request. */
const pause = 300;

/** Everything that the viewer flagged, whatever became of it. Asked for when it is first shown. */
export class OwnFlagsController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #live: Follow<Live | undefined>;
  #ends: (() => void)[] = [];
  #soon: ReturnType<typeof setTimeout> | undefined;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  flags: readonly Flag[] = [];
  next: string | null = null;
  /** The flag that is being taken back. */
  withdrawing = '';
  /** What went wrong, and with which flag; none: with the earlier ones. */
  failure: { id: string; error: unknown } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        // Another client is another person.
        this.#set({ withdrawing: '' });
        if (this.status !== 'idle') void this.load();
      },
      () => this.status === 'loading' && this.#set({ status: 'error', error: notConnected }),
    );
    this.#live = new Follow(host, liveContext, () => this.hostConnected());
    host.addController(this);
  }

  hostConnected() {
    this.hostDisconnected();
    const live = this.#live?.value;
    if (!live) return;
    const soon = () => {
      this.#soon ??= setTimeout(() => {
        this.#soon = undefined;
        void this.#refresh();
      }, pause);
    };
    this.#ends = [
      live.onEvent({ event: ({ type }) => type.startsWith('flag.') && soon(), reset: soon }),
      live.onTick(() => this.#host.requestUpdate()),
    ];
  }

  hostDisconnected() {
    this.#ends.forEach((end) => end());
    this.#ends = [];
    clearTimeout(this.#soon);
    this.#soon = undefined;
  }

  show() {
    if (this.status === 'idle') void this.load();
  }

  async load() {
    this.#set({ status: 'loading', error: undefined, flags: [], next: null, failure: undefined });
    try {
      const { items, next } = await this.#client.ask(({ flags }) => flags.list({ limit: pageSize }));
      this.#set({ status: 'ready', flags: items, next });
    } catch (error) {
      this.#set({ status: 'error', error });
    }
  }

  /** Answers the first of the earlier ones. */
  async more(): Promise<Flag | undefined> {
    const cursor = this.next;
    if (!cursor) return undefined;
    try {
      const page = await this.#client.ask(({ flags }) => flags.list({ cursor, limit: pageSize }));
      const known = new Set(this.flags.map(({ id }) => id));
      const earlier = page.items.filter(({ id }) => !known.has(id));
      this.#set({ flags: [...this.flags, ...earlier], next: page.next, failure: undefined });
      return earlier[0];
    } catch (error) {
      this.#set({ failure: { id: '', error } });
      return undefined;
    }
  }

  /** Answers whether it was taken back. */
  async withdraw({ id, subject }: Flag): Promise<boolean> {
    if (this.withdrawing) return false;
    this.#set({ withdrawing: id, failure: undefined });
    try {
      const withdrawn = await this.#client.ask(({ flags }) => flags.withdraw(id));
      this.#set({ withdrawing: '', flags: this.flags.map((one) => (one.id === id ? withdrawn : one)) });
      if (subject.kind !== 'page') this.#live.value?.announce({ type: 'flag', id: subject.id, flag: null });
      return true;
    } catch (error) {
      this.#set({ withdrawing: '', failure: { id, error } });
      if ((error as { code?: string }).code === 'conflict') await this.#refresh();
      return false;
    }
  }

  /** The list again, as long as it was. */
  async #refresh() {
    if (this.status !== 'ready') return;
    try {
      const limit = Math.min(most, Math.max(pageSize, this.flags.length));
      const { items, next } = await this.#client.ask(({ flags }) => flags.list({ limit }));
      if (this.status !== 'ready') return;
      const fresh = new Set(items.map(({ id }) => id));
      const last = items.at(-1)?.createdAt ?? '';
      // What lies further back than one request reaches stays as it was.
      const further = this.flags.filter(({ id, createdAt }) => !fresh.has(id) && createdAt < last);
      this.#set({ flags: [...items, ...further], ...(further.length === 0 && { next }) });
    } catch {
      // The next event asks again; what is shown stays.
    }
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'flags' | 'next' | 'withdrawing' | 'failure'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
