/** A line to a PostgreSQL server that can be cut, mended and held up. */
import { type Socket, connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Line = {
  /** The address of the same database through this line. */
  url: string;
  /** Every connection is lost, and none can be opened. */
  cut(): void;
  mend(): void;
  /** What the server says is kept back until the line is let go. */
  hold(): void;
  letGo(): void;
  close(): Promise<void>;
};

export async function openLine(database: string): Promise<Line> {
  const address = new URL(database);
  const folder = address.searchParams.get('host');
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let broken = false;
  let held = false;

  const server = createServer((near) => {
    if (broken) return void near.destroy();
    const far = folder ? connect(`${folder}/.s.PGSQL.5432`) : connect(Number(address.port || 5432), address.hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    if (held) far.pause();
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const url = new URL(database);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    broken = true;
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: url.href,
    cut,
    mend: () => void (broken = false),
    hold() {
      held = true;
      for (const { near, far } of pairs) {
        far.unpipe(near);
        far.pause();
      }
    },
    letGo() {
      held = false;
      for (const { near, far } of pairs) far.pipe(near);
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
