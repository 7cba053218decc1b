/** A throw-away PostgreSQL server, from the binaries that are installed: in a temporary folder, on a socket in it. */
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const settings = { listen_addresses: "''", max_connections: '200' };
/** For tests: nothing outlives their run. */
const fleeting = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export type Cluster = {
  /** The address of its maintenance database. */
  url: string;
  /** The server's output so far, to be shown when something went wrong. */
  log(): string;
  /** Stops the server at once and keeps its data: every connection is lost. */
  stop(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** Stops it and leaves nothing behind. */
  remove(): void;
};

/** The folder of the newest installed binaries: PATH first, then where Debian and its relatives keep them. */
export function findBinaries(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const debian = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  return [...(process.env['PATH'] ?? '').split(delimiter), ...debian].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')),
  );
}

/** PostgreSQL refuses to run as root: it then runs as `postgres`, or as `nobody` where there is no such user. */
function lesserUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const idOf = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: idOf('-u'), gid: idOf('-g') };
    } catch {
      // The next name is tried.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as: start this as another user.",
  );
}

/**
 * `durable`: keeps what it acknowledges as an installation does, with PostgreSQL's own defaults; for measurements.
 * `memory`: what it keeps of its tables, where that is to be more than the 128 MB of an installation that nobody looked at.
 */
export async function createCluster(binaries: string, { durable = false, memory = '' } = {}): Promise<Cluster> {
  const user = lesserUser();
  const folder = mkdtempSync(join(tmpdir(), 'parvis-pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const logFile = join(folder, 'log');
  const options = { cwd: folder, ...user };
  const control = (...args: string[]) => [join(binaries, 'pg_ctl'), ['--pgdata', data, '--silent', ...args]] as const;

  const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  const start = async () => {
    const given = Object.entries({
      ...settings,
      ...(!durable && fleeting),
      ...(memory && { shared_buffers: memory }),
      unix_socket_directories: folder,
    }).map(([name, value]) => `-c ${name}=${value}`);
    const [program, args] = control('--wait', '--log', logFile, '--options', given.join(' '), 'start');
    // The server keeps what it inherits open: with a pipe, this would wait for its end.
    await new Promise<void>((resolve, reject) => {
      const child = execFile(program, args, options);
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`PostgreSQL does not start:\n${log()}`)),
      );
    });
  };
  const remove = () => {
    try {
      const [program, args] = control('--wait', '--mode', 'immediate', 'stop');
      if (existsSync(join(data, 'postmaster.pid'))) execFileSync(program, args, { ...options, stdio: 'ignore' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  try {
    await run(
      join(binaries, 'initdb'),
      [
        '--pgdata',
        data,
        '--username',
        'postgres',
        '--auth',
        'trust',
        '--encoding',
        'UTF8',
        '--locale',
        'C.UTF-8',
        '--no-sync',
      ],
      options,
    );
    await start();
  } catch (error) {
    remove();
    throw error;
  }
  return {
    url: `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    log,
    async stop() {
      const [program, args] = control('--wait', '--mode', 'immediate', 'stop');
      await run(program, args, options);
    },
    start,
    remove,
  };
}
