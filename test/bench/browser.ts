/** Drawing at 4× CPU throttling, from data to painted: the elements beside the same markup by innerHTML. */
import type { Page } from 'playwright-core';
import { type Stage, setStage } from '../support/demonstration.ts';
import { type Result, median, ratioOf } from './report.ts';

const rounds = 5;
const posts = 100;
const cards = 20;

export async function benchBrowser(): Promise<Result[]> {
  const stage = await setStage();
  try {
    const feed = await compare(stage, {
      markup: '<parvis-feed></parvis-feed>',
      path: '/v1/posts',
      ready: `document.querySelector('parvis-feed')?.shadowRoot?.querySelectorAll('article').length >= ${posts}`,
      prepare: repeatPosts,
    });
    const profile = await compare(stage, {
      markup: '<parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>'.repeat(cards),
      path: '/v1/people/siobhan.oconnor',
      ready: `[...document.querySelectorAll('parvis-profile-card')].every((card) => card.shadowRoot?.querySelector('a[href^="mailto"]'))`,
      prepare: (body) => body,
    });
    return [
      { what: `${posts} posts ÷ innerHTML`, ...ratioOf(feed.elements, feed.markup), wanted: '≤ 1.3' },
      { what: `${posts} posts`, value: median(feed.elements), unit: 'ms' },
      {
        what: `${cards} profile cards ÷ innerHTML`,
        ...ratioOf(profile.elements, profile.markup),
        wanted: 'plain Lit ≤ 1.5',
      },
      { what: `${cards} profile cards`, value: median(profile.elements), unit: 'ms' },
    ];
  } finally {
    await stage.close();
  }
}

/** One page of as many posts, each with an id of its own. */
function repeatPosts(body: string): string {
  const page = JSON.parse(body) as { items: { id: string }[]; next: string | null };
  const items = Array.from({ length: posts }, (_, index) => ({
    ...page.items[index % page.items.length]!,
    id: `019c0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  }));
  return JSON.stringify({ ...page, items, next: null });
}

type Scene = { markup: string; path: string; ready: string; prepare: (body: string) => string };

async function compare(stage: Stage, scene: Scene): Promise<{ elements: number[]; markup: number[] }> {
  const elements: number[] = [];
  const markup: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { page } = await stage.visit('karim.benali');
    await open(page, stage, scene);
    const drawn = await page.evaluate(drawElements, scene);
    elements.push(drawn.took);
    markup.push(await page.evaluate(drawMarkup, drawn));
    await page.context().close();
  }
  return { elements, markup };
}

/** A bare page on which everything but the measured answer has been loaded. */
async function open(page: Page, stage: Stage, { markup, path, prepare }: Scene): Promise<void> {
  const address = `${stage.portal}/measured-page`;
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><script type="module" src="${stage.api}/embed/v1/parvis.js" data-token-url="/token"></script><main></main>`,
    }),
  );
  await page.route(`${stage.api}${path}*`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: prepare(await answer.text()) });
  });
  await page.goto(address);
  // Once, so that code is loaded and compiled; then away with it.
  await page.evaluate((markup) => void (document.querySelector('main')!.innerHTML = markup), markup);
  await page.waitForTimeout(1_500);
  await page.evaluate(() => document.querySelector('main')!.replaceChildren());
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Runs in the page: from the answer to painted, and the markup that stands there then. */
async function drawElements({ markup, path, ready }: Scene | { markup: string; path: string; ready: string }) {
  const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const original = globalThis.fetch;
  let from = 0;
  globalThis.fetch = async (input, init) => {
    const answer = await original(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (!new URL(url, location.href).pathname.startsWith(path)) return answer;
    const text = await answer.text();
    from ||= performance.now();
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
  document.querySelector('main')!.innerHTML = markup;
  const isReady = new Function(`return ${ready}`) as () => boolean;
  while (!isReady()) await new Promise((done) => requestAnimationFrame(done));
  await painted();
  const took = performance.now() - from;
  globalThis.fetch = original;
  const hosts = [...document.querySelectorAll('main > *')] as HTMLElement[];
  const nested = (root: ParentNode): string[] =>
    [...root.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot).map(({ localName }) => localName);
  return {
    took,
    html: hosts.map(({ shadowRoot }) => shadowRoot!.innerHTML.replace(/<!--.*?-->/gs, '')),
    inner: hosts.flatMap(({ shadowRoot }) => nested(shadowRoot!)).length,
  };
}

/** Runs in the page: the same markup with the same style sheets, by innerHTML. */
async function drawMarkup({ html }: { html: string[] }): Promise<number> {
  const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const main = document.querySelector('main')!;
  const sheets = [...main.children].map(({ shadowRoot }) => shadowRoot!.adoptedStyleSheets);
  main.replaceChildren();
  await painted();
  const from = performance.now();
  html.forEach((markup, index) => {
    const host = main.appendChild(document.createElement('div'));
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = sheets[index]!;
    shadow.innerHTML = markup;
  });
  await painted();
  return performance.now() - from;
}
