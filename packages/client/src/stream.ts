import type { StreamEvent } from '@parvis/contracts';
import type { EventType } from '@parvis/contracts/tables';
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
 * paused it, resumed where it stopped.
 */
export class EventStream {
  readonly #transport: Transport;
  readonly #times: StreamTimes;
  readonly #listeners = new Set<StreamListener>();
  #position: string | undefined;
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
    if (wanted && !this.#running) {
      this.#running = new AbortController();
      void this.#run(this.#running.signal);
    } else if (!wanted && this.#running) {
      this.#running.abort();
      this.#running = undefined;
    }
  }

  async #run(signal: AbortSignal) {
    let tries = 0;
    let base = this.#times.backoff;
    while (!signal.aborted) {
      try {
        const response = await this.#connect(signal);
        tries = 0;
        await this.#read(response, signal, (milliseconds) => (base = milliseconds));
      } catch {
        // Whatever ended it, the next try tells whether it lasts.
      }
      if (signal.aborted) return;
      // Full jitter: a server that restarts is not met by every page at once.
      const longest = Math.min(this.#times.longestBackoff, base * 2 ** tries++);
      await pause(longest * (0.5 + Math.random() / 2), signal);
    }
  }

  #connect(signal: AbortSignal) {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (this.#position) headers['Last-Event-ID'] = this.#position;
    return this.#transport.open('openStream', { headers, cache: 'no-store', signal }, {}, signal);
  }

  async #read(response: Response, signal: AbortSignal, onRetry: (milliseconds: number) => void) {
    // Loaded with the first connection: what is read on the page is drawn without it.
    const { createParser } = await import('eventsource-parser');
    if (!response.body || signal.aborted) return;
    const parser = createParser({
      onRetry,
      onEvent: ({ id, event, data }) => {
        if (id) this.#position = id;
        if (event === 'reset') this.#tell((listener) => listener.reset?.());
        else if (event?.includes('.')) this.#announce(event as EventType, data);
      },
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const stop = () => void reader.cancel().catch(() => {});
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (;;) {
        silence = setTimeout(stop, this.#times.silence);
        const { done, value } = await reader.read();
        clearTimeout(silence);
        if (done) return;
        parser.feed(value);
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', stop);
    }
  }

  #announce(type: EventType, data: string) {
    let event: StreamEvent;
    try {
      event = JSON.parse(data) as StreamEvent;
    } catch {
      return;
    }
    this.#tell((listener) => listener.event?.({ ...event, type }));
  }

  #tell(say: (listener: StreamListener) => void) {
    for (const listener of [...this.#listeners]) say(listener);
  }
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
