/**
 * Drawing at 4× CPU throttling, from data to painted: a feed beside the same markup by innerHTML, cards beside plain Lit
 * elements whose template is the same markup.
 */
import type * as Lit from 'lit';
import type { Page } from 'playwright-core';
import { type Stage, setStage } from '../support/demonstration.ts';
import { bundle } from './bundle.ts';
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
      references: [{ draw: drawMarkup }, { draw: drawMarkup, whole: true }],
    });
    const profile = await compare(stage, {
      markup: '<parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>'.repeat(cards),
      path: '/v1/people/siobhan.oconnor',
      ready: `[...document.querySelectorAll('parvis-profile-card')].every((card) => card.shadowRoot?.querySelector('a[href^="mailto"]'))`,
      prepare: (body) => body,
      references: [{ draw: drawPlainLit }],
    });
    return [
      { what: `${posts} posts ÷ innerHTML`, ...ratioOf(feed.elements, feed.references[1]!), wanted: '≤ 1.3' },
      {
        what: `${posts} posts ÷ innerHTML that is not laid out below the fold either`,
        ...ratioOf(feed.elements, feed.references[0]!),
      },
      { what: `${posts} posts`, value: median(feed.elements), unit: 'ms' },
      {
        what: `${cards} profile cards ÷ plain Lit`,
        ...ratioOf(profile.elements, profile.references[0]!),
        wanted: '≤ 1.5',
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

type Drawn = { took: number; html: string[] };
/** `whole`: all of it laid out, as a plain page has it. */
type Reference = { draw: (drawn: Drawn & { whole: boolean }) => Promise<number>; whole?: boolean };
type Scene = {
  markup: string;
  path: string;
  ready: string;
  prepare: (body: string) => string;
  /** Each `draw` runs in the page: draws the same another way. Answers how long it took, in ms. */
  references: Reference[];
};

async function compare(stage: Stage, scene: Scene): Promise<{ elements: number[]; references: number[][] }> {
  const elements: number[] = [];
  const references: number[][] = scene.references.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const { page } = await stage.visit('karim.benali');
    await open(page, stage, scene);
    const { markup, path, ready } = scene;
    const drawn = await page.evaluate(drawElements, { markup, path, ready });
    elements.push(drawn.took);
    for (const [index, { draw, whole = false }] of scene.references.entries())
      references[index]!.push(await page.evaluate(draw, { ...drawn, whole }));
    await page.context().close();
  }
  return { elements, references };
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
  await page.route(`${stage.portal}/lit.js`, async (route) =>
    route.fulfill({ contentType: 'text/javascript', body: Buffer.from(await bundleLit()) }),
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
async function drawElements({ markup, path, ready }: Pick<Scene, 'markup' | 'path' | 'ready'>): Promise<Drawn> {
  const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const original = globalThis.fetch;
  let answered = 0;
  globalThis.fetch = async (input, init) => {
    const answer = await original(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (!new URL(url, location.href).pathname.startsWith(path)) return answer;
    const text = await answer.text();
    answered ||= performance.now();
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
  // What the page has asked for already is not asked for again.
  const begun = performance.now();
  document.querySelector('main')!.innerHTML = markup;
  const isReady = new Function(`return ${ready}`) as () => boolean;
  while (!isReady()) await new Promise((done) => requestAnimationFrame(done));
  await painted();
  const took = performance.now() - (answered || begun);
  globalThis.fetch = original;
  const hosts = [...document.querySelectorAll('main > *')] as HTMLElement[];
  return { took, html: hosts.map(({ shadowRoot }) => shadowRoot!.innerHTML.replace(/<!--.*?-->/gs, '')) };
}

/** Runs in the page: the same markup with the same style sheets, by innerHTML. */
async function drawMarkup({ html, whole }: Drawn & { whole: boolean }): Promise<number> {
  const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const main = document.querySelector('main')!;
  const laidOut = new CSSStyleSheet();
  laidOut.replaceSync('* { content-visibility: visible !important }');
  const sheets = [...main.children].map(({ shadowRoot }) => [
    ...shadowRoot!.adoptedStyleSheets,
    ...(whole ? [laidOut] : []),
  ]);
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

let lit: Promise<Uint8Array> | undefined;
/** Lit alone, as a page would have it that uses nothing else. */
const bundleLit = (): Promise<Uint8Array> => (lit ??= bundle(`export { LitElement, html } from 'lit';`));

/** Runs in the page: elements of nothing but Lit, each with the same style sheets and the same markup as its template. */
async function drawPlainLit({ html: markup }: Drawn): Promise<number> {
  const painted = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  const address = '/lit.js';
  const { LitElement, html } = (await import(address)) as typeof Lit;
  const main = document.querySelector('main')!;
  const sheets = main.firstElementChild!.shadowRoot!.adoptedStyleSheets;
  main.replaceChildren();
  // A template with one value in it: the name, wherever it stands.
  const [person] = /<bdi[^>]*>[^<]+/.exec(markup[0]!) ?? [''];
  const name = person.split('>').at(-1)!.trim();
  const parts = markup[0]!
    .split(`>${name}<`)
    .map((part, at, all) => `${at ? '<' : ''}${part}${at < all.length - 1 ? '>' : ''}`);
  const strings = Object.assign(parts, { raw: parts }) as unknown as TemplateStringsArray;
  const values = parts.slice(1).map(() => name);
  customElements.define(
    'plain-card',
    class extends LitElement {
      override createRenderRoot() {
        const root = this.attachShadow({ mode: 'open' });
        root.adoptedStyleSheets = sheets;
        return root;
      }
      override render() {
        return html(strings, ...values);
      }
    },
  );
  await painted();
  const from = performance.now();
  for (const _ of markup) main.append(document.createElement('plain-card'));
  await painted();
  const took = performance.now() - from;
  if (!name || ![...main.children].every(({ shadowRoot }) => shadowRoot?.textContent?.includes(name)))
    throw new Error('The plain elements drew nothing: the comparison says nothing.');
  return took;
}
