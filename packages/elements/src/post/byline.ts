import type { PersonReference } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { ParvisLocalize } from '../internal/localize.ts';

const initials = (name: string) => {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
};

/** One of eight colours, always the same for the same person. */
const hue = (id: string) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % 8;

export const avatar = (person: PersonReference) =>
  person.photo
    ? html`<img class="avatar" src=${person.photo} alt="" loading="lazy" decoding="async" />`
    : html`<span class="avatar" data-hue=${hue(person.id)} aria-hidden="true">${initials(person.name)}</span>`;

/**
 * Name of an author. It is drawn as part of the post, not as an element of its own; where the viewer may open the card,
 * activating it asks for that (`parvis-person-open`).
 */
export const byline = (
  person: PersonReference,
  localize: ParvisLocalize,
  id: string | typeof nothing = nothing,
) => html`
  ${
    person.abilities.open && !person.departed
      ? html`<button
          class="name"
          type="button"
          id=${id}
          data-act="person"
          data-person=${person.id}
          aria-haspopup="dialog"
        >
          ${person.name}
        </button>`
      : html`<span class="name" id=${id}>${person.name}</span>`
  }
  ${
    person.departed
      ? html`<span class="badge">${localize.term('departed')}</span>`
      : person.circle === 'employee'
        ? nothing
        : html`<span class="badge outside"
            >${localize.term(person.circle === 'client' ? 'circleClient' : 'circleSupplier')}</span
          >`
  }
`;
