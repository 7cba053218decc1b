import { type TemplateResult, html } from 'lit';

/** A text with some of its stretches marked; those that overlap or lie outside are taken as far as they make sense. */
export function marked(text: string, marks: readonly (readonly [start: number, end: number])[]) {
  const drawn: (string | TemplateResult)[] = [];
  let at = 0;
  for (const [start, end] of [...marks].sort(([one], [other]) => one - other)) {
    const from = Math.max(at, start);
    const to = Math.min(text.length, end);
    if (to <= from) continue;
    drawn.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return [...drawn, text.slice(at)];
}
