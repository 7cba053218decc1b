/**
 * Real applications for element tests, inside the process that serves the tests: a test file asks for one with the
 * people and communities it needs, speaks with it under its own path, and closes it.
 */
import { getRequestListener } from '@hono/node-server';
import type { TestRunnerConfig } from '@web/test-runner';
import { type TestApp, startTestApp, tokenFor } from '../support/app.ts';
import {
  type SeedCommunity,
  type SeedPerson,
  type SeedProject,
  addCommunities,
  addPeople,
  addProjects,
} from '../support/seed.ts';

export type Company = { people: SeedPerson[]; communities: SeedCommunity[]; projects?: SeedProject[] };
export type Opened = { api: string; people: Record<string, string>; communities: Record<string, string> };

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];
type Context = Parameters<Middleware>[0];

const apps = new Map<string, TestApp>();
let count = 0;

async function open({ people, communities, projects = [] }: Company): Promise<Opened> {
  const app = await startTestApp({ config: { pages: [{ prefix: 'https://intranet.test/', circles: ['employee'] }] } });
  const personIds = await addPeople(app.database, people);
  const communityIds = await addCommunities(app.database, personIds, communities);
  await addProjects(app.database, personIds, projects);
  const name = String(++count);
  apps.set(name, app);
  return { api: `/api/${name}`, people: personIds, communities: communityIds };
}

async function close(name: string) {
  const app = apps.get(name);
  apps.delete(name);
  await app?.close();
  await app?.database.close();
}

export const closeAll = () => Promise.all([...apps.keys()].map(close));

/** As strict as a page can be to the scripts it embeds. */
const strict =
  "default-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html allow-duplicates";

const bodyOf = async (context: Context): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || 'null');
};

/**
 * `POST /test/apps` opens, `POST /test/apps/1/settle` waits for its search, `POST /test/apps/1/tick` moves its clock to the present,
 * `DELETE /test/apps/1` closes, `GET /test/token?person=` signs in, `/api/1/…` is the API,
 * `GET /test/page` a page of its own with the markup asked for.
 */
export const applications: Middleware = async (context, next) => {
  const { path, method } = context;
  if (path === '/test/apps' && method === 'POST') context.body = await open((await bodyOf(context)) as Company);
  else if (/^\/test\/apps\/\w+\/communities$/.test(path) && method === 'POST') {
    const { people, communities } = (await bodyOf(context)) as {
      people: Record<string, string>;
      communities: SeedCommunity[];
    };
    const app = apps.get(path.split('/')[3]!)!;
    context.body = await addCommunities(app.database, people, communities);
    app.kernel.standings.forgetAll();
  } else if (/^\/test\/apps\/\w+\/tick$/.test(path)) {
    const { clock } = apps.get(path.split('/')[3]!)!;
    // As the browser has it, and later than before.
    clock.now = new Date(Math.max(Date.now(), clock.now.getTime() + 1));
    context.body = {};
  } else if (/^\/test\/apps\/\w+\/settle$/.test(path)) {
    await apps.get(path.split('/')[3]!)!.upkeep.settle();
    context.body = {};
  } else if (path.startsWith('/test/apps/') && method === 'DELETE') {
    await close(path.slice('/test/apps/'.length));
    context.body = {};
  } else if (path === '/test/page') {
    context.type = 'html';
    context.set('Content-Security-Policy', strict);
    const { head = '', body = '' } = context.query;
    context.body = `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  } else if (path === '/test/token') context.body = { token: await tokenFor(String(context.query['person'])) };
  else {
    const [, name = '', rest = '/'] = /^\/api\/(\w+)(\/.*)$/.exec(context.url) ?? [];
    const app = apps.get(name);
    if (!app) return next();
    context.respond = false;
    context.req.url = rest;
    await getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0])(context.req, context.res);
  }
};
