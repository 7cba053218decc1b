/**
 * The API of the measurements, in a process of its own, beside what it is compared with on the same Hono server:
 * a fixed body and a bare INSERT. Prints its address and one token per line, then answers until its input ends.
 */
import { createServer } from 'node:http';
import { Hono } from 'hono';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import pg from 'pg';
import { v7 } from 'uuid';
import { createApp } from '../../server/src/app.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { openEmbedded, openServer } from '../../server/src/kernel/database/open.ts';
import { createLimit } from '../../server/src/kernel/serve/limit.ts';
import { createListener } from '../../server/src/kernel/serve/listener.ts';
import { createTokens } from '../../server/src/kernel/viewer/index.ts';

const [engine, location, viewers = '64', pageMemory = '64', postMemory = '32'] = process.argv.slice(2);
if (!engine || !location)
  throw new Error('usage: api-server.ts postgres|pglite ADDRESS|FOLDER [VIEWERS [MEGABYTES OF PAGES [OF POSTS]]]');

const keys = await generateKeyPair('Ed25519');
const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'bench', alg: 'EdDSA' }] };
const database: Database =
  engine === 'postgres'
    ? await openServer({ url: location, poolSize: Number(process.env['POOL'] ?? 16) })
    : await openEmbedded(location);
const quiet = () => {};
let reads = 0;
// What is measured is not how often one person may write.
const unpaced = { secondsBetweenPosts: 0, postsPerHour: 0, secondsBetweenComments: 0, commentsPerHour: 0 };
const app = await createApp({
  database: {
    ...database,
    read(standing, ...statements) {
      reads += 1;
      return database.read(standing, ...statements);
    },
  },
  tokens: createTokens([{ issuer: 'bench', audience: 'parvis', claim: 'sub', jwks }], { now: () => new Date(), fetch }),
  // Nothing that was seeded is old enough to be pruned while it is measured.
  settings: parseConfig({ eventDays: 3_650, ...unpaced, pageMemory, postMemory }, {}),
  origins: [],
  log: {
    info: quiet,
    warn: quiet,
    error: (message, fields) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  },
  now: () => new Date(),
  newId: v7,
  limit: createLimit(Number.MAX_SAFE_INTEGER),
});

// As a server is after its first seconds: statistics of what was seeded may still be gathered.
for (let waited = 0; waited < 30_000 && !app.relay.isSettled(); waited += 100)
  await new Promise((resolve) => setTimeout(resolve, 100));

const outer = new Hono();
const fixed = JSON.stringify({ items: Array.from({ length: 20 }, (_, i) => ({ id: i, text: 'x'.repeat(530) })) });
/** As large as the page of a feed. */
const large = 'x'.repeat(26_000);
outer.get('/fixed', (c) => c.body(fixed, 200, { 'Content-Type': 'application/json' }));
outer.get('/fixed-large', (c) => c.body(large, 200, { 'Content-Type': 'application/json' }));
if (engine === 'postgres') {
  const pool = new pg.Pool({ connectionString: location, max: 16 });
  // The server is gone before this process is: that is how a measurement ends.
  pool.on('error', () => {});
  await pool.query(
    'create table if not exists bare (id uuid primary key, author_id uuid, body jsonb, created_at timestamptz)',
  );
  outer.post('/insert', async (c) => {
    const body = await c.req.json();
    const id = v7();
    await pool.query({
      name: 'bare',
      text: 'insert into bare values ($1, $2, $3, $4)',
      values: [id, '00000000-0000-7000-8000-000000000001', JSON.stringify(body), new Date()],
    });
    return c.json({ id }, 201);
  });
}
outer.get('/reads', (c) => c.text(String(reads)));

const references = ['/fixed', '/fixed-large', '/insert', '/reads'];
const server = createServer(
  createListener({
    hot: app.hot,
    ordinary: (request, environment) =>
      references.some((path) => request.url.endsWith(path)) ? outer.fetch(request) : app.ordinary(request, environment),
  }),
);
server.listen(0, '127.0.0.1', async () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
  for (let i = 1; i <= Number(viewers); i++) {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
      .setIssuer('bench')
      .setAudience('parvis')
      .setSubject(`p${i * 3}`)
      .setExpirationTime('2h')
      .sign(keys.privateKey);
    process.stdout.write(`${token}\n`);
  }
  process.stdout.write('\n');
});
process.stdin.resume();
process.once('SIGINT', () => process.exit(0));
process.stdin.on('end', () => process.exit(0));
