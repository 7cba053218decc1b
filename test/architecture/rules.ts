/**
 * The layers: what a module of each kind may import, and what belongs in one place only. A rule is a sentence, a check
 * that answers one line for each place that breaks it, and invented files that break it.
 */
import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { type Import, type Module, type Source, folderOf, isTest, lineOf, originOf, reach, walk } from './source.ts';

export type Rule = {
  name: string;
  check(source: Source): string[];
  /** Each of these must be found. */
  broken: Record<string, string>[];
};

const contracts = ['@parvis/contracts', '@parvis/contracts/tables'];
const modulesOf = (source: Source, where: RegExp): Module[] =>
  [...source.values()].filter(({ path }) => where.test(path) && !isTest(path));

/** Imports of the chosen modules that `allowed` refuses. */
const imports =
  (where: RegExp, allowed: (imported: Import, module: Module, source: Source) => boolean) => (source: Source) =>
    modulesOf(source, where).flatMap((module) =>
      module.imports
        .filter((imported) => !allowed(imported, module, source))
        .map(({ from, line }) => `${module.path}:${line} imports ${from}`),
    );

/** Nodes of the chosen modules that `found` recognises, by what it calls them. */
const nodes =
  (where: RegExp, found: (node: ts.Node, module: Module) => string | undefined, except?: RegExp) => (source: Source) =>
    modulesOf(source, where)
      .filter(({ path }) => !except?.test(path))
      .flatMap((module) => {
        const lines: string[] = [];
        walk(module.file, (node) => {
          const name = found(node, module);
          if (name) lines.push(`${module.path}:${lineOf(module.file, node)} ${name}`);
        });
        return lines;
      });

const at = (path: string, name: string): boolean => path === name || path.startsWith(`${name}/`);
const sibling = ({ path }: Module, name: string): string => `${folderOf(path)}/${name}.ts`;
// A noun's folder, or one below it that holds an idea of its own: `posts/`, `posts/feed/`.
const noun = /^server\/src\/(?!kernel\/|[^/]+\.ts$)(?:[^/]+\/)+/;
const inNoun = (names: string): RegExp => new RegExp(`${noun.source}(${names})\\.ts$`);
const drivers = ['kysely', 'pg', '@electric-sql/pglite'];

/** Names taken from another noun's index that do not come from its policy or presenter. */
const pureNames = ({ to, names }: Import, source: Source): boolean =>
  names.every((name) => /\/(policy|present)\.ts$/.test(originOf(source, to, name) ?? ''));

const sqlStart = /^\s*(with|select|insert\s+into|update|delete\s+from|create|alter)\s/i;
const sqlWords = /\b(from|values|set|table|returning)\b/i;
const isSql = (text: string): boolean => sqlStart.test(text) && sqlWords.test(text);
const builders = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'executeQuery'];

const asyncWords = (node: ts.Node): string | undefined => {
  if (ts.isAwaitExpression(node)) return 'awaits';
  if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
    return 'is async';
  if (ts.isIdentifier(node) && node.text === 'Promise') return 'speaks of promises';
  return undefined;
};

const calls = (node: ts.Node, ...names: string[]): string | undefined =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text)
    ? node.expression.text
    : undefined;

/** What only Node has, and what only the process that listens needs. */
const nodeOnly = [
  'pg',
  'sharp',
  'undici',
  'pino',
  'rate-limiter-flexible',
  '@hono/node-server',
  'commander',
  'nodemailer',
];
const app = 'server/src/app.ts';

/** Below `packages/elements/src`: what every element is made of, and what several of them draw. */
const shared = ['contexts', 'controllers', 'events', 'internal', 'locales', 'styles'];
const parts = ['attached', 'comments', 'post', 'writing'];

export const rules: Rule[] = [
  {
    name: 'contracts import zod and each other, nothing else',
    check: imports(/^packages\/contracts\/src\//, ({ to }) => to === 'zod' || to.startsWith('packages/contracts/src/')),
    broken: [{ 'packages/contracts/src/a.ts': `import type { LitElement } from 'lit';` }],
  },
  {
    name: 'the tables of the contracts are plain data: they run without zod',
    check: (source) => {
      const to = reach(source, 'packages/contracts/src/tables.ts').get('zod');
      return to ? [`${to.by}:${to.line} imports zod`] : [];
    },
    broken: [
      {
        'packages/contracts/src/tables.ts': `export * from './values.ts';`,
        'packages/contracts/src/values.ts': `import { z } from 'zod'; export const all = z.string();`,
      },
    ],
  },
  {
    name: 'the client runs on the tables of the contracts alone: no zod, no lit, schemas as types',
    check: imports(
      /^packages\/client\/src\//,
      ({ to, typeOnly }) =>
        to.startsWith('packages/client/src/') ||
        to === '@parvis/contracts/tables' ||
        at(to, 'eventsource-parser') ||
        (typeOnly && contracts.includes(to)),
    ),
    broken: [
      { 'packages/client/src/a.ts': `import { Post } from '@parvis/contracts';` },
      { 'packages/client/src/a.ts': `import type { LitElement } from 'lit';` },
    ],
  },
  {
    name: 'a controller draws nothing: it imports contexts, client types and helpers, no template and no element',
    check: imports(/^packages\/elements\/src\/controllers\//, ({ to, typeOnly }) =>
      /^packages\/elements\/src\/(controllers|contexts|internal|events)\//.test(to)
        ? typeOnly || !/internal\/(parvis-element|icons|rich-text)\.ts$/.test(to)
        : ['@lit/context', '@parvis/contracts/tables'].includes(to) ||
          (typeOnly && ['lit', '@parvis/client', ...contracts].includes(to)),
    ),
    broken: [
      { 'packages/elements/src/controllers/a.ts': `import { html } from 'lit';` },
      { 'packages/elements/src/controllers/a.ts': `import { ParvisFeed } from '../feed/feed.ts';` },
      { 'packages/elements/src/controllers/a.ts': `import { createClient } from '@parvis/client';` },
    ],
  },
  {
    name: 'an element is drawn with what all share and the parts that several draw with; another one is fetched on use',
    check: imports(/^packages\/elements\/src\/[^/]+\//, ({ to, typeOnly, onUse }, { path }) => {
      const [, folder] = /^packages\/elements\/src\/([^/]+)\//.exec(to) ?? [];
      if (!folder || typeOnly || onUse || at(path, `packages/elements/src/${folder}`)) return true;
      // The entry of a package registers what its element contains.
      if (path.endsWith('/define.ts') && to.endsWith('/define.ts')) return true;
      // The script of a page starts all of them, and a charter that stands before an element is the charter's text.
      if (/\/src\/embed\//.test(path) || (/\/src\/gate\//.test(path) && folder === 'charter')) return true;
      return shared.includes(folder) || parts.includes(folder);
    }),
    broken: [
      { 'packages/elements/src/feed/feed.ts': `import '../profile-card/profile-card.ts';` },
      { 'packages/elements/src/post/post.ts': `import { why } from '../moderation/why.ts';` },
    ],
  },
  {
    name: 'nothing below elements but the provider imports the client at run time',
    check: imports(
      /^packages\/elements\/src\/(?!provider\/)/,
      ({ to, typeOnly }) => to !== '@parvis/client' || typeOnly,
    ),
    broken: [{ 'packages/elements/src/feed/feed.ts': `import { createClient } from '@parvis/client';` }],
  },
  {
    name: 'nothing below elements but the provider calls fetch, and the page around a frame for its own token',
    check: nodes(
      /^packages\/elements\/src\//,
      (node) => calls(node, 'fetch') && 'calls fetch',
      /^packages\/elements\/src\/(provider\/|embed\/host\.ts$)/,
    ),
    broken: [{ 'packages/elements/src/feed/feed.ts': `void fetch('/v1/posts');` }],
  },
  {
    name: 'the browser bundle contains no zod, no schemas and no server',
    check: (source) =>
      [...source.keys()]
        .filter((path) => /^packages\/elements\/src\//.test(path) && !isTest(path))
        .flatMap((path) =>
          [...reach(source, path)].filter(
            ([to]) => to === 'zod' || at(to, '@parvis/server') || to === 'packages/contracts/src/index.ts',
          ),
        )
        .map(([to, { by, line }]) => `${by}:${line} leads to ${to}`)
        .filter((text, index, all) => all.indexOf(text) === index),
    broken: [{ 'packages/elements/src/feed/feed.ts': `import { Post } from '@parvis/contracts';` }],
  },
  {
    name: 'elements write no HTML from strings and evaluate none',
    check: nodes(/^packages\/elements\/src\//, (node) => {
      if (
        ts.isPropertyAccessExpression(node) &&
        /^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/.test(node.name.text)
      )
        return `uses ${node.name.text}`;
      if (ts.isIdentifier(node) && /^(unsafeHTML|unsafeSVG|unsafeStatic|unsafeCSS)$/.test(node.text))
        return `uses ${node.text}`;
      if (ts.isNewExpression(node) && node.expression.getText() === 'Function') return 'makes a function of a string';
      return calls(node, 'eval');
    }),
    broken: [
      { 'packages/elements/src/feed/feed.ts': `this.innerHTML = text;` },
      { 'packages/elements/src/feed/feed.ts': `import { unsafeHTML } from 'lit/directives/unsafe-html.js';` },
      { 'packages/elements/src/feed/feed.ts': `new Function('return 1');` },
    ],
  },
  {
    name: 'routes import contracts, their own service and presenter, and the kernel: never a store, SQL or another noun',
    check: imports(
      inNoun('routes'),
      ({ to, typeOnly }, module) =>
        typeOnly ||
        contracts.includes(to) ||
        at(to, 'hono') ||
        /^server\/src\/kernel\/(http|viewer)\/index\.ts$/.test(to) ||
        [sibling(module, 'service'), sibling(module, 'present')].includes(to),
    ),
    broken: [
      { 'server/src/posts/routes.ts': `import { findPost } from './store.ts';` },
      { 'server/src/posts/routes.ts': `import { findProfile } from '../people/index.ts';` },
    ],
  },
  {
    name: 'services know no HTTP framework and no driver',
    check: imports(
      new RegExp(`${noun.source}(?!routes\\.ts|store\\.ts)[^/]+$`),
      ({ to }) => !at(to, 'hono') && !drivers.includes(to) && to !== '@hono/zod-openapi',
    ),
    broken: [
      { 'server/src/posts/service.ts': `import type { Context } from 'hono';` },
      { 'server/src/posts/service.ts': `import { sql } from 'kysely';` },
      { 'server/src/posts/feed/service.ts': `import { sql } from 'kysely';` },
    ],
  },
  {
    name: 'policies and presenters run on contracts, the viewer and other policies and presenters only',
    check: imports(
      inNoun('policy|present'),
      (imported, module, source) =>
        imported.typeOnly ||
        contracts.includes(imported.to) ||
        imported.to === sibling(module, 'policy') ||
        imported.to === 'server/src/kernel/viewer/index.ts' ||
        (noun.test(imported.to) && pureNames(imported, source)),
    ),
    broken: [
      { 'server/src/posts/policy.ts': `import { findPost } from './store.ts';` },
      {
        'server/src/posts/present.ts': `import { openCard } from '../people/index.ts';`,
        'server/src/people/index.ts': `export { openCard } from './service.ts';`,
      },
    ],
  },
  {
    name: 'policies and presenters wait for nothing',
    check: nodes(inNoun('policy|present'), asyncWords),
    broken: [{ 'server/src/posts/policy.ts': `export const canWrite = async () => true;` }],
  },
  {
    name: 'a store imports the database, the store of the folder around it, and nothing above',
    check: imports(
      inNoun('store'),
      ({ to, typeOnly }, { path }) =>
        typeOnly ||
        to === 'kysely' ||
        contracts.includes(to) ||
        to === 'server/src/kernel/database/index.ts' ||
        (noun.test(to) && to === `${folderOf(folderOf(path))}/store.ts`),
    ),
    broken: [
      { 'server/src/posts/store.ts': `import { Failure } from '../kernel/http/index.ts';` },
      { 'server/src/posts/store.ts': `import { writePost } from './service.ts';` },
      { 'server/src/posts/feed/store.ts': `import { requirePost } from '../access.ts';` },
      { 'server/src/posts/store.ts': `import { findPerson } from '../people/store.ts';` },
    ],
  },
  {
    name: 'SQL is written in stores, in kernel/database and in migrations only',
    check: nodes(
      /^server\/src\//,
      (node) => {
        if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') return 'writes SQL';
        if (
          ts.isCallExpression(node) &&
          ts.isPropertyAccessExpression(node.expression) &&
          builders.includes(node.expression.name.text)
        )
          return `builds SQL with ${node.expression.name.text}`;
        if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node))
          return isSql(node.text) ? 'writes SQL' : undefined;
        return undefined;
      },
      /\/store\.ts$|^server\/src\/kernel\/database\//,
    ),
    broken: [
      { 'server/src/posts/service.ts': `await tx.selectFrom('post').execute();` },
      { 'server/src/posts/service.ts': 'const rows = await sql`select 1`.execute(tx);' },
      { 'server/src/kernel/viewer/a.ts': `const text = 'select id from person';` },
    ],
  },
  {
    name: 'what the application reaches runs in a browser too',
    check: (source) =>
      [...reach(source, app)]
        .filter(([to]) => isBuiltin(to) || to.startsWith('node:') || nodeOnly.some((name) => at(to, name)))
        .map(([to, { by, line }]) => `${by}:${line} imports ${to}`),
    broken: [
      { [app]: `import './a.ts';`, 'server/src/a.ts': `import { readFile } from 'node:fs/promises';` },
      { [app]: `import pg from 'pg';` },
      { [app]: `const load = () => import('./a.ts');`, 'server/src/a.ts': `import { pino } from 'pino';` },
    ],
  },
  {
    name: 'what the application reaches is told the time and makes up no ids of its own',
    check: (source) => {
      const reached = new Set([app, ...reach(source, app).keys()]);
      return nodes(/^server\/src\//, (node, { path }) => {
        if (!reached.has(path)) return undefined;
        if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
          return 'reads the clock';
        if (
          ts.isCallExpression(node) &&
          /^(Date\.now|Math\.random|crypto\.randomUUID)$/.test(node.expression.getText())
        )
          return `calls ${node.expression.getText()}`;
        return undefined;
      })(source);
    },
    broken: [{ [app]: `import './a.ts';`, 'server/src/a.ts': `const at = new Date();` }],
  },
  {
    // What only Node loads enters the Node-only halves of the kernel's folders directly: their index is for browsers too.
    name: 'a folder is entered by its index.ts',
    check: (source) => {
      const reached = new Set([app, ...reach(source, app).keys()]);
      return imports(/^(server|packages\/elements)\/src\//, ({ to }, { path }) => {
        const folder = folderOf(to);
        if (!source.has(to) || /\/index\.ts$/.test(to) || `${folderOf(path)}/`.startsWith(`${folder}/`)) return true;
        if (!source.has(`${folder}/index.ts`)) return true;
        return path.startsWith('server/src/') && !reached.has(path) && !reached.has(to);
      })(source);
    },
    broken: [
      {
        'server/src/posts/service.ts': `import { findProfile } from '../people/store.ts';`,
        'server/src/people/index.ts': ``,
        'server/src/people/store.ts': ``,
        [app]: `import './posts/service.ts';`,
      },
    ],
  },
];
