import { warnOnce } from './warn.ts';

export type DefineOptions = {
  /** What stands before the element's own name: `parvis-` gives `parvis-feed`. */
  prefix?: string;
  registry?: CustomElementRegistry;
};

export type ParvisElementClass = (new () => HTMLElement) & { elementName: string; version: string };

/**
 * Registers an element. Calling it again, also from another copy of the library, changes nothing; it never throws,
 * because whatever goes wrong here must not stop the scripts of the page.
 */
export function define(
  element: ParvisElementClass,
  { prefix = 'parvis-', registry = customElements }: DefineOptions = {},
) {
  const tag = prefix + element.elementName;
  try {
    const present = registry.get(tag) as ParvisElementClass | undefined;
    // One class stands for one tag, so a further prefix gets a class of its own.
    if (!present) registry.define(tag, class extends element {});
    else if (present.version !== element.version)
      warnOnce(
        `<${tag}> is already registered with version ${present.version}, not ${element.version}. Load one, or give one another prefix.`,
      );
  } catch (error) {
    warnOnce(`<${tag}> could not be registered: ${String(error)}`);
  }
}
