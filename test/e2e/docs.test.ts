/** Storybook as the API serves it: below /docs, under its policy, opened in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';
import { buildStorybook } from '../support/storybook.ts';

buildStorybook();
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

const shown = (page: Page) => page.frameLocator('#storybook-preview-iframe');

it('the pages of Storybook run below /docs: their scripts, the worker, and the database behind the elements', async () => {
  const { page, complaints } = await stage.visit('karim.benali', { locale: 'en-GB' });
  await page.goto(`${stage.api}/docs/`);
  await shown(page).getByRole('heading', { name: 'Parvis', level: 1 }).waitFor();
  await shown(page).getByRole('link', { name: 'As an employee' }).click();
  await shown(page).locator('docs-live parvis-feed article').first().waitFor({ timeout: 150_000 });
  // The guide goes on in the other language, its examples and the names around it too.
  await shown(page).getByRole('button', { name: 'Lire en français' }).click();
  await shown(page).getByRole('heading', { name: 'Guide des salariés', level: 1 }).waitFor();
  await shown(page).locator('docs-live parvis-feed').getByRole('button', { name: 'Filtrer et rechercher' }).waitFor();
  await page.getByRole('link', { name: 'Guide des animateurs' }).waitFor();
  // What Storybook announces of its next version concerns no policy.
  expect(complaints.filter((words) => !words.includes('in Storybook 11'))).toEqual([]);
  await page.context().close();
}, 300_000);

it('the application answers on the next page too, also when a frame begins while the one before it is still leaving', async () => {
  const { page } = await stage.visit('karim.benali', { locale: 'en-GB' });
  const story = 'embed-it-elements-feed--playground';
  for (let turn = 0; turn < 3; turn++) {
    await page.goto(`${stage.api}/docs/iframe.html?viewMode=story&id=${story}`);
    // Without an answer, no post is ever drawn.
    await page.locator('parvis-feed article').first().waitFor();
    await page.goto(`${stage.api}/docs/?path=/story/${story}`);
    await shown(page).locator('parvis-feed article').first().waitFor();
  }
  await page.context().close();
}, 300_000);
