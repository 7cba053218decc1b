import type { ReactiveController } from 'lit';
import type { Host } from './follow.ts';

/** Whether the browser has a network, and the moment it has one again. */
export class OnlineController implements ReactiveController {
  readonly #host: Host;
  readonly #back: () => void;

  constructor(host: Host, back: () => void = () => {}) {
    this.#host = host;
    this.#back = back;
    host.addController(this);
  }

  get offline() {
    return !navigator.onLine;
  }

  hostConnected() {
    addEventListener('online', this.#changed);
    addEventListener('offline', this.#changed);
  }

  hostDisconnected() {
    removeEventListener('online', this.#changed);
    removeEventListener('offline', this.#changed);
  }

  #changed = (event: Event) => {
    this.#host.requestUpdate();
    if (event.type === 'online') this.#back();
  };
}
