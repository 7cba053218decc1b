/** A real application for tests: the whole server on a fresh database restored from the template, one per call. */
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { v7 } from 'uuid';
import { type Application, type Dependencies, createApp } from '../../server/src/app.ts';
import type { DemoIdentity } from '../../server/src/demo-identity/index.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { readStarterCharter } from '../../server/src/charter/starter/index.ts';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import type { Log } from '../../server/src/kernel/kernel.ts';
import { createDocs } from '../../server/src/kernel/serve/docs.ts';
import { createEmbed } from '../../server/src/kernel/serve/embed.ts';
import { createImages } from '../../server/src/kernel/serve/images.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import { type Issuer, createTokens } from '../../server/src/kernel/viewer/index.ts';
import { acceptCharter } from './seed.ts';

export const issuer = 'https://issuer.test';
const keys = await generateKeyPair('Ed25519');
/** What a server that checks these tokens is configured with. */
export const publicKey = { ...(await exportJWK(keys.publicKey)), kid: 'test', alg: 'EdDSA' };

/** Later than any clock of a test. */
const farOff = Date.parse('2100-01-01') / 1_000;

/** A token as the intranet's own back end would give it. */
export const tokenFor = (
  userName: string,
  claims: Record<string, unknown> = {},
  from: string = issuer,
): Promise<string> =>
  new SignJWT({ exp: farOff, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
    .setIssuer(from)
    .setAudience('parvis')
    .setSubject(userName)
    .sign(keys.privateKey);

export type LogLine = { level: keyof Log; message: string; fields?: Record<string, unknown> };

export type TestApp = Application & {
  database: Database;
  /** Everything that was logged. */
  logged: LogLine[];
  /** The present moment of the application; set it to move on. */
  clock: { now: Date };
  /** Sends a request as this person; a body is sent as JSON. Nobody: without a token. */
  as(
    userName: string | undefined,
  ): (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
};

export type TestOptions = {
  origins?: string[];
  config?: Record<string, unknown>;
  database?: Database;
  embed?: boolean;
  /** In the place of the suite's own issuer. */
  issuers?: Issuer[];
  /** What keys are fetched with. */
  fetch?: typeof fetch;
  demo?: DemoIdentity;
  /** What the check of what is written is asked with. */
  check?: typeof fetch;
  images?: Dependencies['images'];
  outside?: Dependencies['outside'];
  limit?: Dependencies['limit'];
  addressOf?: Dependencies['addressOf'];
};

export async function startTestApp({
  origins = [],
  config = {},
  database,
  embed,
  issuers = [{ issuer, audience: 'parvis', claim: 'sub', jwks: { keys: [publicKey] } }],
  fetch: fetchKeys = fetch,
  demo,
  check,
  images = createImages(),
  outside,
  limit,
  addressOf,
}: TestOptions = {}): Promise<TestApp> {
  const logged: LogLine[] = [];
  const log = (level: keyof Log) => (message: string, fields?: Record<string, unknown>) =>
    void logged.push({ level, message, fields });
  const clock = { now: new Date('2026-11-20T09:00:00.000Z') };
  // How often one may publish and comment is bounded where a test says so: tests write quicker than people.
  const unpaced = { secondsBetweenPosts: 0, postsPerHour: 0, secondsBetweenComments: 0, commentsPerHour: 0 };
  const settings = parseConfig({ ...unpaced, ...config }, {});
  const store = database ?? (await openTestDatabase());
  const app = await createApp({
    database: store,
    tokens: createTokens(demo ? [...issuers, demo.issuer] : issuers, { now: () => clock.now, fetch: fetchKeys }),
    settings,
    origins,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    now: () => clock.now,
    newId: v7,
    charter: readStarterCharter(),
    verifyAnswers: true,
    images,
    ...(outside && { outside }),
    ...(embed && { embed: await createEmbed() }),
    ...(settings.docs && { docs: createDocs(settings.docs) }),
    ...(demo && { demo }),
    ...(check && { fetch: check }),
    ...(limit && { limit }),
    ...(addressOf && { addressOf }),
  });
  // Who was there before the charter was.
  if (database) await store.system((tx) => acceptCharter(tx));
  return {
    ...app,
    database: store,
    logged,
    clock,
    as: (userName) => async (method, path, body, headers) =>
      app.request(path, {
        method,
        headers: {
          ...(userName !== undefined && { Authorization: `Bearer ${await tokenFor(userName)}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

/** The PostgreSQL server that `npm run test:postgres` started; undefined where the suite runs on the embedded engine. */
export const postgres = process.env['TEST_DATABASE_URL'];

/** In memory from the template; on PostgreSQL, with TEST_DATABASE_URL, a fresh database of that server. */
export async function openTestDatabase(): Promise<Database> {
  if (!postgres) return openEmbedded();
  const { openFreshDatabase } = await import('./postgres.ts');
  return openFreshDatabase(postgres);
}
