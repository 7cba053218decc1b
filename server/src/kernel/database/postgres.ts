/** A PostgreSQL server, through a pool of connections; notifications through one connection of their own. */
import pg from 'pg';
import { runBatch } from './batch.ts';
import { within } from './executor.ts';
import { keepListening } from './listener.ts';
import { createPipeline } from './pipeline.ts';
import { type Database, DatabaseUnavailable, type Statement, type Transaction, translate } from './port.ts';
import { createReaders } from './readers.ts';
import { asReader, asSystem, asViewer } from './roles.ts';
import { types } from './types.ts';

/** Batches of reads under way at once. One process does not keep more busy: it takes as long to answer as they to read. */
const readLanes = 3;
const begin: Statement = { name: 'parvis_begin', text: 'begin', values: [] };

export type PostgresOptions = {
  url: string;
  /** Connections kept at most. */
  poolSize?: number;
  /** For LISTEN: an address beside any pooler. Default: `url`. */
  directUrl?: string;
  /** Told what cannot be told to a caller: connections lost while idle. */
  warn?: (message: string, error: unknown) => void;
};

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/**
 * Errors of the connection itself, and of PostgreSQL's classes 08 (connection), 28 (credentials), 3D (database), 53
 * (resources), 57P (shutdown) and 25006 (a server that became a read-only replica).
 */
const isUnavailable = (error: unknown): boolean =>
  /^(08|28|3D|53|57P|25006$|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|ENOENT|EAI_AGAIN)/.test(codeOf(error)) ||
  (error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed|calling end on the pool/.test(
      error.message,
    ));

/**
 * The connection and this process no longer agree on what is prepared: a pooler or an administrator discarded
 * statements (26000), kept somebody else's of the same name (42P05), or a migration changed a result (0A000).
 */
const isForgotten = (error: unknown): boolean => ['26000', '42P05', '0A000'].includes(codeOf(error));

/** What the end of a transaction failed with: the state of the connection is then unknown. */
class Unsettled extends Error {}

/** How often a transaction is tried that met another. */
const mostRounds = 4;
const isDeadlock = (error: unknown): boolean => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return code === '40P01' || code === '40001' || (cause !== undefined && isDeadlock(cause));
};

export function openPostgres({ url, poolSize = 10, directUrl = url, warn = () => {} }: PostgresOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types,
    // `"$user"` in the path means the role that acts: the folder of names is settled before any role is taken.
    onConnect: async (client) => {
      await client.query(
        `select set_config('search_path', array_to_string(array(select quote_ident(s) from unnest(current_schemas(false)) s), ', '), false)`,
      );
    },
  });
  // An error that nobody hears ends the process: the pool listens to idle connections only, so that one lost between
  // two statements of a transaction would.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', (error) => warn('A database connection was lost', error)));

  const withClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    let client: pg.PoolClient | undefined;
    let unusable = false;
    try {
      client = await pool.connect();
      return await work(client);
    } catch (error) {
      const cause = error instanceof Unsettled ? error.cause : error;
      unusable = error instanceof Unsettled || isUnavailable(cause) || isForgotten(cause);
      throw isUnavailable(cause)
        ? new DatabaseUnavailable('The database does not answer.', { cause })
        : translate(cause);
    } finally {
      client?.release(unusable);
    }
  };

  /** Once more on another connection when this one had forgotten its statements. */
  const withPrepared = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    try {
      return await withClient(work);
    } catch (error) {
      if (!isForgotten(error)) throw error;
      return withClient(work);
    }
  };

  const inTransaction = <Result>(viewer: Statement, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    withPrepared(async (client) => {
      const pipeline = createPipeline((statements, done) => runBatch(client, statements, done), [begin, viewer]);
      let result: Result;
      try {
        result = await within(pipeline, work);
      } catch (error) {
        if (pipeline.isOpen())
          await client.query('rollback').catch(() => {
            throw new Unsettled('A transaction could not be rolled back', { cause: error });
          });
        throw error;
      }
      const written = await pipeline.commit().catch((cause: unknown) => {
        throw new Unsettled('A transaction could not be committed', { cause });
      });
      // A statement failed and its error was dropped: PostgreSQL then ends the transaction without a word.
      if (!written) throw new Error('Nothing was written: a statement of the transaction had failed.');
      return result;
    });

  /** PostgreSQL undid the one of two transactions that waited for each other: it is done again from the start. */
  const untilDone = async <Result>(transaction: () => Promise<Result>): Promise<Result> => {
    for (let round = 1; ; round++) {
      try {
        return await transaction();
      } catch (error) {
        if (round === mostRounds || !isDeadlock(error)) throw error;
      }
    }
  };

  const read = createReaders(
    (statements, done) => withPrepared((client) => runBatch(client, statements(), done)),
    Math.min(readLanes, poolSize),
  );

  return {
    transaction: (standing, work) => untilDone(() => inTransaction(asViewer(standing), work)),
    system: (work) => untilDone(() => inTransaction(asSystem, work)),
    read: async (standing, ...statements) => (await read([asReader(standing), ...statements])).slice(1),
    listen: (channels, ears) => keepListening(directUrl, channels, ears, warn),
    close: () => pool.end(),
  };
}
