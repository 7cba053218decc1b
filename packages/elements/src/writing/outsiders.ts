import type { Circle } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import eye from 'lucide/dist/esm/icons/eye.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';

const eyeIcon = icon(eye);
export const circleTerms = {
  employee: 'circlesEmployee',
  client: 'circlesClient',
  supplier: 'circlesSupplier',
} as const;

/** What a writer must know before the first keystroke: that clients or suppliers are among the readers. */
export const outsiders = (circles: readonly Circle[], localize: ParvisLocalize, id: string) => {
  const outside = circles.filter((circle) => circle !== 'employee');
  if (!outside.length) return nothing;
  const names = localize.list(outside.map((circle) => localize.term(circleTerms[circle])));
  return html`<p class="warning" role="status" id=${id}>
    ${eyeIcon}<span>${localize.term('outsideReads', names)}</span>
  </p>`;
};
