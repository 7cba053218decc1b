/**
 * How the command line reaches a running server: a socket in the data folder that only the server's own user can open.
 * One command a connection. Both sides write JSON Lines: the client `{ command, args }`, the server any number of
 * `{ told }` and at last `{ done }` or `{ failed }`.
 */
import { chmodSync, lstatSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { type Server, type Socket, createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Log } from '../kernel.ts';

/** `tell` reports progress; it throws once nobody listens any more, which undoes what is under way. */
export type Command = (args: unknown, tell: (message: unknown) => void) => Promise<unknown>;

export type Control = { close(): Promise<void> };

const Request = z.object({ command: z.string(), args: z.unknown() });
const Answer = z.union([
  z.object({ told: z.unknown() }),
  z.object({ done: z.unknown() }),
  z.object({ failed: z.string() }),
]);

/** What the operating systems take for the path of a socket, less a little. */
const longestPath = 100;
const longestRequest = 16_000_000;
const nameIn = (folder: string): string => join(resolve(folder), 'control.sock');

/** The caller holds the lock of the folder, so what an ended process left there is nobody's. */
export async function openControl(
  folder: string,
  commands: Readonly<Record<string, Command>>,
  log: Log,
): Promise<Control> {
  const name = nameIn(folder);
  clear(name);
  // A deep folder has a link instead, to a folder of its own that nobody else may enter.
  const path =
    Buffer.byteLength(name) <= longestPath ? name : join(mkdtempSync(join(tmpdir(), 'parvis-')), 'control.sock');
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Whoever hangs up is noticed by the next word to them.
    socket.on('error', () => {});
    void answer(socket, commands, log);
  });
  await listen(server, path);
  chmodSync(path, 0o600);
  if (path !== name) symlinkSync(path, name);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => {
          clear(name);
          done();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Removes a socket, or the link to one with the folder it is in. */
function clear(name: string): void {
  const found = lstatSync(name, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    const target = realPath(name);
    if (target) rmSync(dirname(target), { recursive: true, force: true });
  }
  rmSync(name, { force: true });
}

function realPath(name: string): string | undefined {
  try {
    return realpathSync(name);
  } catch {
    return undefined;
  }
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((ready, refuse) => {
    server.once('error', refuse);
    server.listen(path, ready);
  });

async function answer(socket: Socket, commands: Readonly<Record<string, Command>>, log: Log): Promise<void> {
  const say = (message: z.infer<typeof Answer>): void => {
    if (socket.destroyed || !socket.writable) throw new Error('The command was interrupted; nothing of it was kept.');
    socket.write(`${JSON.stringify(message)}\n`);
  };
  try {
    const { command, args } = Request.parse(JSON.parse(await firstLine(socket)));
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!run) throw new Error(`The running server knows no command '${command}': it is of another version.`);
    say({ done: (await run(args, (told) => say({ told }))) ?? null });
  } catch (error) {
    log.info('A command from the local socket failed', { error: error instanceof Error ? error.name : String(error) });
    if (socket.writable) say({ failed: error instanceof Error ? error.message : String(error) });
  } finally {
    socket.end();
  }
}

/** Listens on after that line, so that the end of the connection is noticed. */
const firstLine = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > longestRequest) {
        reject(new Error('The command is longer than the running server takes.'));
        socket.pause();
        return;
      }
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
    });
    socket.once('close', () => reject(new Error('The connection ended before it said anything.')));
    socket.once('end', () => reject(new Error('The connection ended before it said anything.')));
  });

async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let text = '';
  socket.setEncoding('utf8');
  try {
    for await (const chunk of socket as AsyncIterable<string>) {
      const lines = (text + chunk).split('\n');
      text = lines.pop()!;
      yield* lines;
    }
  } catch {
    // A connection that breaks has ended.
  }
}

/** Milliseconds between two tries to reach a server that is starting. */
const pause = 100;

/** Nobody listens there: whoever holds the folder takes no commands. */
export class NoControl extends Error {
  override name = 'NoControl';
}

/**
 * Has the server of this data folder run a command. Throws what the command threw, by its message, and `NoControl` when
 * nobody answers for `patience` milliseconds: a server may just be starting.
 */
export async function callControl(
  folder: string,
  request: { command: string; args: unknown },
  told: (message: unknown) => void,
  patience = 20_000,
): Promise<unknown> {
  const socket = await reach(nameIn(folder), Date.now() + patience);
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of linesOf(socket)) {
      const answer = Answer.parse(JSON.parse(line));
      if ('told' in answer) told(answer.told);
      else if ('done' in answer) return answer.done;
      else throw new Error(answer.failed);
    }
    throw new Error('The server stopped before the command was done; nothing of it was kept.');
  } finally {
    socket.destroy();
  }
}

async function reach(name: string, until: number): Promise<Socket> {
  for (;;) {
    const path = realPath(name);
    const socket = path && (await connect(path).catch(() => undefined));
    if (socket) return socket;
    if (Date.now() >= until) throw new NoControl(`Nobody takes commands at ${name}.`);
    await new Promise((later) => setTimeout(later, pause));
  }
}

const connect = (path: string): Promise<Socket> =>
  new Promise((ready, refuse) => {
    const socket = createConnection(path);
    socket.once('error', refuse);
    socket.once('connect', () => {
      socket.off('error', refuse);
      // The iteration over the lines ends with the connection, whyever that ends.
      socket.on('error', () => {});
      ready(socket);
    });
  });
