import type { PersonReference } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { picture } from './picture.ts';

/** First letters of the first and the last word; one of a name that is one word. */
export const initials = (name: string) => {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word!][0])
    .join('')
    .toLocaleUpperCase();
};

/** One of eight colours, always the same for the same person. */
const hue = (id: string) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % 8;

/** A photo that cannot be had gives the place back to the initials. */
const shown = ({ type, currentTarget }: Event) =>
  (currentTarget as Element).toggleAttribute('data-broken', type === 'error');

/**
 * Initials, and the photo over them: they are seen until it is there, and where it cannot be had. Always beside the
 * name, so it says nothing itself.
 */
export const avatar = (person: Pick<PersonReference, 'id' | 'name' | 'photo'>) => {
  const photo = picture(person.photo ?? '');
  return html`<span class="avatar" part="photo" data-hue=${hue(person.id)} aria-hidden="true"
    >${initials(person.name)}${
      photo ? html`<img src=${photo} alt="" loading="lazy" decoding="async" @error=${shown} @load=${shown} />` : nothing
    }</span
  >`;
};
