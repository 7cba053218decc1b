/**
 * The API on the embedded database, filled, and an intranet portal on another origin that embeds it. Loopback only, and
 * never on a PostgreSQL server: whoever opens the portal may be anybody in it.
 */
import { serve as listen } from '@hono/node-server';
import { createServer, type AddressInfo } from 'node:net';
import { importSource, openSource } from '../src/imports/index.ts';
import { parseConfig } from '../src/kernel/config.ts';
import type { Kernel, Log } from '../src/kernel/kernel.ts';
import { serve } from '../src/kernel/serve/serve.ts';
import { doCases } from './cases.ts';
import { acceptCharters } from './charter.ts';
import { sayOfPages } from './discussions.ts';
import { sendFlags } from './flags.ts';
import { content as ownContent, loadDemonstration } from './load.ts';
import { readDirectory } from './portal/people.ts';
import { createPortal } from './portal/server.ts';
import { createSigner } from './portal/token.ts';
import { sayWhatIsKnown } from './knowing.ts';
import { doDeeds } from './stewarding.ts';

const host = '127.0.0.1';

export type DemonstrationOptions = {
  /** Folder of the embedded database. */
  data: string;
  /** Interchange folder to show; without it, the demonstration company. */
  content?: string;
  /** Ports that are taken where they are free; 0 for any. */
  ports: { portal: number; api: number };
  log: Log;
};

export type Demonstration = { portal: string; api: string; close(): Promise<void> };

export async function startDemonstration({ data, content, ports, log }: DemonstrationOptions): Promise<Demonstration> {
  const port = await freePort(ports.portal);
  const origin = `http://${host}:${port}`;
  const config = parseConfig(
    {
      host,
      port: await freePort(ports.api),
      data,
      docs: true,
      origins: [origin],
      issuers: [{ issuer: origin, jwksUrl: `${origin}/.well-known/jwks.json` }],
      chatTemplate: `${origin}/chat/{userName}`,
      postTemplate: `${origin}/#parvis-post-{id}`,
      communityPostTemplate: `${origin}/communities/{slug}#parvis-post-{id}`,
      pages: [{ prefix: `${origin}/`, circles: ['employee'], degree: 'C0' }],
    },
    {},
  );
  const server = await serve({ config, log, prepare: ({ kernel }) => fill(kernel, origin, content) });
  const directory = await readDirectory(content ?? ownContent);
  const portal = createPortal({ origin, api: server.address, directory, signer: await createSigner() });
  const listening = listen({ fetch: portal.fetch, hostname: host, port });
  return {
    portal: origin,
    api: server.address,
    async close() {
      listening.close();
      await server.close();
    },
  };
}

async function fill(kernel: Kernel, origin: string, content: string | undefined): Promise<void> {
  if (content) return void (await importSource(kernel, await openSource(content)));
  // Only once: the dates of the demonstration move with the week, what was changed in it since must not.
  const filled = await kernel.database.system((tx) => tx.selectFrom('person').select('id').limit(1).executeTakeFirst());
  if (filled) return;
  await loadDemonstration(kernel);
  await acceptCharters(kernel);
  await sendFlags(kernel);
  await doDeeds(kernel);
  await doCases(kernel);
  await sayWhatIsKnown(kernel);
  await sayOfPages(kernel, origin);
}

/** The port itself where nobody has it, otherwise one that is free. */
function freePort(wanted: number): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' && wanted !== 0 ? found(freePort(wanted + 1)) : failed(error),
    );
    probe.listen(wanted, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
