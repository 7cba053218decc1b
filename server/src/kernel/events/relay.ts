/**
 * Carries events from the database to the open streams of this process. A notification says that there is something;
 * the events are then read in the order (transaction, id), below the oldest transaction still running, because only
 * that order is the same for every reader (PostgreSQL documentation, "Snapshot functions").
 *
 * An event is passed on once its own notification was heard, and no sooner: notifications arrive in the order of
 * commits, so every change of somebody's standing that was committed before the event has then been heard too, and
 * nobody is told what they no longer hold.
 */
import type { StreamEvent } from '@parvis/contracts';
import type { Database } from '../database/index.ts';
import type { Standings } from '../viewer/index.ts';
import { createEcho } from './echo.ts';
import { type Positions, createPositions } from './position.ts';
import {
  type EventRow,
  type Position,
  currentPosition,
  keepKey,
  readAfter,
  readMissed,
  readNewest,
  readPending,
  isPast,
  sendMark,
  takeSnapshot,
} from './store.ts';

/** An event with the audience it is for. */
export type Relayed = { audience: number; actor: string | null; event: StreamEvent };
export type Listener = (relayed: Relayed) => void;

const batchSize = 500;
/**
 * Milliseconds before looking again for an event that was announced while an older transaction was still running; twice
 * as long each time, up to the longest.
 */
const settleDelay = { first: 20, longest: 1_000 };
/** Milliseconds between two readings of events: under load many come with each. */
const pace = 10;

export type Relay = {
  subscribe(listener: Listener): () => void;
  /** An import changed what nobody is told of one by one: whatever is shown may be another thing now. */
  onAnew(listener: () => void): () => void;
  /**
   * What somebody who holds `audiences` missed since `position`, oldest first. Undefined when the position is of another
   * database or more than `most` events ago: then everything must be read anew.
   */
  missed(position: Position, audiences: readonly number[], most: number): Promise<Relayed[] | undefined>;
  /** Where a stream that starts now begins. */
  position(): Position;
  positions: Positions;
  /**
   * The newest transaction that told these audiences of something, as far as has been heard here; '' for none. What is
   * read from the database afterwards is as new or newer. Undefined while nothing is heard.
   */
  newest(audiences: readonly number[]): Promise<string> | string | undefined;
  /** The same for little, where it is known without asking the database. */
  known(audiences: readonly number[]): string | undefined;
  /** This process has written something: until it is heard of, `newest` is behind it. */
  wrote(): void;
  /** Whether `newest` is as new as the database, but for what another process wrote in the last milliseconds. */
  isSettled(): boolean;
  close(): Promise<void>;
};

export async function startRelay(
  database: Database,
  standings: Standings,
  warn: (error: unknown) => void,
): Promise<Relay> {
  const listeners = new Set<Listener>();
  let position = await currentPosition(database);
  const positions = createPositions(await keepKey(database, crypto.getRandomValues(new Uint8Array(32))));
  const relay = (row: EventRow): Relayed[] =>
    row.audience_id === null
      ? []
      : [{ audience: row.audience_id, actor: row.actor_id, event: toStreamEvent(row, positions.write(row)) }];
  /** Heard of and not passed on yet. */
  const announced = new Set<number>();
  /** What was committed before hearing began: no notification will come for it. */
  let before: string | undefined;
  /** Whether all of that has been passed on: some of it may wait for an older transaction that is still running. */
  let caughtUp = false;
  let pumping: Promise<void> | undefined;
  let again = false;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let delay = settleDelay.first;
  let closed = false;
  /** By audience; null: everybody. Numbers of transactions grow by fewer than 2⁵³ in the life of a database. */
  const newest = new Map<number | null, number>();
  let current = false;
  const beginners = new Set<() => void>();
  /** Changes whenever `newest` does. */
  let generation = 0;
  /** What was answered last for a list of audiences: the same lists are asked about over and over. */
  const answered = new WeakMap<readonly number[], { generation: number; newest: string }>();
  const marks = `parvis_echo_${crypto.getRandomValues(new Uint32Array(3)).join('_')}`;
  const echo = createEcho((mark) => sendMark(database, marks, mark));
  /** Another one whenever hearing begins or ends. */
  let era = 0;

  const note = (audience: number | null, tx: number): void => {
    newest.set(audience, Math.max(newest.get(audience) ?? 0, tx));
    generation += 1;
  };
  const known = (audiences: readonly number[]): string | undefined => {
    if (!current) return undefined;
    const last = answered.get(audiences);
    if (last?.generation === generation) return last.newest;
    if (!newest.has(null) || !audiences.every((audience) => newest.has(audience))) return undefined;
    const found = newestOf(audiences);
    answered.set(audiences, { generation, newest: found });
    return found;
  };
  const newestOf = (audiences: readonly number[]): string => {
    let found = newest.get(null) ?? 0;
    for (const audience of audiences) {
      const tx = newest.get(audience);
      if (tx !== undefined && tx > found) found = tx;
    }
    return found === 0 ? '' : String(found);
  };

  const drain = async (): Promise<void> => {
    const started = era;
    const snapshot = before ?? (await takeSnapshot(database));
    // Lost and found again meanwhile: what was said in between is in no snapshot yet.
    if (started !== era) return;
    before = snapshot;
    const complete = caughtUp || (await isPast(database, snapshot));
    if (started === era) caughtUp = complete;
    for (;;) {
      const rows = await readAfter(database, position, batchSize, snapshot);
      for (const row of rows) {
        if (!row.known && !announced.has(row.id)) return;
        announced.delete(row.id);
        position = { tx: row.tx, id: row.id };
        delay = settleDelay.first;
        if (row.audience_id !== null || concernsEverybody(row)) note(row.audience_id, Number(row.tx));
        for (const relayed of relay(row)) for (const listener of listeners) listener(relayed);
        if (concernsEverybody(row)) for (const begin of beginners) begin();
      }
      if (rows.length < batchSize) break;
    }
    if (started === era) current = complete;
    // What hearing began with may be announced after it was passed on: only what is still to come is waited for.
    const asked = [...announced];
    if (asked.length === 0) return;
    const pending = new Set(await readPending(database, position, asked));
    for (const id of asked) if (!pending.has(id)) announced.delete(id);
  };
  const pump = (): void => {
    if (closed) return;
    if (pumping) {
      again = true;
      return;
    }
    clearTimeout(settle);
    pumping = drain()
      .catch((error: unknown) => {
        if (!closed) warn(error);
      })
      .then(() => rest(pace))
      .finally(() => {
        pumping = undefined;
        if (again) {
          again = false;
          pump();
        } else if (!closed && (announced.size > 0 || before === undefined || !caughtUp)) {
          settle = setTimeout(pump, delay);
          delay = Math.min(2 * delay, settleDelay.longest);
        }
      });
  };

  const stop = await database.listen(['parvis_event', 'parvis_standing', marks], {
    heard(channel, payload) {
      if (channel === marks) return echo.heard(payload);
      if (channel === 'parvis_standing') {
        if (payload === '*') standings.forgetAll();
        else standings.forget(payload);
        return;
      }
      announced.add(Number(payload));
      pump();
    },
    hearing() {
      standings.remember(true);
      echo.begin();
      era += 1;
      before = undefined;
      caughtUp = false;
      pump();
    },
    deaf() {
      standings.remember(false);
      era += 1;
      current = false;
      newest.clear();
      generation += 1;
    },
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onAnew(listener) {
      beginners.add(listener);
      return () => beginners.delete(listener);
    },
    async missed(from, audiences, most) {
      const rows = await readMissed(database, from, audiences, most + 1);
      return rows && rows.length <= most ? rows.flatMap(relay) : undefined;
    },
    position: () => position,
    positions,
    wrote: echo.wrote,
    isSettled: () => current && announced.size === 0 && echo.isHeard(),
    known,
    newest(audiences) {
      if (!current) return undefined;
      const told = known(audiences);
      if (told !== undefined) return told;
      const unknown = [null, ...audiences].filter((audience) => !newest.has(audience));
      return readNewest(database, unknown).then((rows) => {
        for (const { audience, tx } of rows) note(audience, Number(tx));
        return newestOf(audiences);
      });
    },
    async close() {
      closed = true;
      echo.close();
      clearTimeout(settle);
      await stop();
      await pumping;
    },
  };
}

const concernsEverybody = ({ type }: EventRow): boolean => type === 'import.completed';

const rest = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function toStreamEvent(row: EventRow, id: string): StreamEvent {
  return {
    id,
    type: row.type as StreamEvent['type'],
    at: row.at.toISOString(),
    subject: { kind: row.subject_kind as StreamEvent['subject']['kind'], id: row.subject_id },
    ...(row.post_id && { post: row.post_id }),
    ...(row.community_id && { community: row.community_id }),
    ...(row.actor_id && !isNameless(row) && { actor: row.actor_id }),
    ...(row.data as Pick<StreamEvent, 'kind' | 'tags' | 'page' | 'flags'>),
  };
}

/** Who flags and who handles a case is told to nobody; of reactions, everybody is told how many there are and not whose. */
const isNameless = ({ type, subject_kind }: EventRow): boolean =>
  ['flag', 'case'].includes(subject_kind) || type.startsWith('reaction.');
