/** Writes dist/template.tar.gz: an empty, migrated PGlite. Part of the build; skipped when nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readMigrations } from './open.ts';
import { migrate } from './migrate.ts';
import { openPGlite } from './pglite.ts';

const dist = new URL('../../../dist/', import.meta.url);
const target = new URL('template.tar.gz', dist);
const stamp = new URL('template.sha256', dist);

const migrations = readMigrations();
// A folder made by one version of the engine is not for another.
const engineVersion = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8'),
).version;
const fingerprint = createHash('sha256')
  .update(JSON.stringify([engineVersion, migrations]))
  .digest('hex');

if (!existsSync(target) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  const engine = await openPGlite();
  await migrate(
    { exec: (sql) => engine.exec(sql), query: async (sql) => (await engine.query<Record<string, unknown>>(sql)).rows },
    migrations,
  );
  await engine.exec('checkpoint');
  const dump = await engine.dumpDataDir('gzip');
  mkdirSync(dist, { recursive: true });
  writeFileSync(target, Buffer.from(await dump.arrayBuffer()));
  writeFileSync(stamp, fingerprint);
  await engine.close();
}
