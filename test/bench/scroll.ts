/**
 * Ten thousand posts on one page at 4× CPU throttling: all of them drawn, with what is out of sight left without layout
 * (`content-visibility`), beside a virtualiser that keeps those in sight alone.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../support/browser.ts';
import { type Result, median } from './report.ts';

const rounds = 3;
const posts = 10_000;
const ways = ['content-visibility', 'virtualiser'] as const;

type Seen = {
  drawn: number;
  frame: number;
  slowest: number;
  found: boolean;
  focused: boolean;
  heap: number;
  nodes: number;
};

export async function benchScroll(): Promise<Result[]> {
  const script = await bundled();
  const browser = await launchBrowser();
  try {
    const seen = { 'content-visibility': [] as Seen[], virtualiser: [] as Seen[] };
    for (let round = 0; round < rounds; round++)
      for (const way of ways) {
        const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
        await page.setContent('<!doctype html><html lang="en"><body><main></main></body></html>');
        await page.addScriptTag({ content: script, type: 'module' });
        await page.waitForFunction(() => 'draw' in globalThis);
        seen[way].push(await measure(page, way));
        await page.close();
      }
    return ways.flatMap((way) => {
      const of = (name: 'drawn' | 'frame' | 'slowest' | 'heap' | 'nodes') => median(seen[way].map((one) => one[name]));
      const always = (name: 'found' | 'focused') => Number(seen[way].every((one) => one[name]));
      return [
        { what: `${posts} posts, ${way}: from data to painted`, value: of('drawn'), unit: 'ms' },
        { what: `${way}: a frame of scrolling`, value: of('frame'), unit: 'ms' },
        { what: `${way}: the slowest frame of 60`, value: of('slowest'), unit: 'ms' },
        { what: `${way}: memory of scripts`, value: of('heap') / 1_000_000, unit: 'MB' },
        { what: `${way}: nodes of the document`, value: of('nodes'), unit: '' },
        {
          what: `${way}: a post far below is there to be found in the page (1: yes)`,
          value: always('found'),
          unit: '',
        },
        {
          what: `${way}: the focus stays where it was after scrolling away (1: yes)`,
          value: always('focused'),
          unit: '',
        },
      ];
    });
  } finally {
    await browser.close();
  }
}

async function measure(page: Page, way: (typeof ways)[number]): Promise<Seen> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const drawn = await page.evaluate(draw, { way, posts });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.waitForTimeout(500);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const { frames, focused } = await page.evaluate(scroll);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  // What find in page looks through; the page's own `find` leaves out what is not laid out.
  const found = await page.evaluate(() => document.body.textContent.includes('Message number 9500.'));
  return { drawn, frame: median(frames), slowest: Math.max(...frames), focused, found, ...(await memory(session)) };
}

async function memory(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes') };
}

/** Runs in the page. */
async function draw({ way, posts }: { way: (typeof ways)[number]; posts: number }): Promise<number> {
  const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));
  const from = performance.now();
  (globalThis as unknown as { draw(way: string, posts: number): void }).draw(way, posts);
  while (!document.querySelector('article')) await frame();
  await frame();
  await frame();
  return performance.now() - from;
}

/** Runs in the page: the third post has the focus, and the page is scrolled in 60 frames. */
async function scroll(): Promise<{ frames: number[]; focused: boolean }> {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const third = document.querySelectorAll<HTMLElement>('article')[2]!;
  third.focus({ preventScroll: true });
  const name = third.dataset.place;
  const frames: number[] = [];
  let before = await frame();
  for (let at = 0; at < 60; at++) {
    scrollBy(0, 700);
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  const active = document.activeElement as HTMLElement;
  return { frames, focused: active === third && third.isConnected && third.dataset.place === name };
}

/** The page's script, from packages that are installed into a temporary folder: the product uses no virtualiser. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-scroll-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    execFileSync('npm', ['install', ...options, '@lit-labs/virtualizer@2', 'lit@3'], { cwd: folder, timeout: 300_000 });
    const entry = join(folder, 'entry.js');
    writeFileSync(entry, source);
    await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: {
        outDir: join(folder, 'out'),
        target: 'es2022',
        lib: { entry, formats: ['es'], fileName: 'out' },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    return readFileSync(join(folder, 'out', 'out.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const source = `
import { html, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '@lit-labs/virtualizer';

const post = (place) => html\`<article data-place=\${place} tabindex="0" style="inline-size: 100%">
  <header><b>Author \${place % 40}</b> <time>\${place} minutes ago</time></header>
  <p>Message number \${place}. \${'What somebody wrote to their colleagues about it. '.repeat(1 + (place % 5))}</p>
  <footer><button>Thanks</button> <button>Comments</button> <button>Bookmark</button></footer>
</article>\`;

globalThis.draw = (way, count) => {
  const items = Array.from({ length: count }, (_, index) => index);
  const main = document.querySelector('main');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    way === 'virtualiser' ? '' : 'article { content-visibility: auto; contain-intrinsic-block-size: auto 120px }',
  );
  document.adoptedStyleSheets = [sheet];
  render(
    way === 'virtualiser'
      ? html\`<lit-virtualizer .items=\${items} .renderItem=\${post}></lit-virtualizer>\`
      : repeat(items, (place) => place, post),
    main,
  );
};
`;
