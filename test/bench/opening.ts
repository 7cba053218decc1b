/**
 * A page that is opened, at 4× CPU throttling: from navigation until the first post is painted, and until a press on it has
 * done what it does; beside a page that draws the same markup by innerHTML after the same requests, all twenty posts at once, and listens for
 * itself.
 */
import type { Page } from 'playwright-core';
import { type Stage, setStage } from '../support/demonstration.ts';
import { type Result, median, ratioOf } from './report.ts';

const rounds = 9;

type Scene = {
  what: string;
  tags: string;
  /** What is asked for, beside the token. */
  paths: string[];
};

const scenes: Scene[] = [
  { what: 'feed', tags: '<parvis-feed></parvis-feed>', paths: ['/v1/posts'] },
  {
    what: 'feed, card, search and flag button',
    tags: `<parvis-feed></parvis-feed><parvis-profile-card for="siobhan.oconnor" expanded></parvis-profile-card>
      <parvis-expertise-search></parvis-expertise-search><parvis-flag-button kind="page" for="page"></parvis-flag-button>`,
    paths: ['/v1/posts', '/v1/people/siobhan.oconnor'],
  },
];

type Opened = { visible: number; pressed: number };

export async function benchOpening(): Promise<Result[]> {
  const stage = await setStage();
  try {
    const results: Result[] = [];
    for (const { what, tags, paths } of scenes) {
      const elements = `${head}${tags}<script type="module" src="${stage.api}/embed/v1/parvis.js" data-token-url="/token"></script>`;
      const plain = drawnPlainly(stage, await capture(stage, elements), paths);
      const [ours, reference]: [Opened[], Opened[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        ours.push(await open(stage, elements));
        reference.push(await open(stage, plain));
      }
      for (const [name, words] of [
        ['visible', 'first post painted'],
        ['pressed', 'a press on it at once, done'],
      ] as const) {
        const [own, other] = [ours.map((one) => one[name]), reference.map((one) => one[name])];
        results.push(
          { what: `${what}: ${words} ÷ plain`, ...ratioOf(own, other) },
          { what: `${what}: ${words}`, value: median(own), unit: 'ms' },
          { what: `plain: ${words}`, value: median(other), unit: 'ms' },
        );
      }
    }
    return results;
  } finally {
    await stage.close();
  }
}

const head = '<!doctype html><html lang="en"><title>Page</title><body>';

type Part = { html: string; styles: string };

/** What each element draws, with its style sheets. */
async function capture(stage: Stage, body: string): Promise<Part[]> {
  const { page } = await stage.visit('karim.benali');
  await serve(page, stage, body);
  await page.goto(`${stage.portal}/measured`);
  await page.locator('parvis-feed article').nth(19).waitFor();
  for (const card of await page.locator('parvis-profile-card').all())
    await card.locator('a[href^="mailto"]').first().waitFor();
  const parts = await page.evaluate(() =>
    [...document.querySelectorAll('body > :not(script)')].map(({ shadowRoot }) => ({
      html: shadowRoot!.innerHTML.replace(/<!--.*?-->/gs, ''),
      styles: shadowRoot!.adoptedStyleSheets
        .flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
        .join('\n'),
    })),
  );
  await page.context().close();
  return parts;
}

/** The same requests, markup and style sheets; a press keeps the post and shows it before the answer, as ours does. */
const drawnPlainly = ({ api }: Stage, parts: Part[], paths: string[]) => `${head}<script type="module">
  const parts = ${JSON.stringify(parts).replaceAll('</', '<\\/')};
  const { token } = await (await fetch('/token')).json();
  const headers = { Authorization: 'Bearer ' + token };
  const [{ items }] = await Promise.all(
    ${JSON.stringify(paths)}.map(async (path) => (await fetch('${api}' + path, { headers })).json()),
  );
  for (const { html, styles } of parts) {
    const root = document.body.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
    root.innerHTML = '<style>' + styles + '</style>' + html;
    root.addEventListener('click', ({ target }) => {
      const mark = target.closest('[data-act="bookmark"]');
      if (!mark) return;
      const pressed = mark.getAttribute('aria-pressed') === 'true';
      mark.setAttribute('aria-pressed', !pressed);
      fetch('${api}/v1/posts/' + items[0].id + '/bookmark', { method: pressed ? 'DELETE' : 'PUT', headers });
    });
  }</script>`;

const serve = (page: Page, stage: Stage, body: string): Promise<unknown> =>
  page.route(`${stage.portal}/measured`, (route) => route.fulfill({ contentType: 'text/html', body }));

/** Somebody who was never there before: nothing of the page is in the browser's cache. */
async function open(stage: Stage, body: string): Promise<Opened> {
  const { page } = await stage.visit('karim.benali');
  await serve(page, stage, body);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(`${stage.portal}/measured`, { waitUntil: 'commit' });
  const opened = await page.evaluate(watch);
  await page.context().close();
  return opened;
}

/** Runs in the page: milliseconds since navigation. */
async function watch(): Promise<Opened> {
  const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));
  const until = async <T>(found: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const result = found();
      if (result) return result;
      await frame();
    }
  };
  const mark = () =>
    document.body?.firstElementChild &&
    [...document.body.children]
      .map(({ shadowRoot }) => shadowRoot?.querySelector<HTMLElement>('article [data-act="bookmark"]'))
      .find(Boolean);
  const button = await until(mark);
  await frame();
  await frame();
  const visible = performance.now();
  const before = button.getAttribute('aria-pressed');
  button.click();
  await until(() => {
    const pressed = mark()?.getAttribute('aria-pressed');
    return typeof pressed === 'string' && pressed !== before;
  });
  await frame();
  await frame();
  return { visible, pressed: performance.now() };
}
