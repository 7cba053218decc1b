import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import type { FeedController } from '../controllers/feed-controller.ts';
import { child } from '../internal/child.ts';
import { icon } from '../internal/icon.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

const upIcon = icon(arrowUp);

/** What comes above the posts of a feed: how many are new, and the one that a link led to. */
export class FeedAbove {
  readonly #host: ParvisElement;
  readonly #feed: FeedController;
  readonly #article: (post: Post) => unknown;

  constructor(host: ParvisElement, feed: FeedController, article: (post: Post) => unknown) {
    this.#host = host;
    this.#feed = feed;
    this.#article = article;
  }

  draw() {
    return html`${this.#fresh()} ${this.#linked()}`;
  }

  #fresh() {
    const { fresh, moreFresh } = this.#feed;
    return fresh.length
      ? html`<button class="primary fresh" part="fresh" type="button" @click=${this.#handleFresh}>
          ${upIcon}${this.#host.localize.term('feedNew', fresh.length, moreFresh)}
        </button>`
      : nothing;
  }

  #handleFresh = async () => {
    const { moreFresh } = this.#feed;
    await this.#feed.showFresh();
    await this.#host.updateComplete;
    const first = this.#host.renderRoot.querySelector<HTMLElement>('.feed > article');
    if (moreFresh || first) first?.scrollIntoView({ block: 'nearest' });
    first?.focus({ preventScroll: true });
  };

  #linked() {
    const { linked, posts } = this.#feed;
    const { localize } = this.#host;
    if (!linked || (linked.post && posts.includes(linked.post))) return nothing;
    const dismiss = html`<button class="quiet" type="button" @click=${() => this.#feed.dismissLink()}>
      ${localize.term('feedDismiss')}
    </button>`;
    if (linked.error)
      return html`<div class="notice bar" role="alert">
        ${
          linked.flag
            ? localize.term('goneFlagged')
            : localize.term(
                (linked.error as { code?: string }).code === 'not-found' ? 'feedLinkedMissing' : 'problemTitle',
              )
        }
        ${linked.flag ? child(this.#host, 'flag-button', { kind: 'post', for: linked.id, receipt: linked.flag }) : nothing}
        ${dismiss}
      </div>`;
    if (!linked.post) return nothing;
    return html`<div class="above">
      <div class="bar" part="linked"><span>${localize.term('feedLinked')}</span>${dismiss}</div>
      ${this.#article(linked.post)}
    </div>`;
  }
}
