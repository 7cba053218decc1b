import type { Client } from '@parvis/client';
import type { StatementOfReasons } from '@parvis/contracts';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';
import { Listing } from './listing.ts';

/** Statements that are asked for at a time. */
const pageSize = 10;

/** What was decided about what the viewer wrote, and what they say to it. Asked for when it is first shown. */
export class StatementsController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly list: Listing<StatementOfReasons>;
  #subject = '';

  /** The one that something is done about. */
  busy = '';
  /** What went wrong, and with which statement. */
  failure: { id: string; error: unknown } | undefined;
  /** What is being written, by what it does to which statement; kept while the page is open. */
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
        if (this.list && this.list.status !== 'idle') void this.load();
      },
      () => this.list.fail(notConnected),
    );
    this.list = new Listing({
      ask: ({ limit, from: cursor }) =>
        this.#client.ask(({ statements }) =>
          statements.list({
            limit,
            ...(cursor && { cursor }),
            ...(this.#subject && { subject: this.#subject }),
          }),
        ),
      key: ({ id }) => id,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    new Hearing(host, {
      event: ({ type }) => type.startsWith('statement.'),
      again: () => this.list.renew(),
      tick: () => host.requestUpdate(),
    });
  }

  /** Only what is about this. */
  of(subject: string) {
    this.#subject = subject;
    return this.load();
  }

  show() {
    if (this.list.status === 'idle') void this.load();
  }

  load() {
    this.failure = undefined;
    return this.list.load();
  }

  more() {
    return this.list.more();
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
      this.list.replace(changed);
      this.#set({ busy: '' });
      return true;
    } catch (error) {
      this.#set({ busy: '', failure: { id, error } });
      if ((error as { code?: string }).code === 'conflict') await this.list.renew();
      return false;
    }
  }

  #set(values: Partial<Pick<this, 'busy' | 'failure'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
