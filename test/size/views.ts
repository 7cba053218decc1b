/**
 * What a page loads of the bundle for the first useful view of an element, from a real browser on the demonstration:
 * every file that was asked for before the view stood there, and what follows by itself once it does.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { setStage } from '../support/demonstration.ts';

/** `ready`: in the page, whether the view is there, readable, with something to press. */
const feed = {
  markup: '<parvis-feed scope="community" for="connected-service"></parvis-feed>',
  ready: `deep('parvis-feed', 'article footer button')`,
};
/** Posts with a part of their kind, whose code a feed without such posts is spared. */
const kinds = { ...feed, markup: '<parvis-feed scope="community" for="welding"></parvis-feed>' };
const card = {
  markup: '<parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>',
  ready: `deep('parvis-profile-card', 'a[href^="mailto"]')`,
};
const flag = {
  markup: '<parvis-flag-button kind="page"></parvis-flag-button>',
  ready: `deep('parvis-flag-button', 'button')`,
};
const search = {
  markup: '<parvis-expertise-search></parvis-expertise-search>',
  ready: `deep('parvis-expertise-search', 'input')`,
};
const views = {
  loader: { markup: '', ready: 'true' },
  'flag button': flag,
  'profile card': card,
  'expertise search': search,
  'feed for reading': feed,
  'feed with polls, ideas and thanks': kinds,
  'all four': {
    markup: [feed, card, flag, search].map(({ markup }) => markup).join(''),
    ready: [feed, card, flag, search].map(({ ready }) => ready).join(' && '),
  },
};
export type View = keyof typeof views;
export type Loaded = { files: string[]; bytes: number; later: string[]; laterBytes: number };

const embed = new URL('../../packages/elements/dist/embed/', import.meta.url);
const sizes = new Map<string, number>();
export const sizeOf = (file: string): number => {
  if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(new URL(file, embed))).length);
  return sizes.get(file)!;
};
const sum = (files: string[]) => files.reduce((total, file) => total + sizeOf(file), 0);

/**
 * In the page: what is put off until after the first view is held until the view stands there, however long that takes
 * on a busy machine.
 */
function holdBack() {
  const { setTimeout, clearTimeout, requestIdleCallback } = window;
  const shortest = 100;
  const held: (() => void)[] = [];
  let stands = false;
  const later = (start: () => void) => -held.push(start);
  Object.assign(window, {
    setTimeout: (run: () => void, delay = 0) =>
      stands || delay < shortest ? setTimeout(run, delay) : later(() => setTimeout(run, delay)),
    clearTimeout: (timer: number) => (timer < 0 ? void (held[-timer - 1] = () => {}) : clearTimeout(timer)),
    requestIdleCallback: (run: IdleRequestCallback, options?: IdleRequestOptions) =>
      stands ? requestIdleCallback(run, options) : later(() => requestIdleCallback(run, options)),
    goOn: () => {
      stands = true;
      for (const start of held.splice(0)) start();
    },
  });
}

export async function measureViews(): Promise<Map<View, Loaded>> {
  const stage = await setStage();
  const measured = new Map<View, Loaded>();
  try {
    for (const [name, { markup, ready }] of Object.entries(views)) {
      const { page } = await stage.visit('karim.benali');
      const address = `${stage.portal}/measured-page`;
      await page.route(address, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="en"><script type="module" src="${stage.api}/embed/v1/parvis.js" data-token-url="/token"></script>${markup}`,
        }),
      );
      await page.addInitScript(holdBack);
      // Away from the page that signing in ends on, whose own requests are no part of the measured one.
      await page.goto('about:blank');
      await page.goto(address, { waitUntil: 'commit' });
      const at = await page.evaluate(
        (ready) =>
          new Promise<number>((done) => {
            const deep = (host: string, selector: string) =>
              document.querySelector(host)?.shadowRoot?.querySelector(selector);
            const isReady = new Function('deep', `return ${ready}`) as (find: typeof deep) => unknown;
            const look = () => {
              if (!isReady(deep)) return requestAnimationFrame(look);
              done(performance.now());
              (window as unknown as { goOn(): void }).goOn();
            };
            look();
          }),
        ready,
      );
      // The stream, once it is open, never lets the network be idle.
      await page.waitForTimeout(1_500);
      const asked = await page.evaluate(
        (at) =>
          (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ name, startTime }) => ({
            name,
            first: startTime < at,
          })),
        at,
      );
      const under = `${stage.api}/embed/v1/`;
      const of = (first: boolean) => [
        ...new Set(
          asked
            .filter((one) => one.first === first && one.name.startsWith(under))
            .map(({ name }) => name.slice(under.length)),
        ),
      ];
      const files = name === 'loader' ? ['parvis.js'] : of(true);
      const later = of(false);
      measured.set(name as View, { files, bytes: sum(files), later, laterBytes: sum(later) });
      await page.context().close();
    }
  } finally {
    await stage.close();
  }
  return measured;
}
