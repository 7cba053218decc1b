/**
 * `npm start`: the API on the embedded database, filled with the demonstration company, and an intranet portal on another
 * origin that embeds it. `npm start -- FOLDER` shows another interchange folder instead, in a data folder of its own.
 * Loopback only, and never on a PostgreSQL server: whoever opens the portal may be anybody in it.
 */
import { serve as listen } from '@hono/node-server';
import { createServer, type AddressInfo } from 'node:net';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog } from '../src/kernel/log.ts';
import { parseConfig } from '../src/kernel/config.ts';
import { serve } from '../src/kernel/serve/serve.ts';
import { importSource, openSource } from '../src/imports/index.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { loadDemonstration } from './load.ts';
import { readPeople } from './portal/people.ts';
import { createPortal } from './portal/server.ts';
import { createSigner } from './portal/token.ts';

const host = '127.0.0.1';
const [folder] = process.argv.slice(2);
const content = folder ? resolve(folder) : fileURLToPath(new URL('content', import.meta.url));
const data =
  process.env['PARVIS_DATA'] ?? (folder ? `./parvis-demo/${basename(content)}` : './parvis-demo/vauclair-hollis');

try {
  await start();
} catch (error) {
  process.stderr.write(`npm start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const port = await freePort(4200);
  const origin = `http://${host}:${port}`;
  const config = parseConfig(
    {
      host,
      port: await freePort(4100),
      data,
      origins: [origin],
      issuers: [{ issuer: origin, jwksUrl: `${origin}/.well-known/jwks.json` }],
      pages: [{ prefix: `${origin}/`, circles: ['employee'], degree: 'C0' }],
    },
    {},
  );
  const server = await serve({ config, log: createLog(process.env['LOG_LEVEL'] ?? 'warn'), prepare: fill });
  const portal = createPortal({
    origin,
    api: server.address,
    people: await readPeople(content),
    signer: await createSigner(),
  });
  const listening = listen({ fetch: portal.fetch, hostname: host, port }, () =>
    process.stdout.write(
      `\n  The demonstration intranet is at ${origin}\n` +
        `  Choose there who you are: it knows no passwords, so it answers this machine only.\n` +
        `  What you write is kept in ${data}. Ctrl+C stops it.\n\n`,
    ),
  );
  const stop = () => {
    listening.close();
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function fill({ kernel }: { kernel: Kernel }): Promise<void> {
  if (folder) return void (await importSource(kernel, await openSource(content)));
  // Only once: the dates of the demonstration move with the week, what was changed in it since must not.
  const filled = await kernel.database.system((tx) => tx.selectFrom('person').select('id').limit(1).executeTakeFirst());
  if (!filled) await loadDemonstration(kernel);
}

/** The port itself where nobody has it, otherwise one that is free. */
function freePort(wanted: number): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' && wanted !== 0 ? found(freePort(0)) : failed(error),
    );
    probe.listen(wanted, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
