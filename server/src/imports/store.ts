/**
 * What was imported, by what its source calls it. Rows are written many at a time, each batch one statement over a JSON
 * array; those of each noun are in its folder.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';
import type { Kind } from './ids.ts';

/** `columns` are names and types as SQL has them. */
export const records = (rows: readonly object[], columns: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(columns)})`;

export const strings = (values: readonly string[]): RawBuilder<unknown> =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** `set a = excluded.a, …` for those of the columns that are given. */
export const replaced = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(', '));

export type Imported = { source: string; id: string; digest: string };

export async function findImported(
  tx: Transaction,
  kind: Kind,
  sources: readonly string[],
): Promise<Map<string, Imported>> {
  const { rows } = await sql<Imported>`
    select source, id, digest from imported where kind = ${kind} and source = any (${strings(sources)})`.execute(tx);
  return new Map(rows.map((row) => [row.source, row]));
}

export async function saveImported(tx: Transaction, kind: Kind, rows: readonly Imported[]): Promise<void> {
  await sql`
    insert into imported (kind, source, id, digest)
    select ${kind}, source, id, digest from ${records(rows, 'source text, id uuid, digest uuid')}
    on conflict (kind, source) do update set id = excluded.id, digest = excluded.digest`.execute(tx);
}

/** Kinds whose rows have a table of that name, and an id. */
type Table = Exclude<Kind, 'reaction' | 'answer'>;

/** Those of the ids that still exist. */
export async function findExisting(tx: Transaction, table: Table, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any (${strings(ids)}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** One event for the whole import, in nobody's stream: feeds are read anew, nobody is told of single things. */
export async function recordImport(tx: Transaction, id: string, at: Date, counts: object): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      type: 'import.completed',
      at,
      actor_id: null,
      audience_id: null,
      subject_kind: 'import',
      subject_id: id,
      post_id: null,
      community_id: null,
      data: JSON.stringify(counts),
    })
    .execute();
}
