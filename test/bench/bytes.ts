/** What a page loads until its first useful view, by tag: every file the browser asked of the bundle, brotli at its best. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { setStage } from '../support/demonstration.ts';
import { bundle } from './bundle.ts';
import type { Result } from './report.ts';

const views: Record<string, { markup: string; ready: string }> = {
  'feed for reading': {
    markup: '<parvis-feed scope="community" for="it-help"></parvis-feed>',
    ready: 'parvis-feed article',
  },
  'profile card': {
    markup: '<parvis-profile-card for="siobhan.oconnor"></parvis-profile-card>',
    ready: 'parvis-profile-card >> text=Mail',
  },
  'flag button': {
    markup: '<parvis-flag-button kind="page"></parvis-flag-button>',
    ready: 'parvis-flag-button button',
  },
  'expertise search': {
    markup: '<parvis-expertise-search></parvis-expertise-search>',
    ready: 'parvis-expertise-search input',
  },
};
const four = Object.values(views);
views['all four'] = { markup: four.map(({ markup }) => markup).join(''), ready: 'parvis-feed article' };

const embed = new URL('../../packages/elements/dist/embed/', import.meta.url);
const size = (bytes: Uint8Array): number => brotliCompressSync(bytes).length;

/** Bytes by view, from a real browser on the demonstration. */
export async function measureViews(): Promise<Map<string, number>> {
  const stage = await setStage();
  const measured = new Map<string, number>();
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
      // Away from the page that signing in ends on, whose own requests are no part of the measured one.
      await page.goto('about:blank');
      const files = new Set<string>();
      page.on('request', (request) => {
        const [, file] = request.url().split(`${stage.api}/embed/v1/`);
        // The live stream loads after the first view and is no part of it.
        if (file && !/stream/.test(file)) files.add(file);
      });
      await page.goto(address);
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
      await page.waitForLoadState('load');
      measured.set(
        name,
        [...files].reduce((sum, file) => sum + size(readFileSync(new URL(file, embed))), 0),
      );
      await page.context().close();
    }
  } finally {
    await stage.close();
  }
  return measured;
}

export async function benchBytes(): Promise<Result[]> {
  const lit = size(await bundle(`export * from 'lit';`));
  const repeat = size(
    await bundle(
      `export * from 'lit'; export { repeat } from 'lit/directives/repeat.js'; export { guard } from 'lit/directives/guard.js';`,
    ),
  );
  const views = await measureViews();
  return [
    { what: 'lit alone', value: lit, unit: 'bytes' },
    { what: 'lit with repeat and guard', value: repeat, unit: 'bytes' },
    ...[...views].map(([what, value]) => ({ what, value, unit: 'bytes' })),
  ];
}
