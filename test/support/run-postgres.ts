/**
 * `npm run test:postgres`: the server suite on a throw-away PostgreSQL server made from the installed binaries.
 * `npm run test:postgres -- stream` runs the files whose path has that word in it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createCluster, findBinaries } from './cluster.ts';
import { countVitest, readResult, tell } from './count.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const results = `${root}.cache/test`;
const result = `${results}/postgres.json`;
/** What only looks at a browser or at the source does not change with the engine. */
const elsewhere = [
  'test/e2e/**',
  'test/architecture/**',
  'test/packages/**',
  'test/size/**',
  'stories/**',
  'packages/**',
];

const binaries = findBinaries();
if (!binaries) {
  process.stderr.write(
    'No PostgreSQL binaries were found in PATH or /usr/lib/postgresql. Install them (Debian: apt-get install postgresql), then run this again.\n',
  );
  process.exit(1);
}

/** Installations own their database as an ordinary login that may make roles: a superuser would hide missing grants. */
async function addOwner(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create role parvis login createdb createrole');
  } finally {
    await client.end();
  }
  return url.replace('postgres@', 'parvis@');
}

let suite: ChildProcess | undefined;
let stopped = false;

function runSuite(url: string): Promise<number> {
  const running = spawn(
    process.execPath,
    [
      `${root}node_modules/.bin/vitest`,
      'run',
      '--config',
      'test/support/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${result}`,
      ...elsewhere.map((glob) => `--exclude=${glob}`),
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } },
  );
  suite = running;
  return new Promise((resolve, reject) => {
    running.once('error', reject);
    running.once('exit', (code) => resolve(code ?? 1));
  });
}

rmSync(result, { force: true });
mkdirSync(results, { recursive: true });
// The server is stopped by the way out of here, whatever was under way: the suite is ended and waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopped = true;
    suite?.kill(signal);
  });

const cluster = await createCluster(binaries);
process.on('exit', () => cluster.remove());
const code = stopped ? 1 : await runSuite(await addOwner(cluster.url));
const counted = readResult<Parameters<typeof countVitest>[0]>(result);
const count = counted ? countVitest(counted) : { passed: 0, failed: 0, skipped: 0 };
// Errors outside any test, such as a connection that would not close, show only in the exit code.
if (code !== 0 && count.failed === 0) {
  process.stdout.write(`The suite ended with ${code}. What the server said last:\n${cluster.log().slice(-2_000)}\n`);
  count.failed = 1;
}
process.exitCode = tell(count);
