import type { Client } from '@parvis/client';
import type { FeedKey, FeedKeyList } from '@parvis/contracts';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';

/** The viewer's keys for their own tools. Nothing is asked for before somebody wants to see them. */
export class FeedKeysController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  #key: string | undefined;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  list: FeedKeyList | undefined;
  /** What was made last: the only time that it says itself. */
  made: FeedKey | undefined;
  busy = false;
  failed: unknown;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person; who has it open already sees the keys of that one.
      const open = this.status !== 'idle';
      this.#set({ status: 'idle', list: undefined, made: undefined, failed: undefined, busy: false });
      this.#key = undefined;
      if (open) void this.load();
    });
    this.#viewer = new Follow(host, viewerContext);
    new Hearing(host, { event: ({ type }) => type.startsWith('key.'), again: () => this.load({ quietly: true }) });
  }

  /** Where the API is, as readers' tools reach it. */
  get api() {
    return this.#viewer.value?.api ?? '';
  }

  async load({ quietly = false } = {}) {
    if (quietly && this.status !== 'ready') return;
    if (!quietly) this.#set({ status: 'loading', error: undefined });
    try {
      const list = await this.#client.ask(({ feedKeys }) => feedKeys.list());
      this.#set({ status: 'ready', list });
    } catch (error) {
      if (!quietly) this.#set({ status: 'error', error });
    }
  }

  /** Answers whether it was made. */
  async make(name: string): Promise<boolean> {
    if (this.busy) return false;
    this.#set({ busy: true, failed: undefined, made: undefined });
    try {
      this.#key ??= this.#client.value!.newKey();
      const idempotencyKey = this.#key;
      const made = await this.#client.ask(({ feedKeys }) => feedKeys.create({ name }, { idempotencyKey }));
      this.#key = undefined;
      this.#set({ made });
      await this.load({ quietly: true });
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== 'network') this.#key = undefined;
      this.#set({ failed: error });
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  async revoke(id: string) {
    this.#set({ failed: undefined });
    try {
      await this.#client.ask(({ feedKeys }) => feedKeys.delete(id));
      if (this.made?.id === id) this.#set({ made: undefined });
    } catch (error) {
      if ((error as { code?: string }).code !== 'not-found') this.#set({ failed: error });
    }
    await this.load({ quietly: true });
  }

  forget() {
    this.#set({ made: undefined, failed: undefined });
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'list' | 'made' | 'busy' | 'failed'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
