import type { ParvisElement } from '../internal/parvis-element.ts';

/** The post that takes the place, and the focus, of the one that this stands in, where that goes: the next, or the one before. */
export function neighbourOf(host: ParvisElement, inside: Element | undefined): HTMLElement | undefined {
  const article = inside?.closest('article');
  const articles = [...host.renderRoot.querySelectorAll<HTMLElement>('article')];
  const at = article ? articles.indexOf(article) : -1;
  return articles[at + 1] ?? articles[at - 1];
}
