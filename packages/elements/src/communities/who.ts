import type { PersonReference } from '@parvis/contracts';
import { html } from 'lit';
import { avatar } from '../internal/avatar.ts';
import type { ParvisLocalize } from '../internal/localize.ts';
import { byline, standing } from '../post/byline.ts';

/** What a button does, and to a screen reader with whom: a list has many of them. */
export const named = (word: string, name: string) => html`${word}<span class="visually-hidden">, ${name}</span>`;

/** Somebody in a list of a community: picture, name that opens their card, and what else there is to say of them. */
export const who = (person: PersonReference, localize: ParvisLocalize, more: unknown) =>
  html`${avatar(person)} <span class="who">${byline(person)} ${standing(person, localize)} ${more}</span>`;
