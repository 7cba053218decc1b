/** Fresh databases on a PostgreSQL server, each made from one migrated template. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { migratePostgres } from '../../server/src/kernel/database/open.ts';
import { openPostgres } from '../../server/src/kernel/database/postgres.ts';

const template = 'parvis_template';
const lockKey = 990_017;

const addressOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

async function withServer<Result>(server: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the template once per server: files of the suite run side by side. */
async function ensureTemplate(server: string): Promise<void> {
  await withServer(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`create database ${template}`);
      await migratePostgres(addressOf(server, template));
    }
    await client.query('select pg_advisory_unlock($1)', [lockKey]);
  });
}

/** The address of a new database on the server, migrated and empty. */
export async function freshDatabase(server: string): Promise<string> {
  await ensureTemplate(server);
  const name = `parvis_${randomUUID().replaceAll('-', '')}`;
  await withServer(server, async (client) => {
    // One copy at a time: PostgreSQL refuses to copy a database that somebody is connected to.
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create database ${name} template ${template}`);
  });
  return addressOf(server, name);
}

export const openFreshDatabase = async (server: string): Promise<Database> =>
  openPostgres({ url: await freshDatabase(server), poolSize: 4 });
