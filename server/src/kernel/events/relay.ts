/**
 * Carries events from the database to the open streams of this process. A notification says that there is something;
 * the events are then read in the order (transaction, id), below the oldest transaction still running, because only
 * that order is the same for every reader (PostgreSQL documentation, "Snapshot functions").
 */
import { sql } from 'kysely';
import type { StreamEvent } from '@parvis/contracts';
import type { Database } from '../database/index.ts';
import type { Standings } from '../viewer/index.ts';

/** An event with the audience it is for. */
export type Relayed = { audience: number; actor: string | null; event: StreamEvent };
export type Position = { tx: string; id: number };
export type Listener = (relayed: Relayed) => void;

type EventRow = {
  id: number;
  tx: string;
  at: Date;
  type: string;
  actor_id: string | null;
  /** Null: for no stream, but read like the others, so that reading comes to its end. */
  audience_id: number | null;
  subject_kind: string;
  subject_id: string;
  post_id: string | null;
  community_id: string | null;
  data: Record<string, unknown>;
};

const batchSize = 500;
/** Milliseconds before looking again for an event that was announced while an older transaction was still running. */
const settleDelay = 50;

export type Relay = {
  subscribe(listener: Listener): () => void;
  /**
   * What somebody who holds `audiences` missed since `position`, oldest first. Undefined when the position is of another
   * database or more than `most` events ago: then everything must be read anew.
   */
  missed(position: Position, audiences: readonly number[], most: number): Promise<Relayed[] | undefined>;
  /** Where a stream that starts now begins. */
  position(): Position;
  close(): Promise<void>;
};

export async function startRelay(
  database: Database,
  standings: Standings,
  warn: (error: unknown) => void,
): Promise<Relay> {
  const listeners = new Set<Listener>();
  let position = await currentPosition(database);
  let newestAnnounced = 0;
  let pumping: Promise<void> | undefined;
  let again = false;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const drain = async (): Promise<void> => {
    for (;;) {
      const rows = await readAfter(database, position, batchSize);
      for (const row of rows) {
        position = { tx: row.tx, id: row.id };
        for (const relayed of relay(row)) for (const listener of listeners) listener(relayed);
      }
      if (rows.length < batchSize) return;
    }
  };
  const pump = (): void => {
    if (closed) return;
    if (pumping) {
      again = true;
      return;
    }
    pumping = drain()
      .catch(warn)
      .finally(() => {
        pumping = undefined;
        if (again) {
          again = false;
          pump();
        } else if (newestAnnounced > position.id && listeners.size > 0) {
          clearTimeout(settle);
          settle = setTimeout(pump, settleDelay);
        }
      });
  };

  const stop = await database.listen(
    ['parvis_event', 'parvis_standing'],
    (channel, payload) => {
      if (channel === 'parvis_standing') {
        if (payload === '*') standings.forgetAll();
        else standings.forget(payload);
        return;
      }
      newestAnnounced = Math.max(newestAnnounced, Number(payload));
      pump();
    },
    () => {
      standings.forgetAll();
      pump();
    },
  );

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async missed(from, audiences, most) {
      const rows = await readMissed(database, from, audiences, most + 1);
      return rows && rows.length <= most ? rows.flatMap(relay) : undefined;
    },
    position: () => position,
    async close() {
      closed = true;
      clearTimeout(settle);
      await stop();
      await pumping;
    },
  };
}

export const writePosition = ({ tx, id }: Position): string => `${tx}-${id}`;

export function readPosition(text: string): Position | undefined {
  const match = /^(\d{1,19})-(\d{1,15})$/.exec(text);
  return match ? { tx: match[1]!, id: Number(match[2]) } : undefined;
}

const currentPosition = (database: Database): Promise<Position> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ tx: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`.execute(tx);
    // Everything of older transactions is settled; of this one and newer ones nothing has been read yet.
    return { tx: rows[0]!.tx, id: 0 };
  });

const columns = sql`id, tx::text as tx, at, type, actor_id, audience_id, subject_kind, subject_id, post_id, community_id, data`;

const readAfter = (database: Database, { tx: after, id }: Position, most: number): Promise<EventRow[]> =>
  database.system(async (tx) => {
    const { rows } = await sql<EventRow>`
      select ${columns} from event
      where (tx, id) > (${after}::xid8, ${id}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by event.tx, event.id limit ${most}`.execute(tx);
    return rows;
  });

const readMissed = (
  database: Database,
  { tx: after, id }: Position,
  audiences: readonly number[],
  most: number,
): Promise<EventRow[] | undefined> =>
  database.system(async (tx) => {
    const { rows: known } = await sql<{ known: boolean }>`
      select ${after}::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) as known`.execute(tx);
    if (!known[0]?.known) return undefined;
    const { rows } = await sql<EventRow>`
      select ${columns} from event
      where (tx, id) > (${after}::xid8, ${id}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
        and audience_id = any (${`{${audiences.join(',')}}`}::int[])
      order by event.tx, event.id limit ${most}`.execute(tx);
    return rows;
  });

const relay = (row: EventRow): Relayed[] =>
  row.audience_id === null ? [] : [{ audience: row.audience_id, actor: row.actor_id, event: toStreamEvent(row) }];

function toStreamEvent(row: EventRow): StreamEvent {
  return {
    id: writePosition(row),
    type: row.type as StreamEvent['type'],
    at: row.at.toISOString(),
    subject: { kind: row.subject_kind as StreamEvent['subject']['kind'], id: row.subject_id },
    ...(row.post_id && { post: row.post_id }),
    ...(row.community_id && { community: row.community_id }),
    ...(row.actor_id && !['flag', 'case'].includes(row.subject_kind) && { actor: row.actor_id }),
    ...(row.data as Pick<StreamEvent, 'kind' | 'tags'>),
  };
}
