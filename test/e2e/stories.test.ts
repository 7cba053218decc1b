import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Look, type Storybook, buildStorybook, listStories, openStorybook } from '../support/storybook.ts';

buildStorybook();
const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
];

let storybook: Storybook;
beforeAll(async () => {
  storybook = await openStorybook();
}, 120_000);
afterAll(() => storybook?.close());

// Look by look: for each of them the page is loaded anew.
describe.each(looks)('every story is free of what axe finds, $theme, $language', (look) => {
  it.each(listStories().map(({ id, title, name }) => [`${title}: ${name}`, id]))('%s', async (_, id) => {
    await storybook.show(id, look);
    expect(await axeFindings(storybook.page, '#storybook-root')).toEqual([]);
  });
});
