import { classIn, elements } from '../elements.ts';
import { type DefineOptions, type ParvisElementClass, define } from './define.ts';
import { page } from './page.ts';

const prefixes = new Set<string>();

/**
 * Registers an element for pages that bundle the library themselves. The elements that it draws inside, such as the
 * composer of a feed, are fetched and registered under the same prefix when they are first seen.
 */
export function register(element: ParvisElementClass, options: DefineOptions = {}) {
  const { prefix = 'parvis-' } = options;
  if (!prefixes.has(prefix)) {
    prefixes.add(prefix);
    loadInside(prefix);
  }
  define(element, options);
}

function loadInside(prefix: string) {
  const { load, knows } = page();
  const nameOf = (tag: string) => (tag.startsWith(prefix) ? tag.slice(prefix.length) : '');
  page().knows = (tag) => knows(tag) || Object.hasOwn(elements, nameOf(tag));
  page().load = (tag) => {
    const name = nameOf(tag);
    const fetched = elements[name];
    // The script of a page, where there is one, loads what it knows.
    if (knows(tag) || !fetched) return load(tag);
    if (customElements.get(tag)) return;
    fetched().then(
      (found) => define(classIn(found, name), { prefix }),
      () => {
        // The connection failed in between: the next time the tag is seen it is asked for again.
      },
    );
  };
}
