import type { StreamEvent } from '@parvis/contracts';
import type { Transport } from './transport.ts';

export type StreamListener = {
  event?: (event: StreamEvent) => void;
  /** The position is too old to resume from: what is shown may be behind, ask for it again. */
  reset?: () => void;
};

export type StreamTimes = {
  /** Milliseconds before the first new try; doubled for each further one. */
  backoff: number;
  longestBackoff: number;
  /** Milliseconds of silence (the server's heartbeat counts as sound) after which the line counts as dead. */
  silence: number;
};

const usual: StreamTimes = { backoff: 1_000, longestBackoff: 60_000, silence: 60_000 };

/**
 * The live events that concern the viewer: one connection however many listeners, open while there are any and nobody
 * paused it, resumed where it stopped. What it takes to connect is loaded with the first listener, so that a page is
 * drawn without it.
 */
export class EventStream {
  readonly #transport: Transport;
  readonly #times: StreamTimes;
  readonly #listeners = new Set<StreamListener>();
  readonly #place: { position?: string } = {};
  #paused = false;
  #running: AbortController | undefined;

  constructor(transport: Transport, times: Partial<StreamTimes> = {}) {
    this.#transport = transport;
    this.#times = { ...usual, ...times };
  }

  /** Gives back what ends the subscription. */
  subscribe(listener: StreamListener): () => void {
    this.#listeners.add(listener);
    this.#update();
    return () => {
      this.#listeners.delete(listener);
      this.#update();
    };
  }

  /** Closes the connection until `resume`; used while the page is hidden. */
  pause() {
    this.#paused = true;
    this.#update();
  }

  resume() {
    this.#paused = false;
    this.#update();
  }

  #update() {
    const wanted = !this.#paused && this.#listeners.size > 0;
    if (wanted && !this.#running) void this.#run((this.#running = new AbortController()));
    else if (!wanted && this.#running) {
      this.#running.abort();
      this.#running = undefined;
    }
  }

  async #run(running: AbortController) {
    const tell = (say: (listener: StreamListener) => void) => [...this.#listeners].forEach(say);
    try {
      const { keepConnected } = await import('./stream-connection.ts');
      await keepConnected(this.#transport, this.#times, this.#place, tell, running.signal);
    } catch {
      // The code did not arrive: whoever listens next, or the page when it is shown again, asks for it again.
      if (this.#running === running) this.#running = undefined;
    }
  }
}
