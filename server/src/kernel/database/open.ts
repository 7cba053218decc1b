/** Opens the configured engine, migrated: a folder with PGlite, or a PostgreSQL server. Node only. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type Migration, migrate } from './migrate.ts';
import { openPGlite, overPGlite } from './pglite.ts';
import { type PostgresOptions, openPostgres } from './postgres.ts';
import type { Database } from './port.ts';

const folder = new URL('../../../migrations/', import.meta.url);
const templateFile = new URL('../../../dist/template.tar.gz', import.meta.url);

export const readMigrations = (): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(new URL(name, folder), 'utf8') }));

/** The dump of an empty, migrated PGlite that the build leaves: loading it is quicker than making one. */
export const readTemplate = async (): Promise<Blob | undefined> =>
  existsSync(templateFile) ? new Blob([await readFile(templateFile)], { type: 'application/gzip' }) : undefined;

/** `dataDir` absent: in memory. */
export async function openEmbedded(dataDir?: string): Promise<Database> {
  const fresh = !dataDir || !existsSync(join(dataDir, 'PG_VERSION'));
  const engine = await openPGlite({ dataDir, loadDataDir: fresh ? await readTemplate() : undefined });
  await migrate(
    { exec: (sql) => engine.exec(sql), query: async (sql) => (await engine.query<Record<string, unknown>>(sql)).rows },
    readMigrations(),
  );
  return overPGlite(engine);
}

export async function migratePostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await migrate(
      { exec: (sql) => client.query(sql), query: async (sql) => (await client.query(sql)).rows },
      readMigrations(),
    );
  } finally {
    await client.end();
  }
}

export async function openServer(options: PostgresOptions): Promise<Database> {
  await migratePostgres(options.directUrl ?? options.url);
  return openPostgres(options);
}
