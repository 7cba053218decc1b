/** Events are the record: every change writes one in its own transaction. They are read in one order everywhere. */
import { sql } from 'kysely';
import type { EventType } from '@parvis/contracts';
import { type Database, type Transaction, closing } from '../database/index.ts';

export type NewEvent = {
  type: EventType;
  at: Date;
  /** Whose deed. Row-level security refuses anybody but the viewer; null, as the system, for what stays nameless. */
  actor: string | null;
  /** Who is told: holders of this audience. */
  audience: number;
  subject: { kind: 'post' | 'comment' | 'community' | 'person' | 'flag' | 'case'; id: string };
  post?: string;
  community?: string | null;
  data?: Record<string, unknown>;
};

export async function recordEvent(tx: Transaction, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      type: event.type,
      at: event.at,
      actor_id: event.actor,
      audience_id: event.audience,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      post_id: event.post ?? null,
      community_id: event.community ?? null,
      data: JSON.stringify(event.data ?? {}),
    })
    .execute();
}

/** A place in the order of events: by transaction, then by id. */
export type Position = { tx: string; id: number };

export type EventRow = {
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

/** Everything of older transactions is settled; of this one and newer ones nothing has been read yet. */
export const currentPosition = (database: Database): Promise<Position> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ tx: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as tx`.execute(tx);
    return { tx: rows[0]!.tx, id: 0 };
  });

/** What is committed at this moment: given to `readAfter`, which tells of each event whether it was part of it. */
export const takeSnapshot = (database: Database): Promise<string> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(tx);
    return rows[0]!.snapshot;
  });

const columns = sql`id, tx::text as tx, at, type, actor_id, audience_id, subject_kind, subject_id, post_id, community_id, data`;

/** The next events that are settled: no transaction that is still running can put one before them. */
export const readAfter = (
  database: Database,
  { tx: after, id }: Position,
  most: number,
  snapshot: string,
): Promise<(EventRow & { known: boolean })[]> =>
  database.system(async (tx) => {
    closing(tx);
    const { rows } = await sql<EventRow & { known: boolean }>`
      select ${columns}, pg_visible_in_snapshot(tx, ${snapshot}::pg_snapshot) as known from event
      where (tx, id) > (${after}::xid8, ${id}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by event.tx, event.id limit ${most}`.execute(tx);
    return rows;
  });

/** The newest settled transaction that told each of these audiences of something; 0 for none. Null: everybody. */
export const readNewest = (
  database: Database,
  audiences: readonly (number | null)[],
): Promise<{ audience: number | null; tx: string }[]> =>
  database.system(async (tx) => {
    closing(tx);
    const { rows } = await sql<{ audience: number | null; tx: string }>`
      select asked.id as audience, coalesce(case when asked.id is null
        then (select tx from event where type = 'import.completed' and tx < settled order by tx desc limit 1)
        else (select tx from event where audience_id = asked.id and tx < settled order by tx desc limit 1)
      end, '0')::text as tx
      from unnest(${JSON.stringify(audiences).replace('[', '{').replace(']', '}')}::int[]) asked(id),
        pg_snapshot_xmin(pg_current_snapshot()) settled`.execute(tx);
    return rows;
  });

/** Which of these events come after a position; the others are before it, or are no more. */
export const readPending = (
  database: Database,
  { tx: after, id }: Position,
  ids: readonly number[],
): Promise<number[]> =>
  database.system(async (tx) => {
    closing(tx);
    const { rows } = await sql<{ id: number }>`
      select id from event where id = any (${`{${ids.join(',')}}`}::bigint[]) and (tx, id) > (${after}::xid8, ${id}::bigint)`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  });

/** The settled events of these audiences after a position; undefined when the position is of another database. */
export const readMissed = (
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
