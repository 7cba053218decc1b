/** What axe cannot see: reflow, spacing of text, size of targets, the way of the focus, motion. WCAG 2.2, by its numbers. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';
import { inElements } from '../support/in-elements.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

/** A page for each element, by what is there once it is drawn. */
const pages = {
  '/it-help': 'parvis-feed article footer button',
  '/communities': 'parvis-communities li button',
  '/news/carnets': 'parvis-flag-button button',
  '/directory?q=soudure': 'parvis-expertise-search [data-person]',
  '/people/bea.nolan': 'parvis-profile-card button',
  '/moderation': 'parvis-moderation .cases button',
};
type Check = (page: Page, path: string) => Promise<void>;
async function onEveryPage(check: Check, options: Parameters<Stage['visit']>[1]) {
  const { page, open } = await stage.visit('elodie.vasseur', options);
  for (const [path, drawn] of Object.entries(pages)) {
    await open(path);
    await page.locator(drawn).first().waitFor();
    await check(page, path);
  }
  await page.context().close();
}

describe.each(['fr', 'en'] as const)('a page in %s', (language) => {
  it('is read without scrolling sideways at 320 px, which is 1280 px at 400 % (1.4.10)', () =>
    onEveryPage(
      async (page, path) => {
        const beyond = await page.evaluate(inElements.beyondTheEdge);
        expect(beyond, path).toEqual([]);
      },
      { language, viewport: { width: 320, height: 640 } },
    ));

  it('loses no word when its readers set lines, letters and words apart (1.4.12)', () =>
    onEveryPage(
      async (page, path) => {
        await page.evaluate(inElements.setTextApart);
        expect(await page.evaluate(inElements.cutOff), path).toEqual([]);
        expect(await page.evaluate(inElements.beyondTheEdge), path).toEqual([]);
      },
      { language, viewport: { width: 480, height: 900 } },
    ));
});

it('what is pressed is 24 px high and wide, or stands that far from what else is (2.5.8)', () =>
  onEveryPage(
    async (page, path) => {
      expect(await page.evaluate(inElements.tooSmall), path).toEqual([]);
    },
    { viewport: { width: 480, height: 900 }, hasTouch: true },
  ));

it('nothing moves for those who asked for less motion (2.3.3)', () =>
  onEveryPage(
    async (page, path) => {
      expect(await page.evaluate(inElements.moving), path).toEqual([]);
    },
    { reducedMotion: 'reduce' },
  ));

it('the focus goes through a page once, is seen at each stop, is covered by nothing, and leaves again (2.1.2, 2.4.7, 2.4.11)', () =>
  onEveryPage(
    async (page, path) => {
      const most = 400;
      const wrong: string[] = [];
      let stops = 0;
      for (; stops < most; stops += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(inElements.focusStop);
        if (!stop) break;
        if (stop.wrong) wrong.push(stop.wrong);
      }
      expect(wrong, path).toEqual([]);
      expect(stops, `${path}: the focus never left`).toBeLessThan(most);
      expect(stops, path).toBeGreaterThan(5);
    },
    { viewport: { width: 1280, height: 800 } },
  ));
