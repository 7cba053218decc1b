/**
 * Several prepared statements in one call of the embedded engine, over the same wire protocol as elsewhere: planned once,
 * where a query of the engine's own is planned each time and asks for the types of its values first.
 */
import { type PGlite, messages, protocol } from '@electric-sql/pglite';
import type { Row, Statement } from './port.ts';

const { serialize } = protocol;
const json = 114;

/** What is prepared: the engine is one session for as long as it runs. */
const prepared = new WeakMap<PGlite, Set<string>>();

/** Inside a transaction that the caller holds. Answers the rows of each statement. */
export async function runBatch(engine: PGlite, statements: readonly Statement[]): Promise<Row[][]> {
  let known = prepared.get(engine);
  if (!known) prepared.set(engine, (known = new Set()));
  const preparing: string[] = [];
  const parts: Uint8Array[] = [];
  for (const { name, text, values } of statements) {
    if (!known.has(name) && !preparing.includes(name)) {
      parts.push(serialize.parse({ name, text }));
      preparing.push(name);
    }
    const bound = values.map((value) => (value === null ? null : String(value)));
    parts.push(serialize.bind({ statement: name, values: bound }), serialize.describe({ type: 'P' }));
    parts.push(serialize.execute({}));
  }
  parts.push(serialize.sync());

  const results: Row[][] = [];
  let rows: Row[] = [];
  let columns: { name: string; read: (text: string) => unknown }[] = [];
  let failure: unknown;
  for (const message of (await engine.execProtocol(joined(parts), { throwOnError: false })).messages) {
    if (message.name === 'parseComplete') known.add(preparing.shift()!);
    else if (message instanceof messages.RowDescriptionMessage) {
      const { jsonAsText } = statements[results.length]!;
      columns = message.fields.map(({ name, dataTypeID }) => {
        const read = jsonAsText && dataTypeID === json ? undefined : engine.parsers[dataTypeID];
        return { name, read: read ? (text) => read(text, dataTypeID) : (text) => text };
      });
    } else if (message instanceof messages.DataRowMessage) {
      const row: Row = {};
      for (const [i, { name, read }] of columns.entries()) {
        const text = message.fields[i];
        row[name] = text == null ? null : read(text);
      }
      rows.push(row);
    } else if (message instanceof messages.CommandCompleteMessage) {
      results.push(rows);
      rows = [];
    } else if (message instanceof messages.DatabaseError) failure ??= message;
  }
  if (failure !== undefined) throw failure;
  return results;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
