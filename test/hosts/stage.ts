/**
 * An intranet that imposes its rules, the API on another origin, and a browser between them. The pages of the intranet
 * are made up by the tests; it signs its own tokens and keeps what browsers report to it.
 */
import { serve as listen } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import ts from 'typescript';
import { createSigner } from '../../server/demo/portal/token.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import type { Log } from '../../server/src/kernel/kernel.ts';
import { serve } from '../../server/src/kernel/serve/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = '127.0.0.1';

/** One page of a host: what it sends before and around the part that embeds Parvis. */
export type HostPage = {
  headers?: Record<string, string>;
  /** Attributes of `<html>`. */
  html?: string;
  head?: string;
  /** What embeds Parvis; left out where the page is looked at as it was before. */
  script?: string;
  /** In the zone of the page that an editor may fill. */
  zone: string;
};

export type Visit = {
  page: Page;
  /** Errors and warnings of the console, refusals of a policy, reports of those. */
  complaints: string[];
  close(): Promise<void>;
};

export type HostStage = {
  api: string;
  intranet: string;
  /** The script as an editor of pages would put it, with further attributes. */
  script(attributes?: string): string;
  /** Opens a page of the intranet, with Parvis or as it was before. */
  visit(page: HostPage, options?: BrowserContextOptions & { bare?: boolean }): Promise<Visit>;
  /** A page of another site, with nothing on it yet. */
  open(): Promise<Visit>;
  /** Writes as somebody else does meanwhile. */
  call<Answer>(person: string, method: string, path: string, body?: object): Promise<Answer>;
  close(): Promise<void>;
};

const silent = () => {};
const log: Log = {
  info: silent,
  warn: silent,
  error: (message, details) => void process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};

/** Pages are known to the server by number. */
type Pages = Map<string, HostPage>;

const libraries: Record<string, string> = {
  'jquery.js': 'node_modules/jquery/dist/jquery.js',
  'react.js': 'packages/hosts/node_modules/react/umd/react.production.min.js',
  'react-dom.js': 'packages/hosts/node_modules/react-dom/umd/react-dom.production.min.js',
};
/** The library itself where Debian has installed it, otherwise what it is known to change. */
const prototypes = ['/usr/share/javascript/prototype/prototype.js', `${root}test/hosts/assets/prototype.js`];
const types: Record<string, string> = {
  ts: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};
const typeOf = (name: string): string => types[name.split('.').at(-1)!] ?? 'text/plain';

/** The web part as its own build would leave it, but for where the framework is. */
const webPart = 'packages/hosts/sharepoint/src/webparts/parvis/ParvisWebPart.ts';
const transpile = (text: string): string =>
  ts
    .transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
    .outputText.replace(/'@microsoft\/[\w-]+'/g, "'/assets/spfx.js'");

const send = async (c: Context, file: string, change = (text: string) => text): Promise<Response> => {
  const text = await readFile(resolve(root, file), 'utf8').catch(() => undefined);
  return text === undefined ? c.notFound() : c.body(change(text), 200, { 'Content-Type': typeOf(file) });
};

const draw = ({ html = 'lang="en"', head = '', script = '', zone }: HostPage): string => `<!doctype html>
<html ${html}>
  <head>
    <meta charset="utf-8">
    <title>Intranet</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/host.css">
    ${head}
    <script src="/assets/host.js"></script>
  </head>
  <body>
    <header class="suite"><a href="#home">Intranet</a> <input aria-label="Search here" placeholder="Search"> <button>Go</button></header>
    <div class="columns">
      <nav><h2>Sections</h2><ul><li><a href="#news">News</a></li><li><a href="#forms">Forms</a></li></ul></nav>
      <main>
        <h1>Canteen</h1>
        <p>What is <b>served</b> this <i>week</i>.</p>
        <table><thead><tr><th>Day</th><th>Dish</th></tr></thead><tbody><tr><td>Monday</td><td>Soup</td></tr></tbody></table>
        <form><label>Name <input name="name"></label> <select><option>One</option></select> <textarea rows="2">Text</textarea></form>
        <div class="zone">${zone}</div>
        <p class="after">Below</p>
      </main>
    </div>
    <footer>Colophon <button>Top</button></footer>
    ${script}
  </body>
</html>`;

/** Another site that signs people in. */
export type Site = { origin: string; issuer: string; jwksUrl: string };

export async function setHostStage(sites: readonly Site[] = []): Promise<HostStage> {
  const data = await mkdtemp(join(tmpdir(), 'parvis-hosts-'));
  const port = await freePort();
  const intranet = `http://${host}:${port}`;
  const pages: Pages = new Map();
  const reports = new Map<string, string[]>();
  const signer = await createSigner();
  const app = new Hono();
  let api = '';
  app.get('/.well-known/jwks.json', (c) => c.json(signer.keys));
  app.get('/token', async (c) =>
    c.json({ token: await signer.sign(c.req.query('person') ?? 'ana', intranet, new Date()) }),
  );
  app.get('/assets/:name', (c) => send(c, `test/hosts/assets/${c.req.param('name')}`));
  app.get('/libraries/prototype.js', (c) =>
    send(
      c,
      prototypes.find((path) => existsSync(path))!,
    ),
  );
  app.get('/libraries/:name', (c) => send(c, libraries[c.req.param('name')] ?? ''));
  app.get('/web-part.js', (c) => send(c, webPart, transpile));
  // Another release of the library, kept by the page itself.
  app.get('/older/:name{.+}', (c) =>
    send(c, `packages/elements/dist/embed/${c.req.param('name')}`, (text) => text.replaceAll('0.1.0', '0.0.9')),
  );
  app.post('/reports/:number', async (c) => {
    reports.get(c.req.param('number'))?.push(await c.req.text());
    return c.body(null, 204);
  });
  app.get('/pages/:number/:kind', (c) => {
    const page = pages.get(c.req.param('number'));
    if (!page) return c.notFound();
    for (const [name, value] of Object.entries(page.headers ?? {}))
      c.header(
        name,
        name === 'Content-Security-Policy' ? `${value}; report-uri /reports/${c.req.param('number')}` : value,
      );
    return c.html(draw(c.req.param('kind') === 'bare' ? { ...page, script: '' } : page));
  });
  const listening = listen({ fetch: app.fetch, hostname: host, port });

  const config = parseConfig(
    {
      host,
      port: 0,
      data,
      origins: [intranet, ...sites.map(({ origin }) => origin)],
      issuers: [
        { issuer: intranet, jwksUrl: `${intranet}/.well-known/jwks.json` },
        ...sites.map(({ issuer, jwksUrl }) => ({ issuer, jwksUrl })),
      ],
      pages: [intranet, ...sites.map(({ origin }) => origin)].map((origin) => ({ prefix: `${origin}/` })),
      secondsBetweenPosts: 0,
      postsPerHour: 0,
      secondsBetweenComments: 0,
      commentsPerHour: 0,
      linkPreviews: { enabled: false },
    },
    {},
  );
  const [server, browser] = await Promise.all([
    serve({
      config,
      log,
      async prepare({ kernel: { database } }) {
        const people = await addPeople(database, [
          { userName: 'ana', name: 'Ana Ruiz', title: 'Cook' },
          { userName: 'ben', name: 'Ben Okafor', title: 'Buyer' },
        ]);
        await addCommunities(database, people, [
          { slug: 'canteen', name: 'Canteen', members: { ana: 'member', ben: 'steward' } },
        ]);
      },
    }),
    launchBrowser(),
  ]);
  api = server.address;

  const call: HostStage['call'] = async (person, method, path, body) => {
    const response = await fetch(api + path, {
      method,
      headers: {
        Authorization: `Bearer ${await signer.sign(person, intranet, new Date())}`,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };

  return {
    api,
    intranet,
    call,
    script: (attributes = '') =>
      `<script type="module" src="${api}/embed/v1/parvis.js" data-token-url="/token" ${attributes}></script>`,
    async open() {
      const opened = await open(browser);
      return { ...opened, close: () => opened.page.context().close() };
    },
    async visit(drawn, { bare = false, ...options } = {}) {
      const number = String(pages.size + 1);
      pages.set(number, drawn);
      const reported: string[] = [];
      reports.set(number, reported);
      const { page, complaints } = await open(browser, options);
      await page.goto(`${intranet}/pages/${number}/${bare ? 'bare' : 'embedded'}`);
      return {
        page,
        get complaints() {
          return [...complaints, ...reported];
        },
        close: () => page.context().close(),
      };
    },
    async close() {
      await browser.close();
      listening.close();
      await server.close();
      await rm(data, { recursive: true });
    },
  };
}

/** A page with nothing on it yet, and all that it complains about. */
async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return { page, complaints };
}

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
