/** The embedded engine: PostgreSQL compiled to WebAssembly, in a folder, in memory or in the browser. */
import { PGlite, type PGliteOptions, type Transaction as PGliteTransaction } from '@electric-sql/pglite';
import { type Execute, within } from './executor.ts';
import { type Database, DatabaseUnavailable, type Row, type Statement, type Transaction, translate } from './port.ts';
import { asSystem, asViewer } from './roles.ts';

const json = 114;
const asText = { parsers: { [json]: (text: string) => text } };

/** `options.dataDir` absent: in memory. */
export const openPGlite = (options: PGliteOptions = {}): Promise<PGlite> => PGlite.create(options);

export function overPGlite(engine: PGlite): Database {
  const run = async <Result>(viewer: Statement, work: (tx: PGliteTransaction) => Promise<Result>): Promise<Result> => {
    if (engine.closed) throw new DatabaseUnavailable('The embedded database is closed.');
    try {
      return (await engine.transaction(async (tx) => {
        await tx.query(viewer.text, viewer.values);
        return work(tx);
      })) as Result;
    } catch (error) {
      throw translate(error);
    }
  };
  const running =
    <Result>(work: (tx: Transaction) => Promise<Result>) =>
    (tx: PGliteTransaction): Promise<Result> => {
      const execute: Execute = async (text, values) => {
        const { rows, affectedRows } = await tx.query(text, [...values]);
        return { rows, affected: affectedRows ?? 0 };
      };
      return within({ execute }, work);
    };
  return {
    transaction: (standing, work) => run(asViewer(standing), running(work)),
    system: (work) => run(asSystem, running(work)),
    read: (standing, ...statements) =>
      run(asViewer(standing), async (tx) => {
        const results: Row[][] = [];
        for (const { text, values, jsonAsText } of statements)
          results.push((await tx.query<Row>(text, values, jsonAsText && asText)).rows);
        return results;
      }),
    async listen(channels, { heard, hearing }) {
      const stops = await Promise.all(
        channels.map((channel) => engine.listen(channel, (payload) => heard(channel, payload))),
      );
      hearing();
      return async () => {
        if (!engine.closed) await Promise.all(stops.map((stop) => stop()));
      };
    },
    close: async () => {
      if (!engine.closed) await engine.close();
    },
  };
}
