import type { Client } from '@parvis/client';
import type { StatementOfReasons } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Live, clientContext, liveContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';

const pageSize = 10;
/** Milliseconds in which several events are answered by one request. */
const pause = 300;

/** What was decided about what the viewer wrote, and what they say to it. Asked for when it is first shown. */
export class StatementsController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #live: Follow<Live | undefined>;
  #ends: (() => void)[] = [];
  #soon: ReturnType<typeof setTimeout> | undefined;
  #subject = '';

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  statements: readonly StatementOfReasons[] = [];
  next: string | null = null;
  /** The one that something is done about. */
  busy = '';
  failure: { id: string; error: unknown } | undefined;
  /** What is being written, by the statement that it answers; kept while the page is open. */
  readonly drafts = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        // Another client is another person.
        this.drafts.clear();
        this.#set({ busy: '' });
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
        if (this.status === 'ready') void this.#refresh();
      }, pause);
    };
    this.#ends = [
      live.onEvent({ event: ({ type }) => type.startsWith('statement.') && soon(), reset: soon }),
      live.onTick(() => this.#host.requestUpdate()),
    ];
  }

  hostDisconnected() {
    this.#ends.forEach((end) => end());
    this.#ends = [];
    clearTimeout(this.#soon);
    this.#soon = undefined;
  }

  /** Only what is about this. */
  of(subject: string) {
    this.#subject = subject;
    return this.load();
  }

  show() {
    if (this.status === 'idle') void this.load();
  }

  get #about() {
    return this.#subject ? { subject: this.#subject } : {};
  }

  async load() {
    const subject = this.#subject;
    this.#set({ status: 'loading', error: undefined, statements: [], next: null, failure: undefined });
    try {
      const { items, next } = await this.#client.ask(({ statements }) =>
        statements.list({ limit: pageSize, ...this.#about }),
      );
      if (subject === this.#subject) this.#set({ status: 'ready', statements: items, next });
    } catch (error) {
      if (subject === this.#subject) this.#set({ status: 'error', error });
    }
  }

  async more() {
    const cursor = this.next;
    if (!cursor) return;
    try {
      const page = await this.#client.ask(({ statements }) =>
        statements.list({ cursor, limit: pageSize, ...this.#about }),
      );
      this.#set({ statements: [...this.statements, ...page.items], next: page.next, failure: undefined });
    } catch (error) {
      this.#set({ failure: { id: '', error } });
    }
  }

  acknowledge = (id: string) => this.#do(id, ({ statements }) => statements.acknowledge(id));
  answer = (id: string, text: string) => this.#do(id, ({ statements }) => statements.answer(id, { text }));
  appeal = (id: string, text: string) => this.#do(id, ({ statements }) => statements.appeal(id, { text }));

  /** Answers whether it was done. */
  async #do(id: string, deed: (client: Client) => Promise<StatementOfReasons>): Promise<boolean> {
    if (this.busy) return false;
    this.#set({ busy: id, failure: undefined });
    try {
      const changed = await this.#client.ask(deed);
      this.drafts.delete(id);
      this.#set({ busy: '', statements: this.statements.map((one) => (one.id === id ? changed : one)) });
      return true;
    } catch (error) {
      this.#set({ busy: '', failure: { id, error } });
      if ((error as { code?: string }).code === 'conflict') await this.#refresh();
      return false;
    }
  }

  async #refresh() {
    const subject = this.#subject;
    try {
      const limit = Math.min(100, Math.max(pageSize, this.statements.length));
      const { items, next } = await this.#client.ask(({ statements }) => statements.list({ limit, ...this.#about }));
      if (subject === this.#subject) this.#set({ statements: items, next });
    } catch {
      // The next event asks again; what is shown stays.
    }
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'statements' | 'next' | 'busy' | 'failure'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
