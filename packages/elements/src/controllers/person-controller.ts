import type { Client } from '@parvis/client';
import type { Person } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';
import { peopleOf } from './people.ts';

/** One person, by id or user name: whoever shows the same one shares the request and hears of the same changes. */
export class PersonController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #id = '';
  #end: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
    this.#client = new Follow(host, clientContext, () => this.#watch());
  }

  hostConnected() {
    this.#watch();
  }

  hostDisconnected() {
    this.#end?.();
    this.#end = undefined;
  }

  /** Whom to show; nobody when empty. */
  show(id: string) {
    if (id === this.#id) return;
    this.#id = id;
    this.failed = undefined;
    this.#watch();
  }

  get #entry() {
    return this.#client.value && this.#id ? peopleOf(this.#client.value).entry(this.#id) : undefined;
  }
  get person(): Person | undefined {
    return this.#entry?.person;
  }
  /** Why there is nobody to show, once that is known. */
  get error(): unknown {
    return this.#entry?.asked ? undefined : this.#entry?.error;
  }

  renew = () => {
    if (!this.#client.value || !this.#id) return;
    void peopleOf(this.#client.value).ask(this.#id);
    this.#host.requestUpdate();
  };

  /** Why it could not be done that was asked for last. */
  failed: unknown;
  #following = false;

  async follow(on: boolean) {
    const client = this.#client.value;
    if (!client || this.#following) return;
    this.#following = true;
    this.failed = undefined;
    const id = this.#id;
    await peopleOf(client)
      .follow(id, on)
      .catch((error: unknown) => {
        if (id === this.#id) this.failed = error;
      });
    this.#following = false;
    this.#host.requestUpdate();
  }

  #watch() {
    this.hostDisconnected();
    if (!this.#client.value || !this.#id || !this.#host.isConnected) return;
    this.#end = peopleOf(this.#client.value).watch(this.#id, () => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }
}
