/** One person's live stream: what concerns the audiences they hold at the moment each event passes. */
import type { StreamEvent } from '@parvis/contracts';
import type { Position } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Identity, type Viewer, holds, speaksFor } from '../kernel/viewer/index.ts';

/** Streams of one person at once: a page has one, so this is pages open. */
const streamsPerPerson = 20;
/** Events that are made up for after a pause; with more, everything is read anew. */
const mostMissed = 500;
/** Milliseconds between signs of life: below the idle limit of the usual proxies (60 s). */
const heartbeat = 25_000;
/** Milliseconds after which a stream ends and the page opens another, with a fresh token. */
const longest = 30 * 60_000;

/** An event; or the word that the position is lost and everything must be read anew; or a sign of life. */
export type Message = { event: StreamEvent } | { reset: string } | { alive: true };

export type Streams = {
  /**
   * Ends by itself when the token expires, when the person is no longer active or no longer one that the token's issuer
   * may speak for, and after half an hour; and at once when `signal` is aborted.
   */
  open(
    viewer: Viewer,
    identity: Identity,
    lastEventId: string | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Message>>;
};

export function createStreams({ relay, standings, now }: Kernel): Streams {
  const perPerson = new Map<string, number>();

  return {
    async open(viewer, identity, lastEventId, signal) {
      const { userName, expires } = identity;
      const already = perPerson.get(viewer.person) ?? 0;
      if (already >= streamsPerPerson)
        throw new Failure('rate-limited', `You have ${already} streams open. Close some pages.`, { retryAfter: 30 });
      perPerson.set(viewer.person, already + 1);

      let over = false;
      const queue: Message[] = [];
      let wake: () => void = () => {};
      const push = (message: Message): void => {
        // A reader too slow for its queue is told to start anew instead of being remembered without bound.
        if (queue.length >= mostMissed)
          queue.splice(0, queue.length, { reset: relay.positions.writeFresh(relay.position()) });
        else queue.push(message);
        wake();
      };

      // Held against the standing of now, not of the start: losing membership ends the stream of what it gave.
      let judging: Promise<void> = Promise.resolve();
      const judge = (decide: (current: Viewer) => void): void => {
        judging = judging.then(async () => {
          if (over) return;
          if (now() >= expires) return end();
          try {
            // However long ago it was read: where changes are not heard of, no events are either.
            const current = await standings.find(userName, Infinity);
            if (!current || !speaksFor(identity, current)) return end();
            decide(current);
          } catch {
            // Whether they may know it cannot be told now: what was missed is read anew.
            push({ reset: relay.positions.writeFresh(relay.position()) });
          }
        });
      };
      const unsubscribe = relay.subscribe(({ audience, event }) =>
        judge((current) => {
          if (holds(current, audience)) push({ event });
        }),
      );
      // Its single changes are nobody's news: whoever looks at something reads it anew.
      const neverAnew = relay.onAnew(() => judge(() => push({ reset: relay.positions.writeFresh(relay.position()) })));
      const beat = setInterval(
        () =>
          judge(() => {
            if (queue.length === 0) push({ alive: true });
          }),
        heartbeat,
      );
      const end = (): void => {
        if (over) return;
        over = true;
        unsubscribe();
        neverAnew();
        clearInterval(beat);
        clearTimeout(limit);
        const left = (perPerson.get(viewer.person) ?? 1) - 1;
        if (left > 0) perPerson.set(viewer.person, left);
        else perPerson.delete(viewer.person);
        wake();
      };
      const limit = setTimeout(end, Math.max(0, Math.min(longest, expires.getTime() - now().getTime())));
      signal.addEventListener('abort', end, { once: true });

      const from = relay.position();
      const missed = await catchUp(viewer, lastEventId).catch((error: unknown) => {
        end();
        throw error;
      });
      queue.unshift(
        ...missed,
        ...(missed.length === 0 && !lastEventId ? [{ reset: relay.positions.writeFresh(from) }] : []),
      );

      return (async function* () {
        try {
          const told = new Set<string>();
          for (;;) {
            for (let message = queue.shift(); message && !over; message = queue.shift()) {
              // What was caught up with and what arrived meanwhile overlap.
              if ('event' in message) {
                if (told.has(message.event.id)) continue;
                told.add(message.event.id);
                if (told.size > 2 * mostMissed) told.delete(told.values().next().value!);
              }
              yield message;
            }
            if (over) return;
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (queue.length > 0 || over) resolve();
            });
          }
        } finally {
          end();
        }
      })();
    },
  };

  async function catchUp(viewer: Viewer, lastEventId: string | undefined): Promise<Message[]> {
    if (lastEventId === undefined) return [];
    const position = earliest(lastEventId.split(',').slice(0, mostPositions).map(relay.positions.read));
    const here = relay.position();
    // The page was read a moment ago, and nothing has happened since: nothing need be asked.
    if (position && position.tx === here.tx && position.id === here.id) return [];
    const missed = position && (await relay.missed(position, viewer.audiences, mostMissed));
    return missed ? missed.map(({ event }) => ({ event })) : [{ reset: relay.positions.writeFresh(relay.position()) }];
  }
}

/** A page that has just been read names the place of each thing it read. */
const mostPositions = 8;

/** The first in the order of events; undefined when one of them is no place. */
function earliest(positions: readonly (Position | undefined)[]): Position | undefined {
  let first: Position | undefined;
  for (const one of positions) {
    if (!one) return undefined;
    const [tx, before] = [Number(one.tx), Number(first?.tx ?? Infinity)];
    if (tx < before || (tx === before && one.id < first!.id)) first = one;
  }
  return first;
}
