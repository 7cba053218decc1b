import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { avatar } from '../../internal/avatar.ts';
import { labelIn } from '../../internal/names.ts';
import { byline, standing } from '../byline.ts';
import type { Scene } from './scene.ts';

export const kudosPart = ({ host }: Scene, { to, skill }: NonNullable<Post['kudos']>) => {
  const { localize } = host;
  return html`${
    to.length
      ? html`<p class="fine">${localize.term('kudosTo')}</p>
          <ul class="thanked">
            ${to.map((person) => html`<li>${avatar(person)}<span>${byline(person)} ${standing(person, localize)}</span></li>`)}
          </ul>`
      : html`<p class="fine">${localize.term('kudosNobody')}</p>`
  }
  ${skill ? html`<p class="fine">${localize.term('kudosFor')} <b dir="auto">${labelIn(skill.label, localize.language)}</b></p>` : nothing}`;
};
