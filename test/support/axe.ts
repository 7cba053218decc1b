/** What axe finds wrong in a page of a real browser, by the rules of WCAG 2.2 A and AA. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function axeFindings(page: Page, within: string): Promise<object[]> {
  await page.evaluate(drawAll);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    async ({ within, standards }) => {
      const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
      return axe.run({ include: [within] }, { runOnly: standards, resultTypes: ['violations'] });
    },
    { within, standards },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, help, target, failureSummary })),
  );
}

/**
 * In the page: posts out of sight stand there with an estimated height, which what is inside them may exceed until they are
 * drawn. To axe it would seem to cover what follows, and a screen reader is not told of it.
 */
export function drawAll(): void {
  const within = (root: Document | ShadowRoot) => {
    for (const post of root.querySelectorAll('article')) post.style.contentVisibility = 'visible';
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) within(shadowRoot);
  };
  within(document);
}
