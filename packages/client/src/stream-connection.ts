import { createParser } from 'eventsource-parser';
import type { StreamEvent } from '@parvis/contracts';
import type { EventType } from '@parvis/contracts/tables';
import type { StreamListener, StreamTimes } from './stream.ts';
import type { Transport } from './transport.ts';

type Tell = (say: (listener: StreamListener) => void) => void;
/** Where to resume: the id of the last event. */
type Place = { position?: string };

/** Connects again and again until the signal ends it. */
export async function keepConnected(
  transport: Transport,
  readAt: readonly string[],
  times: StreamTimes,
  place: Place,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  let tries = 0;
  let base = times.backoff;
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      const after = place.position ?? readAt.join();
      if (after) headers['Last-Event-ID'] = after;
      const response = await transport.open('openStream', { headers, cache: 'no-store', signal }, {}, { signal });
      tries = 0;
      await read(response, times.silence, place, tell, signal, (milliseconds) => (base = milliseconds));
    } catch {
      // Whatever ended it, the next try tells whether it lasts.
    }
    if (signal.aborted) return;
    // Jitter: a server that restarts is not met by every page at once.
    const longest = Math.min(times.longestBackoff, base * 2 ** tries++);
    await pause(longest * (0.5 + Math.random() / 2), signal);
  }
}

async function read(
  response: Response,
  silence: number,
  place: Place,
  tell: Tell,
  signal: AbortSignal,
  onRetry: (milliseconds: number) => void,
) {
  if (!response.body) return;
  const parser = createParser({
    onRetry,
    onEvent: ({ id, event, data }) => {
      if (id) place.position = id;
      if (event === 'reset') tell((listener) => listener.reset?.());
      else if (event?.includes('.')) announce(event as EventType, data, tell);
    },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      quiet = setTimeout(stop, silence);
      const { done, value } = await reader.read();
      clearTimeout(quiet);
      if (done) return;
      parser.feed(value);
    }
  } finally {
    clearTimeout(quiet);
    signal.removeEventListener('abort', stop);
  }
}

function announce(type: EventType, data: string, tell: Tell) {
  let event: StreamEvent;
  try {
    event = JSON.parse(data) as StreamEvent;
  } catch {
    return;
  }
  // What names no subject is not an event of this API.
  if (!(event as StreamEvent | null)?.subject) return;
  tell((listener) => listener.event?.({ ...event, type }));
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
