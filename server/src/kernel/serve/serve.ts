/** The application on a port: what `parvis serve` and the demonstration start. Node only. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { v7 } from 'uuid';
import { type Application, createApp } from '../../app.ts';
import { importCommand, importSkillsCommand } from '../../imports/index.ts';
import { verifyRecordCommand } from '../../record/command.ts';
import { createDemoIdentity } from '../../demo-identity/index.ts';
import type { Config } from '../config.ts';
import { openControl } from '../control/index.ts';
import { lockFolder } from '../database/lock.ts';
import { openEmbedded, openServer } from '../database/open.ts';
import type { Database } from '../database/index.ts';
import type { Log } from '../kernel.ts';
import { readStarterCharter } from '../../charter/starter/index.ts';
import { type Issuer, createTokens } from '../viewer/index.ts';
import { createAddressOf } from './address.ts';
import { createCheck } from './check.ts';
import { createDocs } from './docs.ts';
import { createEmbed } from './embed.ts';
import { createImages } from './images.ts';
import { createLimit } from './limit.ts';
import { createListener } from './listener.ts';
import { createOutside } from './outside.ts';

export type Server = { app: Application; address: string; close(): Promise<void> };

export type ServeOptions = {
  config: Config;
  log: Log;
  /** Lets anybody be anybody. Refused unless only this machine reaches the server. */
  demo?: boolean;
  /** Done before the first request is taken: fills an empty database for the demonstration. */
  prepare?: (app: Application) => Promise<void>;
};

/** Opens the database (the folder locked), starts listening, answers where. Throws when the folder or port is taken. */
export async function serve({ config, log, demo, prepare }: ServeOptions): Promise<Server> {
  const now = () => new Date();
  const identity = demo ? await createDemoIdentity(config) : undefined;
  const lock = config.databaseUrl ? undefined : lockFolder(config.data, now());
  let opened: { close(): Promise<void> } | undefined;
  let stopListening = async (): Promise<void> => {};
  try {
    const database = await openDatabase(config, log);
    opened = database;
    const app = await createApp({
      database,
      tokens: createTokens([...(config.issuers as Issuer[]), ...(identity ? [identity.issuer] : [])], { now, fetch }),
      settings: config,
      origins: config.origins,
      log,
      now,
      newId: v7,
      limit: createLimit(config.requestsPerMinute),
      addressOf: createAddressOf(config.proxies),
      embed: await createEmbed(config.releases ?? (config.databaseUrl ? undefined : join(config.data, 'releases'))),
      ...(config.docs && { docs: createDocs(config.docs) }),
      images: createImages(),
      ...(config.linkPreviews.enabled && { outside: createOutside(config.linkPreviews) }),
      ...(config.screening && { fetch: createCheck(config.screening) }),
      charter: readStarterCharter(),
      demo: identity,
    });
    opened = app;
    await prepare?.(app);
    const { address, stop } = await startListening(app, config);
    stopListening = stop;
    lock?.announce(address);
    const control =
      lock &&
      (await openControl(
        config.data,
        {
          import: importCommand(app.kernel),
          'import-skills': importSkillsCommand(app.kernel),
          'verify-record': verifyRecordCommand(database),
        },
        log,
      ));
    return {
      app,
      address,
      async close() {
        await control?.close();
        await stop();
        await app.close();
        lock?.release();
      },
    };
  } catch (error) {
    await stopListening();
    await opened?.close().catch(() => {});
    lock?.release();
    throw error;
  }
}

const openDatabase = (config: Config, log: Log): Promise<Database> =>
  config.databaseUrl
    ? openServer({
        url: config.databaseUrl,
        directUrl: config.databaseDirectUrl,
        poolSize: config.databasePool,
        warn: (message, error) => log.warn(message, { error: String(error) }),
      })
    : openEmbedded(config.data);

function startListening(
  app: Application,
  { host, port }: Config,
): Promise<{ address: string; stop: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer(createListener(app, host));
    server.listen(port, host, () => {
      const info = server.address() as AddressInfo;
      const name = info.family === 'IPv6' ? `[${info.address}]` : info.address;
      resolve({
        address: `http://${name}:${info.port}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done());
            // Streams stay open for as long as their pages: they are ended, not waited for.
            server.closeAllConnections();
          }),
      });
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken. Choose another with PORT or --port.`, { cause: error })
          : error,
      ),
    );
  });
}
