/** What an employee does with the elements, and what a host finds changed in its page. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

let count = 0;

/** Reads what Ben wrote, opens its comments, writes one and sees it: by pointer, as far as the page lets one. */
export async function useFeed(page: Page | Locator, text: string): Promise<void> {
  const article = page.locator('article', { hasText: text }).first();
  await article.getByText(text).first().waitFor();
  await article.locator('[data-act="thread"]').click();
  await writeComment(article, `Comment ${++count}`);
}

export async function writeComment(within: Locator, comment: string): Promise<void> {
  const field = within.locator('.thread textarea').last();
  await field.click();
  await field.pressSequentially(comment);
  await within.locator('.thread form button.primary').last().click();
  await within.locator('[data-comment]', { hasText: comment }).waitFor();
}

/** Opens the card of who wrote, in front of everything, and closes it. */
export async function useCard(page: Page, within: Locator): Promise<void> {
  await within.locator('[data-person]').first().click();
  const card = page.locator('parvis-profile-card, acme-profile-card').first();
  await card.getByText('Buyer').first().waitFor();
  const covered = await card.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const { x, y } = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 20) };
    let at = document.elementFromPoint(x, y);
    while (at && at !== element && at.shadowRoot?.elementFromPoint(x, y)) {
      const inner: Element | null = at.shadowRoot.elementFromPoint(x, y);
      if (inner === at) break;
      at = inner;
    }
    return !(at && (at === element || element.contains(at)));
  });
  expect(covered).toBe(false);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
}

/** What is the host's own in the page: what it computes for its elements, and what its script has found. */
export async function hostOf(page: Page) {
  type Found = { natives: string[]; globals: string[] } & Record<string, unknown>;
  const { globals, ...rest } = await page.evaluate(() =>
    (globalThis as unknown as { hostChanges(): Found }).hostChanges(),
  );
  return {
    ...rest,
    // What Playwright itself leaves in a page is nobody's.
    globals: globals.filter((name) => !/playwright|__pw/i.test(name)).sort(),
    styles: await page.evaluate(stylesOf),
  };
}

/** Computed styles of all that is not ours: all but the extent of what holds a part that grew. */
function stylesOf(): Record<string, Record<string, string>> {
  const grown =
    /^(width|height|min-height|max-height|inline-size|block-size|perspective-origin|transform-origin|inset.*|top|bottom|left|right|grid-template-.*)$/;
  const found: Record<string, Record<string, string>> = {};
  const ours = (element: Element) => /^(parvis|acme)-/.test(element.localName) || element.closest('[data-parvis] > *');
  [...document.querySelectorAll('html, body, body *:not(script)')].forEach((element) => {
    if (ours(element)) return;
    const path: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement)
      path.unshift(
        `${at.localName}${at.className && `.${at.className}`}${[...(at.parentElement?.children ?? [])].indexOf(at)}`,
      );
    for (const pseudo of ['', '::before']) {
      const style = getComputedStyle(element, pseudo || null);
      found[path.join(' ') + pseudo] = Object.fromEntries(
        [...style].flatMap((name) =>
          grown.test(name) && (pseudo || element.contains(document.querySelector('.zone')) || element.closest('.zone'))
            ? []
            : [[name, style.getPropertyValue(name)]],
        ),
      );
    }
  });
  return found;
}

type Host = Awaited<ReturnType<typeof hostOf>>;

/** What of the host is another thing than it was, by element and property. */
export function changes(was: Host, now: Host): string[] {
  const { styles: stylesWere, globals: globalsWere, ...rest } = was;
  const { styles, globals, ...others } = now;
  const found = globals
    .filter((name) => !globalsWere.includes(name) && !ourGlobals.includes(name))
    .map((name) => `global ${name}`);
  for (const name of Object.keys(rest) as (keyof typeof rest)[])
    if (JSON.stringify(rest[name]) !== JSON.stringify(others[name]))
      found.push(`${name}: ${JSON.stringify(rest[name])} is ${JSON.stringify(others[name])}`);
  for (const element of new Set([...Object.keys(styles), ...Object.keys(stylesWere)]))
    for (const property of new Set(Object.keys({ ...styles[element], ...stylesWere[element] })))
      if (styles[element]?.[property] !== stylesWere[element]?.[property])
        found.push(`${element} ${property}: ${stylesWere[element]?.[property]} is ${styles[element]?.[property]}`);
  return found;
}

/** What Parvis and Lit leave in a page that embeds them. */
const ourGlobals = ['Symbol(parvis)', 'litPropertyMetadata'];
