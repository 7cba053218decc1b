/** The `parvis` command as a process of its own, on the loopback and a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));

export type Running = {
  process: ChildProcess;
  address: string;
  /** What it has said on standard error. */
  said(): string;
  /** Ends it: SIGTERM and SIGINT let it close, SIGKILL does not. */
  end(signal?: NodeJS.Signals): Promise<void>;
};

const begin = (
  args: readonly string[],
  environment: Record<string, string>,
): { child: ChildProcess; said: () => string } => {
  const { DATABASE_URL: _, PARVIS_DATA: __, PORT: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  return { child, said: () => said };
};

/** Starts it and waits until it answers. */
export async function startParvis(args: readonly string[], environment: Record<string, string> = {}): Promise<Running> {
  const { child, said } = begin(['--port', '0', ...args], environment);
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr!.on('data', () => {
      const found = /Parvis answers at (http:\/\/[^\s,"]+)/.exec(said());
      if (found) resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`parvis ended with ${code}: ${said()}`)));
    child.once('error', reject);
  });
  return {
    process: child,
    address,
    said,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** Runs it to its end. */
export async function runParvis(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const { child, said } = begin(['--port', '0', ...args], environment);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: said() };
}
