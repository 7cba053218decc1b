import type { StreamEvent } from '@parvis/contracts';
import type { Line } from './line.ts';
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
  /** Waits until the page has time for it. */
  calm: () => Promise<void>;
};

const usual: StreamTimes = { backoff: 1_000, longestBackoff: 60_000, silence: 60_000, calm: async () => {} };

/**
 * The live events that concern the viewer: one connection however many listeners, open while there are any and nobody
 * paused it, resumed where it stopped. What it takes to connect is loaded once the page is drawn.
 */
export class EventStream {
  readonly #line: Line;
  readonly #transport: () => Promise<Transport>;
  readonly #times: StreamTimes;
  readonly #listeners = new Set<StreamListener>();
  readonly #place: { position?: string } = {};
  #paused = false;
  #running: AbortController | undefined;

  constructor(line: Line, transport: () => Promise<Transport>, times: Partial<StreamTimes> = {}) {
    this.#line = line;
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
    const { signal } = running;
    try {
      // What the page shows comes first. It also says where the stream must start so that nothing falls between the two.
      await this.#line.settled();
      await this.#times.calm();
      if (signal.aborted) return;
      const [{ keepConnected }, transport] = await Promise.all([import('./stream-connection.ts'), this.#transport()]);
      await keepConnected(transport, this.#line.readAt, this.#times, this.#place, tell, signal);
    } catch {
      // The code did not arrive: whoever listens next, or the page when it is shown again, asks for it again.
      if (this.#running === running) this.#running = undefined;
    }
  }
}
