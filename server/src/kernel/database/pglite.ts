/** The embedded engine: PostgreSQL compiled to WebAssembly, in a folder, in memory or in the browser. */
import { PGlite, type PGliteOptions, type Transaction as PGliteTransaction } from '@electric-sql/pglite';
import { type Execute, within } from './executor.ts';
import { runBatch } from './pglite-batch.ts';
import { type Database, DatabaseUnavailable, type Statement, type Transaction, translate } from './port.ts';
import { asReader, asSystem, asViewer } from './roles.ts';

/** `options.dataDir` absent: in memory. */
export const openPGlite = (options: PGliteOptions = {}): Promise<PGlite> => PGlite.create(options);

export function overPGlite(engine: PGlite): Database {
  const run = async <Result>(work: (tx: PGliteTransaction) => Promise<Result>): Promise<Result> => {
    if (engine.closed) throw new DatabaseUnavailable('The embedded database is closed.');
    try {
      return (await engine.transaction(work)) as Result;
    } catch (error) {
      throw translate(error);
    }
  };
  const runAs = <Result>(viewer: Statement, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    run(async (tx) => {
      await runBatch(engine, [viewer]);
      const execute: Execute = async (text, values) => {
        const { rows, affectedRows } = await tx.query(text, [...values]);
        return { rows, affected: affectedRows ?? 0 };
      };
      return within({ execute }, work);
    });
  return {
    transaction: (standing, work) => runAs(asViewer(standing), work),
    system: (work) => runAs(asSystem, work),
    read: (standing, ...statements) =>
      run(async () => (await runBatch(engine, [asReader(standing), ...statements])).slice(1)),
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
