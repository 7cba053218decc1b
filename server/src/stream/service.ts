/** One person's live stream: what concerns the audiences they hold at the moment each event passes. */
import type { StreamEvent } from '@parvis/contracts';
import { type Position, readPosition, writePosition } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Viewer, holds } from '../kernel/viewer/index.ts';

/** Streams of one person at once: a page has one, so this is pages open. */
const streamsPerPerson = 20;
/** Events that are made up for after a pause; with more, everything is read anew. */
const mostMissed = 500;

/** Either an event, or the word that the position is lost and everything must be read anew. */
export type Message = { event: StreamEvent } | { reset: string };

export type Streams = {
  open(
    viewer: Viewer,
    userName: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Message>>;
};

export function createStreams({ relay, standings }: Kernel): Streams {
  const perPerson = new Map<string, number>();

  return {
    async open(viewer, userName, lastEventId, signal) {
      const already = perPerson.get(viewer.person) ?? 0;
      if (already >= streamsPerPerson)
        throw new Failure('rate-limited', `You have ${already} streams open. Close some pages.`, { retryAfter: 30 });
      perPerson.set(viewer.person, already + 1);

      const queue: Message[] = [];
      let wake: () => void = () => {};
      const push = (message: Message): void => {
        // A reader too slow for its queue is told to start anew instead of being remembered without bound.
        if (queue.length >= mostMissed) queue.splice(0, queue.length, { reset: writePosition(relay.position()) });
        else queue.push(message);
        wake();
      };
      // Held against the standing of now, not of the start: losing membership ends the stream of what it gave.
      let judging: Promise<void> = Promise.resolve();
      const unsubscribe = relay.subscribe(({ audience, event }) => {
        judging = judging.then(async () => {
          const current = await standings.find(userName).catch(() => undefined);
          if (current && holds(current, audience)) push({ event });
        });
      });
      const close = (): void => {
        unsubscribe();
        const left = (perPerson.get(viewer.person) ?? 1) - 1;
        if (left > 0) perPerson.set(viewer.person, left);
        else perPerson.delete(viewer.person);
        wake();
      };
      signal.addEventListener('abort', close, { once: true });

      const from = relay.position();
      const missed = await catchUp(viewer, lastEventId).catch((error: unknown) => {
        close();
        throw error;
      });
      queue.unshift(...missed, ...(missed.length === 0 && !lastEventId ? [{ reset: writePosition(from) }] : []));

      return (async function* () {
        const told = new Set<string>();
        for (;;) {
          for (let message = queue.shift(); message; message = queue.shift()) {
            // What was caught up with and what arrived meanwhile overlap.
            if ('event' in message) {
              if (told.has(message.event.id)) continue;
              told.add(message.event.id);
              if (told.size > 2 * mostMissed) told.delete(told.values().next().value!);
            }
            yield message;
          }
          if (signal.aborted) return;
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (queue.length > 0 || signal.aborted) resolve();
          });
        }
      })();
    },
  };

  async function catchUp(viewer: Viewer, lastEventId: string | undefined): Promise<Message[]> {
    if (lastEventId === undefined) return [];
    const position: Position | undefined = readPosition(lastEventId);
    const missed = position && (await relay.missed(position, viewer.audiences, mostMissed));
    return missed ? missed.map(({ event }) => ({ event })) : [{ reset: writePosition(relay.position()) }];
  }
}
