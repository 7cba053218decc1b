/** Requests a second of the API beside references on the same Hono server, interleaved, by wrk. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { migratePostgres } from '../../server/src/kernel/database/open.ts';
import { createCluster, findBinaries } from '../support/cluster.ts';
import { type Result, median, ratioOf } from './report.ts';
import { full, seedEmbedded, seedPostgres } from './seed.ts';

const run = promisify(execFile);
const rounds = 3;
const seconds = 4;

export type Load = { path: string; connections: number; script?: string };
type Measured = { rate: number; p50: number; p99: number };

/** Starts a server of `api-server.ts`; its input ending ends it. `pages`, `posts`: megabytes of memory for them. */
export async function startServer(
  engine: 'postgres' | 'pglite',
  location: string,
  { viewers = 64, pages = 64, posts = 32 }: { viewers?: number; pages?: number; posts?: number } = {},
) {
  const program = fileURLToPath(new URL('api-server.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--conditions=source', program, engine, location, `${viewers}`, `${pages}`, `${posts}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === '') break;
    lines.push(line);
  }
  const [base, ...tokens] = lines;
  if (!base) throw new Error('The server of the measurement did not start.');
  return { base, tokens, stop: () => void child.stdin.end() };
}

/** wrk prints times with a unit: in milliseconds here. */
const milliseconds = (text: string | undefined): number => {
  const [, value = '0', unit = 'ms'] = /^([\d.]+)(us|ms|s)$/.exec(text ?? '') ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit as 'us' | 'ms' | 's'];
};

export async function load(base: string, { path, connections, script }: Load, duration = seconds): Promise<Measured> {
  const { stdout } = await run('wrk', [
    '-t2',
    `-c${connections}`,
    `-d${duration}`,
    '--latency',
    ...(script ? ['-s', script] : []),
    `${base}${path}`,
  ]);
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1];
  if (refused) throw new Error(`${refused} requests to ${path} were refused: the measurement says nothing.`);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p50: milliseconds(/50%\s+(\S+)/.exec(stdout)?.[1]),
    p99: milliseconds(/99%\s+(\S+)/.exec(stdout)?.[1]),
  };
}

const lua = (tokens: readonly string[], headers: (token: string) => string, request: string) => `
local requests = {${tokens.map((token) => `{${headers(token)}}`).join(',\n')}}
local i = 0
request = function() i = i % #requests + 1; ${request} end`;

/** Each viewer's own token, and the tag of the page they have. */
export async function scripts(folder: string, base: string, tokens: readonly string[]) {
  const tags = new Map<string, string>();
  for (const token of tokens) {
    const answer = await fetch(`${base}/v1/posts`, { headers: { Authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    tags.set(token, answer.headers.get('ETag') ?? '');
  }
  const { communities } = (await (
    await fetch(`${base}/v1/me`, { headers: { Authorization: `Bearer ${tokens[0]}` } })
  ).json()) as { communities: { id: string }[] };
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const authorization = (token: string) => `["Authorization"]="Bearer ${token}"`;
  const post = JSON.stringify({
    text: 'Line 3 stood still for ten minutes, the sensor is changed.',
    audience: { community: communities[0]!.id },
  });
  return {
    feed: write('feed.lua', lua(tokens, authorization, 'return wrk.format("GET", wrk.path, requests[i])')),
    unchanged: write(
      'unchanged.lua',
      lua(
        tokens,
        (token) => `${authorization(token)}, ["If-None-Match"]=${JSON.stringify(tags.get(token))}`,
        'return wrk.format("GET", wrk.path, requests[i])',
      ),
    ),
    post: write(
      'post.lua',
      `${lua(tokens.slice(0, 1), (token) => `${authorization(token)}, ["Content-Type"]="application/json"`, `return wrk.format("POST", wrk.path, requests[i], ${JSON.stringify(post)})`)}`,
    ),
    insert: write(
      'insert.lua',
      `request = function() return wrk.format("POST", wrk.path, {["Content-Type"]="application/json"}, ${JSON.stringify(post)}) end`,
    ),
  };
}

export async function benchPostgres(): Promise<Result[]> {
  const binaries = findBinaries();
  if (!binaries)
    throw new Error('No PostgreSQL binaries were found: install them (Debian: postgresql) to measure on them.');
  const cluster = await createCluster(binaries, { durable: true });
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  try {
    const url = await seededDatabase(cluster.url);
    const server = await startServer('postgres', url);
    const script = await scripts(folder, server.base, server.tokens);
    const loads: Record<string, Load> = {
      fixed: { path: '/fixed', connections: 32 },
      feed: { path: '/v1/posts', connections: 32, script: script.feed },
      unchanged: { path: '/v1/posts', connections: 32, script: script.unchanged },
      insert: { path: '/insert', connections: 16, script: script.insert },
      post: { path: '/v1/posts', connections: 16, script: script.post },
    };
    for (const name of ['feed', 'fixed']) await load(server.base, loads[name]!);
    const measured: Record<string, Measured[]> = {};
    // Tags stay true only while nothing is written: reading comes before writing in every round but the last word is 304's.
    for (let round = 0; round < rounds; round++)
      for (const name of ['fixed', 'feed', 'unchanged'])
        (measured[name] ??= []).push(await load(server.base, loads[name]!));
    for (let round = 0; round < rounds; round++)
      for (const name of ['insert', 'post']) (measured[name] ??= []).push(await load(server.base, loads[name]!));
    server.stop();
    const rate = (name: string) => measured[name]!.map(({ rate }) => rate);
    return [
      { what: 'home feed ÷ fixed body', ...ratioOf(rate('feed'), rate('fixed')), wanted: '≥ 0.10' },
      { what: 'home feed, p99', value: median(measured['feed']!.map(({ p99 }) => p99)), unit: 'ms', wanted: '≤ 25 ms' },
      { what: '304 ÷ fixed body', ...ratioOf(rate('unchanged'), rate('fixed')), wanted: '≥ 0.35' },
      { what: 'writing a post ÷ bare INSERT', ...ratioOf(rate('post'), rate('insert')), wanted: '≥ 0.3' },
      { what: 'fixed body', value: median(rate('fixed')), unit: 'requests/s' },
      { what: 'home feed', value: median(rate('feed')), unit: 'requests/s' },
    ];
  } finally {
    cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function seededDatabase(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query('create database bench');
  await client.end();
  const url = server.replace(/\/[^/?]*(\?|$)/, '/bench$1');
  await migratePostgres(url);
  await seedPostgres(url, full);
  return url;
}

export async function benchEmbedded(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  try {
    const firstStarts: number[] = [];
    const restarts: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const data = join(folder, `start-${round}`);
      firstStarts.push(await timeToAnswer(data));
      restarts.push(await timeToAnswer(data));
    }
    const p50: number[] = [];
    const data = join(folder, 'feed');
    await seedEmbedded(data, full);
    const server = await startServer('pglite', data);
    const script = await scripts(folder, server.base, server.tokens);
    for (let round = 0; round < rounds; round++) {
      const { stdout } = await run('wrk', [
        '-t1',
        '-c1',
        `-d${seconds}`,
        '--latency',
        '-s',
        script.feed,
        `${server.base}/v1/posts`,
      ]);
      p50.push(milliseconds(/50%\s+(\S+)/.exec(stdout)?.[1]));
    }
    server.stop();
    return [
      { what: 'PGlite: home feed at one connection, p50', value: median(p50), unit: 'ms', wanted: '≤ 2.5 ms' },
      { what: 'PGlite: first start to first answer', value: median(firstStarts), unit: 'ms', wanted: '≤ 4000 ms' },
      { what: 'PGlite: restart to first answer', value: median(restarts), unit: 'ms', wanted: '≤ 1500 ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From starting the process to the answer of a request, in ms. */
async function timeToAnswer(data: string): Promise<number> {
  const from = performance.now();
  const server = await startServer('pglite', data);
  const answer = await fetch(`${server.base}/health`);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const took = performance.now() - from;
  server.stop();
  return took;
}
