import { type TemplateResult, html } from 'lit';

type IconNode = [tag: string, attributes: Record<string, string | number>][];

/**
 * Makes a Lucide icon a template that Lit parses once and clones from then on. The nodes are constants of the icon
 * package, never data.
 */
export function icon(nodes: IconNode): TemplateResult {
  const shapes = nodes.map(([tag, attributes]) => {
    const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
    return `<${tag}${list.join('')}></${tag}>`;
  });
  const strings = [`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes.join('')}</svg>`];
  return html(Object.assign(strings, { raw: strings }) as unknown as TemplateStringsArray);
}
