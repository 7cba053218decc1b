/** Events are the record: every change writes one in its own transaction. They are read in one order everywhere. */
import { sql } from 'kysely';
import type { EventType } from '@parvis/contracts';
import { type Database, type Transaction, closing, listed } from '../database/index.ts';

export type NewEvent = {
  type: EventType;
  at: Date;
  /** Whose deed. Row-level security refuses anybody but the viewer; null, as the system, for what stays nameless. */
  actor: string | null;
  /** Who is told: holders of this audience; null, as the system, for nobody's stream. */
  audience: number | null;
  subject: {
    kind:
      | 'post'
      | 'comment'
      | 'community'
      | 'person'
      | 'flag'
      | 'case'
      | 'statement'
      | 'key'
      | 'skill'
      | 'search'
      | 'charter';
    id: string;
  };
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

/** The key that places in the order of events are told under: the one that the installation has, or this one from now on. */
export const keepKey = (database: Database, key: Uint8Array): Promise<Uint8Array> =>
  database.system(async (tx) => {
    closing(tx);
    const hex = Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const { rows } = await sql<{ key: string }>`
      update event_horizon set key = coalesce(key, decode(${hex}, 'hex')) returning encode(key, 'hex') as key`.execute(
      tx,
    );
    return Uint8Array.from(rows[0]!.key.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  });

/** What is committed at this moment: given to `readAfter`, which tells of each event whether it was part of it. */
export const takeSnapshot = (database: Database): Promise<string> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(tx);
    return rows[0]!.snapshot;
  });

/** Whether every transaction that was running when the snapshot was taken has ended. */
export const isPast = (database: Database, snapshot: string): Promise<boolean> =>
  database.system(async (tx) => {
    closing(tx);
    const { rows } = await sql<{ past: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= pg_snapshot_xmax(${snapshot}::pg_snapshot) as past`.execute(tx);
    return rows[0]!.past;
  });

/** Says something on a channel, behind whatever was committed before. */
export const sendMark = (database: Database, channel: string, mark: string): Promise<void> =>
  database.system(async (tx) => {
    closing(tx);
    await sql`select pg_notify(${channel}, ${mark})`.execute(tx);
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
      select id from event where id = any (${listed(ids)}::bigint[]) and (tx, id) > (${after}::xid8, ${id}::bigint)`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  });

/**
 * The settled events of these audiences after a position; undefined when the position is of another database, when some
 * of what came after it was pruned, or when an import came after it.
 */
export const readMissed = (
  database: Database,
  { tx: after, id }: Position,
  audiences: readonly number[],
  most: number,
): Promise<EventRow[] | undefined> =>
  database.system(async (tx) => {
    closing(tx);
    const missed = sql<EventRow>`
      select ${columns} from event
      where (tx, id) > (${after}::xid8, ${id}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
        and audience_id = any (${listed(audiences)}::int[])
      order by event.tx, event.id limit ${most}`.execute(tx);
    // Asked after it: what is pruned between the two was still read.
    const whole = sql<{ whole: boolean }>`
      select ${after}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
        and (${after}::xid8, ${id}::bigint) >= (h.tx, h.id)
        and not exists (select from event e where e.type = 'import.completed' and e.tx >= ${after}::xid8
          and (e.tx, e.id) > (${after}::xid8, ${id}::bigint)) as whole
      from event_horizon h`.execute(tx);
    const [{ rows }, found] = await Promise.all([missed, whole]);
    return found.rows[0]?.whole ? rows : undefined;
  });

/**
 * Deletes, of the next `most` settled events after a position, those from before `cutoff`. Answers where to go on;
 * undefined when nothing older is left. The newest event of each audience stays, and the newest import: the tags of
 * feeds are made of them, and a tag that went back would tell somebody that nothing has changed.
 */
export const prune = (
  database: Database,
  { after, cutoff, most }: { after: Position; cutoff: Date; most: number },
): Promise<Position | undefined> =>
  database.system(async (tx) => {
    closing(tx);
    const { rows } = await sql<Position & { old: boolean; seen: number }>`
      with seen as materialized (
        select e.tx, e.id, e.at < ${cutoff}::timestamptz as old from event e
        where (e.tx, e.id) > (${after.tx}::xid8, ${after.id}::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
        order by e.tx, e.id limit ${most}
      ), pruned as (
        delete from event e using seen
        where e.id = seen.id and seen.old and case
          when e.audience_id is not null then exists (select from event n
            where n.audience_id = e.audience_id and n.tx >= e.tx and (n.tx, n.id) > (e.tx, e.id))
          when e.type = 'import.completed' then exists (select from event n
            where n.type = 'import.completed' and n.tx >= e.tx and (n.tx, n.id) > (e.tx, e.id))
          else true end
        returning e.tx, e.id
      ), moved as (
        update event_horizon h set tx = last.tx, id = last.id
        from (select p.tx, p.id from pruned p order by p.tx desc, p.id desc limit 1) last
        where (h.tx, h.id) < (last.tx, last.id)
      )
      select s.tx::text as tx, s.id, s.old, count(*) over () as seen from seen s order by s.tx desc, s.id desc limit 1`.execute(
      tx,
    );
    const [last] = rows;
    return last && last.old && Number(last.seen) === most ? { tx: last.tx, id: last.id } : undefined;
  });
