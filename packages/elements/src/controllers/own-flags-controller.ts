import type { Client } from '@parvis/client';
import type { Flag } from '@parvis/contracts';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';
import { Listing } from './listing.ts';

/** Flags that are asked for at a time. */
const pageSize = 10;

/** Everything that the viewer flagged, whatever became of it. Asked for when it is first shown. */
export class OwnFlagsController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly list: Listing<Flag>;
  readonly #hearing: Hearing;

  /** The flag that is being taken back. */
  withdrawing = '';
  /** What went wrong, and with which flag. */
  failure: { id: string; error: unknown } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        // Another client is another person.
        this.#set({ withdrawing: '' });
        if (this.list && this.list.status !== 'idle') void this.load();
      },
      () => this.list.fail(notConnected),
    );
    this.list = new Listing({
      ask: ({ limit, from: cursor }) =>
        this.#client.ask(({ flags }) => flags.list({ limit, ...(cursor && { cursor }) })),
      key: ({ id }) => id,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    this.#hearing = new Hearing(host, {
      event: ({ type }) => type.startsWith('flag.'),
      again: () => this.list.renew(),
      tick: () => host.requestUpdate(),
    });
  }

  show() {
    if (this.list.status === 'idle') void this.load();
  }

  load() {
    this.failure = undefined;
    return this.list.load();
  }

  /** Answers the first of the earlier ones. */
  more(): Promise<Flag | undefined> {
    return this.list.more();
  }

  /** Answers whether it was taken back. */
  async withdraw({ id, subject }: Flag): Promise<boolean> {
    if (this.withdrawing) return false;
    this.#set({ withdrawing: id, failure: undefined });
    try {
      const withdrawn = await this.#client.ask(({ flags }) => flags.withdraw(id));
      this.list.replace(withdrawn);
      this.#set({ withdrawing: '' });
      if (subject.kind !== 'page') this.#hearing.live?.announce({ type: 'flag', id: subject.id, flag: null });
      return true;
    } catch (error) {
      this.#set({ withdrawing: '', failure: { id, error } });
      if ((error as { code?: string }).code === 'conflict') await this.list.renew();
      return false;
    }
  }

  #set(values: Partial<Pick<this, 'withdrawing' | 'failure'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
