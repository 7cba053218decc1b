/**
 * Pages of posts as their readers meet them: pages that lie ready, pages that must be read, pages that are unchanged,
 * beside a fixed body from the same Hono server; and in a browser, from navigation to painted, beside a page that draws
 * the same by innerHTML.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCluster, findBinaries } from '../support/cluster.ts';
import { load, scripts, seededDatabase, startServer } from './api.ts';
import { benchFeedPages } from './feed-pages.ts';
import { type Result, median, ratioOf } from './report.ts';

const rounds = 5;
/** People who read, each several times in a row of all: as many as ask within a few minutes in a large company. */
const readers = 500;

/** The server's part and the browser's. */
export const benchFeed = [benchFeedServer, benchFeedPages];

async function benchFeedServer(): Promise<Result[]> {
  const binaries = findBinaries();
  if (!binaries)
    throw new Error('No PostgreSQL binaries were found: install them (Debian: postgresql) to measure on them.');
  const cluster = await createCluster(binaries, { durable: true });
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  try {
    const url = await seededDatabase(cluster.url);
    // The same server three times: with memory for pages; without, so that each page must be read; and without any for
    // posts either, so that they must be read whole.
    const hot = await startServer('postgres', url, { viewers: readers });
    const cold = await startServer('postgres', url, { viewers: readers, pages: 0 });
    const bare = await startServer('postgres', url, { viewers: readers, pages: 0, posts: 0 });
    const written = async ({ base, tokens }: typeof hot) => scripts(mkdtempSync(join(folder, 'load-')), base, tokens);
    const measured: Record<string, { rate: number; p99: number }[]> = {};
    const measure = async (name: string, base: string, path: string, script?: string) =>
      (measured[name] ??= []).push(await load(base, { path, connections: 32, ...(script && { script }) }, 3));
    for (let round = 0; round < rounds; round++) {
      // Each has read their page once: it lies ready, and its tag is theirs.
      const [ready, unready, unkept] = [await written(hot), await written(cold), await written(bare)];
      await measure('fixed', hot.base, '/fixed');
      await measure('large', hot.base, '/fixed-large');
      await measure('hot', hot.base, '/v1/posts', ready.feed);
      await measure('unchanged', hot.base, '/v1/posts', ready.unchanged);
      await measure('uncached', cold.base, '/v1/posts', unready.feed);
      await measure('unkept', bare.base, '/v1/posts', unkept.feed);
    }
    const size = await bytesOf(hot.base, hot.tokens[0]!);
    const again = await shareReady(hot.base, hot.tokens);
    hot.stop();
    cold.stop();
    bare.stop();
    const rate = (name: string) => measured[name]!.map(({ rate }) => rate);
    return [
      { what: 'page that lies ready ÷ fixed body', ...ratioOf(rate('hot'), rate('fixed')), wanted: '≥ 0.5' },
      { what: 'page that must be read ÷ fixed body', ...ratioOf(rate('uncached'), rate('fixed')), wanted: '≥ 0.12' },
      { what: '304 ÷ fixed body', ...ratioOf(rate('unchanged'), rate('fixed')), wanted: '≥ 1.0' },
      { what: 'page that lies ready ÷ fixed body as large as it', ...ratioOf(rate('hot'), rate('large')) },
      { what: 'page that must be read, no post kept ÷ fixed body', ...ratioOf(rate('unkept'), rate('fixed')) },
      {
        what: `of ${readers} readers one after the other afterwards, share that found theirs ready`,
        value: again,
        unit: '%',
      },
      { what: 'fixed body (11 kB)', value: median(rate('fixed')), unit: 'requests/s' },
      { what: `page (${Math.round(size / 1_000)} kB) that lies ready`, value: median(rate('hot')), unit: 'requests/s' },
      { what: 'the same, p99', value: median(measured['hot']!.map(({ p99 }) => p99)), unit: 'ms' },
      { what: 'page that must be read, p99', value: median(measured['uncached']!.map(({ p99 }) => p99)), unit: 'ms' },
    ];
  } finally {
    cluster.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const read = (base: string, token: string): Promise<Response> =>
  fetch(`${base}/v1/posts`, { headers: { Authorization: `Bearer ${token}` } });
const bytesOf = async (base: string, token: string): Promise<number> =>
  (await (await read(base, token)).arrayBuffer()).byteLength;

/** Of all readers once more, with no load beside, how many were given a page that lay ready: as the server counts them. */
async function shareReady(base: string, tokens: readonly string[]): Promise<number> {
  const count = async () => Number(await (await fetch(`${base}/reads`)).text());
  const before = await count();
  for (const token of tokens) await bytesOf(base, token);
  return 100 * (1 - ((await count()) - before) / tokens.length);
}
