import { type FeedScope, feedScopes, postKinds } from '@parvis/contracts/tables';
import type { Post } from '@parvis/contracts';
import { type PropertyValues, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import { FeedController } from '../controllers/feed-controller.ts';
import { PostActionsController } from '../controllers/post-actions-controller.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { postStyles } from '../post/post.styles.ts';
import { postTemplate } from '../post/template.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { feedStyles } from './feed.styles.ts';

const upIcon = icon(arrowUp);

/**
 * @summary Posts: of everything I follow, of one community, of one person or about one tag, newest first, with an end.
 */
export class ParvisFeed extends ParvisElement {
  static override readonly elementName = 'feed';
  static override readonly families = ['common', 'feed'] as const;
  static override styles = [...ParvisElement.styles, richTextStyles, postStyles, feedStyles];

  readonly #feed = new FeedController(this);
  readonly #actions = new PostActionsController(this, this.#feed);

  /** Whose posts: `home`, `community`, `person` or `tag`. */
  @property() scope: FeedScope = 'home';
  /** The community (its short name or id), the person (id) or the tag that `scope` speaks of. */
  @property() for = '';
  /** Only posts of this kind. */
  @property() kind = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!this.hasUpdated || changed.has('scope') || changed.has('for') || changed.has('kind'))
      this.#feed.show({
        scope: choice(this, 'scope', this.scope, feedScopes, 'home'),
        for: this.for || undefined,
        kind: choice(this, 'kind', this.kind, postKinds, undefined),
      });
  }

  #post(post: Post, index: number) {
    const { localize } = this;
    const state = this.#actions.state(post.id);
    const total = this.#feed.complete ? this.#feed.posts.length : -1;
    return guard(
      [post, state, index, total, localize.lang(), localize.ago(post.createdAt)],
      () => html`
        <article
          data-id=${post.id}
          tabindex="0"
          aria-posinset=${index + 1}
          aria-setsize=${total}
          aria-labelledby="by-${post.id}"
          aria-describedby="text-${post.id}"
        >
          ${postTemplate(post, { localize, state, degreeName: '', thread: nothing, editor: undefined, extra: nothing })}
        </article>
      `,
    );
  }

  override render() {
    const { localize } = this;
    const feed = this.#feed;
    if (feed.status === 'error')
      return html`<div class="state" role="alert">
        <b>${localize.term('problemTitle')}</b>
        <span>${problemWords(feed.error, localize)}</span>
        <button class="outlined" type="button" @click=${() => feed.load()}>${localize.term('retry')}</button>
      </div>`;
    if (feed.status !== 'ready')
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('feedLoading')}</span>
        <div></div>
        <div></div>
        <div></div>
      </div>`;
    return html`
      ${
        feed.fresh.length
          ? html`<button class="primary fresh" type="button" @click=${() => feed.showFresh()}>
              ${upIcon}${localize.term('feedNew', feed.fresh.length, feed.moreFresh)}
            </button>`
          : nothing
      }
      <div class="feed" role="feed" aria-label=${localize.term('feedLabel')}>
        ${repeat(
          feed.posts,
          (post) => post.id,
          (post, index) => this.#post(post, index),
        )}
      </div>
      ${
        feed.complete
          ? feed.posts.length
            ? html`<p class="end">${localize.term('feedEnd')}</p>`
            : html`<div class="state"><b>${localize.term('feedEmpty')}</b></div>`
          : html`<p class="end">
              <button class="outlined" type="button" @click=${() => feed.loadOlder()}>
                ${localize.term('feedOlder')}
              </button>
            </p>`
      }
    `;
  }
}
