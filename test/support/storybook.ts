/** The built Storybook, served on loopback and shown in a real browser, one story after the other; the page is loaded anew for another look. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, '.cache/storybook');
/** By whom the folder was built, last. */
const built = join(root, '.cache/storybook.run');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

export type Story = { id: string; title: string; name: string };
export type Look = { theme: 'light' | 'dark'; language: 'en' | 'fr' };

export type Storybook = {
  stories: Story[];
  page: Page;
  /** Draws a story and waits until nothing in it changes any more. */
  show(story: string, look: Look): Promise<void>;
  close(): Promise<void>;
};

/** Once for all the files of a test run, whichever comes first; those that come while it is built wait. */
export function buildStorybook(): void {
  const run = process.env['PARVIS_TEST_RUN'] ?? String(process.pid);
  const isBuilt = () => existsSync(built) && readFileSync(built, 'utf8') === run;
  if (isBuilt()) return;
  const building = join(root, `.cache/storybook.${run}`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  try {
    mkdirSync(building);
  } catch {
    const sleeper = new Int32Array(new SharedArrayBuffer(4));
    while (existsSync(building)) Atomics.wait(sleeper, 0, 0, 250);
    if (!isBuilt()) throw new Error('Storybook could not be built: see what another file of this run says of it.');
    return;
  }
  try {
    if (isBuilt()) return;
    execFileSync('npm', ['run', '--silent', 'build:storybook'], {
      cwd: root,
      // As it is published. The test runner's own environment would make it a build for development.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeFileSync(built, run);
  } finally {
    rmSync(building, { recursive: true });
  }
}

/** Pages and stories of the last build. */
export function listEntries(): (Story & { type: string })[] {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, Story & { type: string }>;
  };
  return Object.values(entries);
}
export const listStories = (): Story[] => listEntries().filter(({ type }) => type === 'story');

/** What the pages are written in. */
export const readPages = (): { file: string; text: string }[] =>
  readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => ({ file, text: readFileSync(join(root, 'stories', file), 'utf8') }));

export type StorybookOptions = {
  context?: BrowserContextOptions;
  /** Path → what is served there instead of the file of the build. */
  files?: Record<string, Uint8Array>;
};

export async function openStorybook({ context, files = {} }: StorybookOptions = {}): Promise<Storybook> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
    Promise.resolve(files[path] ?? readFile(join(folder, path))).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 960, height: 900 }, ...context });
  let shown = '';
  return {
    stories: listStories(),
    page,
    async show(story, { theme, language }) {
      const globals = `theme:${theme};language:${language}`;
      // A story that another look comes over while it stands there is drawn anew, and not played again.
      if (shown !== globals) await page.goto(`${address}/iframe.html?viewMode=story&id=${story}&globals=${globals}`);
      else
        await page.evaluate((story) => {
          const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
            __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, payload: object): void };
          };
          channel.emit('setCurrentStory', { storyId: story, viewMode: 'story' });
        }, story);
      shown = globals;
      await rendered(page, story);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Drawn, and the same twice in a row with all it asked for answered. */
const rendered = async (page: Page, story: string): Promise<void> => {
  await page.waitForFunction(
    (story) => {
      const preview = (
        globalThis as unknown as { __STORYBOOK_PREVIEW__?: { currentRender?: { id: string; phase: string } } }
      ).__STORYBOOK_PREVIEW__;
      const render = preview?.currentRender;
      return render?.id === story && ['completed', 'finished', 'played', 'errored', 'aborted'].includes(render.phase);
    },
    story,
    { timeout: 60_000 },
  );
  const error = await page.evaluate(() =>
    document.body.matches('.sb-show-errordisplay')
      ? document.querySelector('.sb-errordisplay')!.textContent.trim()
      : '',
  );
  if (error) throw new Error(`The story ${story} broke: ${error.slice(0, 500)}`);
  let before = '';
  for (let still = 0, looks = 0; still < 3 && looks < 40; looks++) {
    const now = await page.evaluate(picture);
    still = now === before ? still + 1 : 0;
    before = now;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
  }
};

/** All that is drawn below the story's root, shadow trees included. */
const picture = (): string => {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    const inside = [...node.childNodes].map(read).join('');
    return node instanceof Element && node.shadowRoot
      ? `${[...node.shadowRoot.childNodes].map(read).join('')}${inside}`
      : inside;
  };
  return read(document.querySelector('#storybook-root')!);
};
