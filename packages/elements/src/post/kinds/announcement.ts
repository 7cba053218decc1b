import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import check from 'lucide/dist/esm/icons/circle-check.mjs';
import { icon } from '../../internal/icons.ts';
import { type Scene, refocus } from './scene.ts';

const checkIcon = icon(check);

export const announcementPart = (
  { host, actions, post }: Scene,
  { acknowledged, share }: NonNullable<Post['announcement']>,
) => {
  const { localize } = host;
  const acknowledge = () => {
    const said: Post = {
      ...post,
      announcement: { acknowledged: true, share },
      abilities: { ...post.abilities, acknowledge: false },
    };
    void actions.apply(post.id, ({ posts }) => posts.acknowledge(post.id), said);
    void refocus(host, post.id, '.done-by-me');
  };
  if (post.abilities.acknowledge)
    return html`<button class="outlined" type="button" @click=${acknowledge}>
      ${checkIcon}${localize.term('announcementRead')}
    </button>`;
  if (acknowledged)
    return html`<p class="done-by-me" role="status" tabindex="-1">${checkIcon}${localize.term('announcementDone')}</p>`;
  if (!post.abilities.edit) return nothing;
  return html`<div>
    ${
      share === null
        ? nothing
        : html`<p>${localize.term('announcementShare', Math.floor(100 * share))}</p>
            <progress aria-hidden="true" max="1" value=${share}></progress>`
    }
    <p class="fine">${localize.term(share === null ? 'announcementNone' : 'announcementHow')}</p>
  </div>`;
};
