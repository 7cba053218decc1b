import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { attached } from '../../internal/attached.ts';
import { avatar } from '../../internal/avatar.ts';
import { richText } from '../../internal/rich-text.ts';
import { byline, standing } from '../byline.ts';
import { isLong, kindTerms, linkCard } from '../template.ts';
import type { Scene } from './scene.ts';

/** The post that is re-shared, for those who may read it; in one and the same words that it is not to be seen, for all others. */
export const originalPart = ({ host }: Scene, { post }: NonNullable<Post['original']>) => {
  const { localize } = host;
  if (!post) return html`<p class="original absent">${localize.term('originalAbsent')}</p>`;
  const place = post.audience.community?.name ?? localize.term('postEveryone');
  return html`<section class="original" part="original" aria-label=${localize.term('originalOf', post.author.name)}>
    <header>
      ${avatar(post.author)}
      <div class="who">
        <p class="author">${byline(post.author)}${standing(post.author, localize)}</p>
        <p class="meta">
          <span>${place}</span>
          <time datetime=${post.createdAt} title=${localize.exact(post.createdAt)}
            >${localize.ago(post.createdAt)}</time
          >
          <span title=${localize.term('postDegree', post.audience.degree)}>${post.audience.degree}</span>
        </p>
      </div>
    </header>
    ${
      post.title || post.kind !== 'update'
        ? html`<h4 lang=${post.language ?? nothing} dir="auto">
            ${post.kind === 'update' ? nothing : html`<span class="kind" data-kind=${post.kind}>${localize.term(kindTerms[post.kind])}</span>`}
            ${post.title}
          </h4>`
        : nothing
    }
    <div class=${isLong(post) ? 'text cut' : 'text'} lang=${post.language ?? nothing} dir="auto">
      ${richText(post.body)}
    </div>
    ${post.link && !post.preview ? linkCard(post.link, localize) : nothing} ${attached(host, post)}
    <p class="fine"><a href="#parvis-post-${post.id}">${localize.term('originalOpen')}</a></p>
  </section>`;
};
