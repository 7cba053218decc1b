/** Programs that a real host runs on, each ended when its test is over. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export type Process = { end(): Promise<void> };

const ending = (child: ChildProcess): Process => ({
  async end() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // With what it has started: PHP's server leaves its workers behind otherwise.
    process.kill(-child.pid!, 'SIGTERM');
    await ended;
  },
});

const until = async (what: string, ready: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 600; tries++) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not start within a minute.`);
};

/** Runs a program to its end; what it says when it fails is in the error. */
export const run = async (file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> =>
  (await execute(file, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 26 })).stdout;

/** PHP's own server over a folder. */
export async function servePhp(folder: string, port: number, env: Record<string, string> = {}): Promise<Process> {
  const child = spawn('php', ['-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, '-t', folder], {
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4', ...env },
    stdio: 'ignore',
    detached: true,
  });
  await until('php', async () => (await fetch(`http://127.0.0.1:${port}/robots.txt`)).status > 0);
  return ending(child);
}

/** A MariaDB of its own in a folder, reached by a socket in it, with an empty database `host`. */
export async function serveMariadb(folder: string): Promise<Process & { socket: string }> {
  const data = `${folder}/mariadb`;
  const socket = `${folder}/mariadb.sock`;
  const own = ['--no-defaults', `--datadir=${data}`, '--user=root'];
  await run('mariadb-install-db', [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  const child = spawn(
    '/usr/sbin/mariadbd',
    [...own, `--socket=${socket}`, '--skip-networking', `--pid-file=${data}/pid`],
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  const query = (sql: string) => run('mariadb', ['--no-defaults', `--socket=${socket}`, '-u', 'root', '-e', sql]);
  await until('mariadbd', async () => existsSync(socket) && (await query('select 1')) !== '');
  await query('create database host');
  return { ...ending(child), socket };
}
