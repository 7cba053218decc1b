/** A page used by the keyboard alone. */
import type { Page } from 'playwright-core';

/** The name of what has the focus, in whatever shadow root it is. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const root = at?.getRootNode() as Document | ShadowRoot | undefined;
    const of = (ids: string | null | undefined) =>
      (ids ?? '')
        .split(' ')
        .map((id) => (id && root?.getElementById(id)?.textContent) || '')
        .join(' ');
    const labels = [...((at as HTMLInputElement | null)?.labels ?? [])].map((label) => label.textContent);
    return (
      [
        ...[at?.getAttribute('aria-label'), of(at?.getAttribute('aria-labelledby')), ...labels, at?.textContent],
        at?.getAttribute('title'),
      ]
        .map((name) => name?.replace(/\s+/g, ' ').trim())
        .find(Boolean) ?? ''
    );
  });

/** Presses Tab (or what else leads on) until something with this name has the focus. */
export async function tabTo(page: Page, name: RegExp, { key = 'Tab', most = 80 } = {}): Promise<void> {
  const met: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press(key);
    const found = await focused(page);
    if (name.test(found)) return;
    met.push(found.slice(0, 40));
  }
  throw new Error(`${key} did not reach ${name}. It met: ${met.join(' | ')}`);
}
