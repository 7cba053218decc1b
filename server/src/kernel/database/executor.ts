/**
 * A Kysely over anything that runs one statement: a transaction that the engine's own driver has opened. Kysely's stock
 * dialects open transactions themselves and would need a round trip more to set the viewer.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Tables } from './tables.ts';
import type { Transaction } from './port.ts';

export type Execute = (text: string, values: readonly unknown[]) => Promise<{ rows: unknown[]; affected: number }>;
/** `close`: what is asked for from now on, in this turn, is the last. */
export type Executor = { execute: Execute; close?(): void };

const closers = new WeakMap<Transaction, () => void>();

/**
 * Says that the statements which are asked for next, together and without waiting in between, are the last of the
 * transaction: it is committed in the same round trip, and whatever fails after them is too late to undo it.
 */
export const closing = (tx: Transaction): void => closers.get(tx)?.();

/**
 * Runs `work` on a transaction over `execute`. Once it is done the transaction answers nobody: a statement that nobody
 * waited for would otherwise run after its end, where no viewer is set.
 */
export async function within<Result>(
  { execute, close = () => {} }: Executor,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  let over = false;
  const guarded: Execute = async (text, values) => {
    if (over) throw new Error('The transaction is over: wait for each of its statements inside it.');
    return execute(text, values);
  };
  const tx = transactionOver(guarded);
  closers.set(tx, close);
  try {
    return await work(tx);
  } finally {
    over = true;
  }
}

function transactionOver(execute: Execute): Transaction {
  const connection: DatabaseConnection = {
    async executeQuery<Result>(query: CompiledQuery): Promise<QueryResult<Result>> {
      const { rows, affected } = await execute(query.sql, query.parameters);
      return { rows: rows as Result[], numAffectedRows: BigInt(affected) };
    },
    streamQuery() {
      throw new Error('Streaming is not offered: page through the rows instead.');
    },
  };
  const refuse = async () => {
    throw new Error('A transaction is already open: use it instead of opening another.');
  };
  const nothing = async () => {};
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: nothing,
      destroy: nothing,
    }),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return new Kysely<Tables>({ dialect });
}
