/** A PostgreSQL server, through a pool of connections; notifications through one connection of their own. */
import pg from 'pg';
import { type Execute, transactionOver } from './executor.ts';
import { runBatch } from './batch.ts';
import { type Database, DatabaseUnavailable, type Statement, type Transaction } from './port.ts';
import { asSystem, asViewer } from './roles.ts';

const int8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};
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

const reconnectAfter = 1_000;

/** Errors of the connection itself and PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutdown). */
const isUnavailable = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|EAI_AGAIN)/.test(code))
    return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  );
};

export function openPostgres({ url, poolSize = 10, directUrl = url, warn = () => {} }: PostgresOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 5_000, types });
  pool.on('error', (error) => warn('An idle database connection was lost', error));

  const withClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    let client: pg.PoolClient | undefined;
    let broken = false;
    try {
      client = await pool.connect();
      return await work(client);
    } catch (error) {
      broken = isUnavailable(error);
      throw broken ? new DatabaseUnavailable('The database does not answer.', { cause: error }) : error;
    } finally {
      client?.release(broken);
    }
  };

  const inTransaction = <Result>(viewer: Statement, work: (tx: Transaction) => Promise<Result>): Promise<Result> =>
    withClient(async (client) => {
      const execute: Execute = async (text, values) => {
        const { rows, rowCount } = await client.query(text, [...values]);
        return { rows, affected: rowCount ?? 0 };
      };
      await runBatch(client, [begin, viewer]);
      try {
        const result = await work(transactionOver(execute));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
      }
    });

  return {
    transaction: (standing, work) => inTransaction(asViewer(standing), work),
    system: (work) => inTransaction(asSystem, work),
    read: (standing, ...statements) =>
      withClient(async (client) => (await runBatch(client, [asViewer(standing), ...statements])).slice(1)),
    listen: (channels, heard, gap) => keepListening(directUrl, channels, heard, gap, warn),
    close: () => pool.end(),
  };
}

async function keepListening(
  url: string,
  channels: readonly string[],
  heard: (channel: string, payload: string) => void,
  gap: () => void,
  warn: NonNullable<PostgresOptions['warn']>,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const lost = (error?: unknown) => {
      if (stopped || client !== next) return;
      client = undefined;
      warn('The connection for notifications was lost; connecting again', error);
      retry = setTimeout(attempt, reconnectAfter);
    };
    client = next;
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', ({ channel, payload }) => heard(channel, payload ?? ''));
    await next.connect();
    for (const channel of channels) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    gap();
  };
  const attempt = (): void => {
    connect().catch((error: unknown) => {
      if (stopped || !client) return;
      client = undefined;
      warn('The connection for notifications could not be opened; trying again', error);
      retry = setTimeout(attempt, reconnectAfter);
    });
  };

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
}
