import type { Client } from '@parvis/client';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

/** Something that is had at an address which counts for some minutes. */
export type Addressed = { id: string; url: string; expiresAt: string };

/** Milliseconds for which a new address is used, whatever the clock of this machine says: it counts for five minutes. */
const fresh = 4 * 60_000;
/** Milliseconds before its end from which an address is no longer used. */
const margin = 5_000;

type Known = { url: string | undefined; at: number; failed: boolean };

/** Addresses of images and files: those that came with a post, and new ones once these have ended. */
export class AddressesController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<string | undefined>>();
  /** Changes whenever any address has. */
  version = 1;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      this.#known.clear();
      this.#asking.clear();
      this.#change();
    });
    host.addController(this);
  }

  hostConnected() {
    // What is needed is asked for when it is drawn.
  }

  /** Where it is had now; undefined while a new address is asked for, and where there is none. */
  of(thing: Addressed): string | undefined {
    const known = this.#known.get(thing.id);
    if (known?.failed) return undefined;
    if (known && performance.now() - known.at < fresh) return known.url;
    if (!known && Date.parse(thing.expiresAt) - Date.now() > margin) return this.#client.value?.addressOf(thing.url);
    void this.renew(thing);
    return undefined;
  }

  /** Whether it cannot be had. */
  isGone({ id }: Addressed): boolean {
    return this.#known.get(id)?.failed ?? false;
  }

  /** The image did not come: asks for another address, once. */
  async fail(thing: Addressed) {
    const known = this.#known.get(thing.id);
    if (known && performance.now() - known.at < fresh) this.#keep(thing.id, undefined);
    else await this.renew(thing);
  }

  /** Asks for a new address, and answers it. */
  renew({ id }: Addressed): Promise<string | undefined> {
    const asking = this.#asking.get(id);
    if (asking) return asking;
    const asked = this.#client
      .ask(async ({ attachments, addressOf }) => addressOf((await attachments.get(id)).url))
      .catch(() => undefined)
      .then((url) => {
        this.#asking.delete(id);
        this.#keep(id, url);
        return url;
      });
    this.#asking.set(id, asked);
    return asked;
  }

  #keep(id: string, url: string | undefined) {
    this.#known.set(id, { url, at: performance.now(), failed: !url });
    this.#change();
  }

  #change() {
    this.version += 1;
    this.#host.requestUpdate();
  }
}
