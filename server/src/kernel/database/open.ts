/** Opens the configured engine, migrated: a folder with PGlite, or a PostgreSQL server. Node only. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

/** Stands in a folder while it is filled for the first time: what an ended process left beside it is half a database. */
const unfinished = 'unfinished';
/** What is in a data folder beside the database: the lock, its holder, and the way in for the command line. */
const ours = /^(lock\.sqlite.*|holder\.json|control\.sock)$/;

/** `dataDir` absent: in memory. Otherwise the caller holds the lock of the folder. */
export async function openEmbedded(dataDir?: string): Promise<Database> {
  const marker = dataDir && join(dataDir, unfinished);
  const fresh = !dataDir || !marker || !existsSync(join(dataDir, 'PG_VERSION')) || existsSync(marker);
  if (fresh && marker) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(marker, '');
    for (const name of readdirSync(dataDir))
      if (!ours.test(name) && name !== unfinished) rmSync(join(dataDir, name), { recursive: true });
  }
  const database = await openEngine(dataDir, fresh ? await readTemplate() : undefined);
  if (marker) rmSync(marker, { force: true });
  return database;
}

async function openEngine(dataDir: string | undefined, loadDataDir: Blob | undefined): Promise<Database> {
  const engine = await openPGlite({ dataDir, loadDataDir }).catch((cause: unknown) => {
    throw new Error(
      `The database in ${dataDir ?? 'memory'} cannot be opened. Restore a backup of the folder, or choose another with --data.`,
      { cause },
    );
  });
  try {
    await migrate(
      {
        exec: (sql) => engine.exec(sql),
        query: async (sql) => (await engine.query<Record<string, unknown>>(sql)).rows,
      },
      readMigrations(),
    );
    return overPGlite(engine);
  } catch (error) {
    await engine.close().catch(() => {});
    throw error;
  }
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
