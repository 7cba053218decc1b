import type { Client } from '@parvis/client';
import type { Person } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Live, clientContext, liveContext } from '../contexts/index.ts';
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

/** Keeps what is shown of a person true while it is on the page: changes of the person, and the time of day. */
export class PersonLiveController implements ReactiveController {
  readonly #changed: () => void;
  readonly #concerns: (id: string) => boolean;
  readonly #tick: () => void;
  #live: Live | undefined;
  #ends: (() => void)[] = [];

  constructor(host: Host, given: { changed: () => void; concerns: (id: string) => boolean; tick: () => void }) {
    this.#changed = given.changed;
    this.#concerns = given.concerns;
    this.#tick = given.tick;
    host.addController(this);
    new Follow(host, liveContext, (live) => {
      this.#live = live;
      this.hostConnected();
    });
  }

  hostConnected() {
    this.hostDisconnected();
    const live = this.#live;
    if (!live) return;
    this.#ends = [
      live.onTick(this.#tick),
      // By what they and administrators write; by imports, which are told of as a whole.
      live.onEvent({
        event: ({ type, subject }) => {
          if (type === 'person.updated' && this.#concerns(subject.id)) this.#changed();
        },
        reset: this.#changed,
      }),
    ];
  }

  hostDisconnected() {
    this.#ends.forEach((end) => end());
    this.#ends = [];
  }
}
