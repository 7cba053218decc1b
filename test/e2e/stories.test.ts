import axe, { type AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    await storybook.page.evaluate(axe.source);
    const { violations } = await storybook.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: object, options: object): Promise<AxeResults> };
      };
      const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      return axe.run({ include: ['#storybook-root'] }, { runOnly: standards, resultTypes: ['violations'] });
    });
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
    );
    expect(found).toEqual([]);
  });
});
