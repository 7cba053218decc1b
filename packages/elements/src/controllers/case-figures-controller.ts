import type { Client } from '@parvis/client';
import type { CaseFigures } from '@parvis/contracts';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

/** What a year of cases adds up to, for one community or for what belongs to none. */
export class CaseFiguresController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #wanted: string | undefined;

  figures: CaseFigures | undefined;
  error: unknown;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      this.#wanted = undefined;
      this.#set({ figures: undefined, error: undefined });
    });
  }

  /** Asked for again whenever the figures are opened. */
  async load(community: string) {
    this.#wanted = community;
    this.#set({ figures: undefined, error: undefined });
    try {
      const figures = await this.#client.ask(({ cases }) => cases.figures(community ? { community } : {}));
      if (this.#wanted === community) this.#set({ figures });
    } catch (error) {
      if (this.#wanted === community) this.#set({ error });
    }
  }

  #set(values: Partial<Pick<this, 'figures' | 'error'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
