import type { PersonReference } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { ParvisLocalize } from '../internal/localize.ts';

/**
 * Name of an author. It is drawn as part of the post, not as an element of its own: what `parvis-person` does with it,
 * the `CardTrigger` of the whole element does for all of them.
 */
export const byline = (person: PersonReference, id: string | typeof nothing = nothing) =>
  person.abilities.open
    ? html`<button
        class="name"
        type="button"
        id=${id}
        data-person=${person.id}
        aria-haspopup="dialog"
        aria-expanded="false"
      >
        ${person.name}
      </button>`
    : html`<span class="name" id=${id}>${person.name}</span>`;

/** What readers must know about who wrote: that they are from outside, or have left. */
export const standing = (person: PersonReference, localize: ParvisLocalize) => {
  if (person.departed) return html`<span class="badge">${localize.term('departed')}</span>`;
  if (person.circle === 'employee') return nothing;
  const circle = localize.term(person.circle === 'client' ? 'circleClient' : 'circleSupplier');
  return html`<span class="badge outside">${circle}</span>`;
};
