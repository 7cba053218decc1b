import { type TemplateResult, html } from 'lit';

type IconNode = [tag: string, attributes: Record<string, string | number>][];
export type Icon = TemplateResult & { markup: string };

/** Strings as those of a template that stands in the source. */
export const constant = (parts: string[]) => Object.assign(parts, { raw: parts }) as unknown as TemplateStringsArray;

const drawn = (nodes: IconNode) =>
  nodes
    .map(([tag, attributes]) => {
      const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `<${tag}${list.join('')}></${tag}>`;
    })
    .join('');

/**
 * Makes a Lucide icon a template that Lit parses once and clones from then on. The nodes are constants of the icon
 * package, never data; in what is built they are markup already.
 */
export function icon(nodes: IconNode): TemplateResult {
  const inside = __PARVIS_PLAIN_ICONS__ ? String(nodes) : drawn(nodes);
  const markup = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${inside}</svg>`;
  return Object.assign(html(constant([markup])), { markup });
}
