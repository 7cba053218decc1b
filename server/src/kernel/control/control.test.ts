import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Log } from '../kernel.ts';
import { type Command, type Control, NoControl, callControl, openControl } from './index.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
let work: string;
let control: Control | undefined;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'parvis-control-'));
});
afterEach(async () => {
  await control?.close();
  control = undefined;
  rmSync(work, { recursive: true });
});

const open = async (folder: string, commands: Record<string, Command>) => {
  control = await openControl(folder, commands, silent);
};
const count: Command = async (args, tell) => {
  const { to } = args as { to: number };
  for (let number = 1; number <= to; number++) tell(number);
  return 'counted';
};

it('runs a command, tells how it goes and answers what came of it', async () => {
  await open(work, { count });
  const told: unknown[] = [];
  expect(await callControl(work, { command: 'count', args: { to: 3 } }, (message) => told.push(message))).toBe(
    'counted',
  );
  expect(told).toEqual([1, 2, 3]);
});

it('is open to the user of the server alone', async () => {
  await open(work, { count });
  expect(statSync(join(work, 'control.sock')).mode & 0o777).toBe(0o600);
});

it('works in a folder whose path is longer than a socket’s may be', async () => {
  const deep = join(work, 'a'.repeat(90), 'b'.repeat(90));
  mkdirSync(deep, { recursive: true });
  await open(deep, { count });
  expect(await callControl(deep, { command: 'count', args: { to: 1 } }, () => {})).toBe('counted');
  await control!.close();
  expect(readdirSync(deep)).toEqual([]);
  control = undefined;
});

it('takes the place of what an ended process left', async () => {
  writeFileSync(join(work, 'control.sock'), '');
  await open(work, { count });
  expect(await callControl(work, { command: 'count', args: { to: 1 } }, () => {})).toBe('counted');
});

it('throws what the command threw', async () => {
  const fail: Command = async () => {
    throw new Error('people.jsonl:3: not right');
  };
  await open(work, { fail });
  await expect(callControl(work, { command: 'fail', args: {} }, () => {})).rejects.toThrow('people.jsonl:3: not right');
});

it.each(['other', 'toString'])('names a command that the server does not know: %s', async (command) => {
  await open(work, { count });
  await expect(callControl(work, { command, args: {} }, () => {})).rejects.toThrow(`knows no command '${command}'`);
});

it('says that nobody is there', async () => {
  await expect(callControl(work, { command: 'count', args: {} }, () => {}, 0)).rejects.toThrow(NoControl);
});

it('ends a command when whoever asked hangs up', async () => {
  let ended: (error: unknown) => void;
  const interrupted = new Promise<unknown>((resolve) => (ended = resolve));
  const endless: Command = async (_, tell) => {
    try {
      for (;;) {
        tell('still here');
        await new Promise((next) => setImmediate(next));
      }
    } catch (error) {
      ended(error);
      throw error;
    }
  };
  await open(work, { endless });
  const socket = createConnection(join(work, 'control.sock'));
  socket.write('{"command":"endless","args":{}}\n');
  await new Promise((heard) => socket.once('data', heard));
  socket.destroy();
  expect(String(await interrupted)).toContain('interrupted');
});

it('fails the caller when the server stops', async () => {
  const stuck: Command = (_, tell) => {
    tell('begun');
    return new Promise(() => {});
  };
  await open(work, { stuck });
  const call = callControl(work, { command: 'stuck', args: {} }, () => void control!.close());
  await expect(call).rejects.toThrow('The server stopped');
  control = undefined;
});

it('survives whoever talks nonsense or nothing', async () => {
  await open(work, { count });
  for (const nonsense of ['nonsense\n', '[]\n', '\u0000']) {
    const socket = createConnection(join(work, 'control.sock'));
    const closed = new Promise((done) => socket.once('close', done));
    socket.on('error', () => {});
    socket.resume();
    socket.end(nonsense);
    await closed;
  }
  expect(await callControl(work, { command: 'count', args: { to: 1 } }, () => {})).toBe('counted');
});
