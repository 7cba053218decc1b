import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import {
  type Look,
  type Storybook,
  buildStorybook,
  listEntries,
  listStories,
  openStorybook,
  readPages,
} from '../support/storybook.ts';

buildStorybook();
const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'fr' },
];

describe('the pages of Storybook', () => {
  const entries = listEntries();

  it('begin with their three readers', () => {
    const roots = new Set(entries.map(({ title }) => title.split('/')[0]));
    expect([...roots].sort()).toEqual(['Decisions', 'Design with it', 'Embed it', 'Start', 'Use it']);
  });

  it('link to pages and stories that are there', () => {
    const known = new Set(entries.map(({ id, type }) => `${type === 'docs' ? 'docs' : 'story'}/${id}`));
    const links = readPages().flatMap(({ file, text }) =>
      [...text.matchAll(/\?path=\/([\w/-]+)/g)].map(([, target]) => ({ file, target: target! })),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ target }) => !known.has(target))).toEqual([]);
  });
});

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
