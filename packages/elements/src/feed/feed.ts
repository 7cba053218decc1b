import type { Post } from '@parvis/contracts';
import { type FeedScope, feedScopes, postKinds } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import check from 'lucide/dist/esm/icons/check.mjs';
import messages from 'lucide/dist/esm/icons/messages-square.mjs';
import { FeedController } from '../controllers/feed-controller.ts';
import { isGone } from '../controllers/gone.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import type { ParvisTagOpenEvent } from '../events/index.ts';
import { child } from '../internal/child.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { postStyles } from '../post/post.styles.ts';
import { PostSurface } from '../post/surface.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { feedStyles } from './feed.styles.ts';

const upIcon = icon(arrowUp);
const checkIcon = icon(check);
const emptyIcon = icon(messages);

/**
 * @summary Posts, newest first and with an end: of everything I follow, of one community, of one person or about a tag.
 *
 * @slot header - Above the posts.
 * @slot empty - Instead of the words that say that there is nothing.
 *
 * @event parvis-person-open - Somebody chose an author or a mention (`person`, `anchor`). Preventing it keeps the card closed.
 * @event parvis-tag-open - Somebody chose a tag (`tag`). Preventing it keeps the feed from showing the posts about it.
 *
 * @csspart post - One post.
 * @csspart fresh - The button that says how many posts are new.
 * @csspart end - What stands under the last post.
 * @csspart empty - What stands where there is no post.
 * @csspart error - What stands where posts could not be loaded.
 */
export class ParvisFeed extends ParvisElement {
  static override readonly elementName: string = 'feed';
  static override readonly families = ['common', 'feed'] as const;
  static override styles = [...ParvisElement.styles, states, richTextStyles, postStyles, feedStyles];

  readonly #feed = new FeedController(this);
  readonly #surface = new PostSurface(this, this.#feed);
  readonly #online = new OnlineController(this, () => this.#feed.status === 'error' && this.#feed.load());
  /** The post that a link leads to, until the reader has been brought there. */
  #target = '';

  /** A tag that the reader chose in a text; its posts are shown until they go back. */
  @state() private tag = '';

  /** Whose posts: `home`, `community`, `person` or `tag`. */
  @property() scope: FeedScope = 'home';
  /** The community (its short name or id), the person (user name or id) or the tag that `scope` speaks of. */
  @property() for = '';
  /** Only posts of this kind. */
  @property() kind = '';
  /** The id of a post to bring the reader to. The page's address does the same with `#parvis-post-` and an id. */
  @property() post = '';
  /** Puts a composer above the posts. */
  @property({ type: Boolean, attribute: 'with-composer' }) withComposer = false;

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#followAddress);
    this.addEventListener('parvis-tag-open', this.#showTag);
    this.#followAddress();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#followAddress);
    this.removeEventListener('parvis-tag-open', this.#showTag);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('post') && this.post) this.#target = this.post;
    this.#feed.show(
      this.tag
        ? { scope: 'tag', for: this.tag }
        : {
            scope: choice(this, 'scope', this.scope, feedScopes, 'home'),
            for: this.for || undefined,
            kind: choice(this, 'kind', this.kind, postKinds, undefined),
          },
    );
  }

  protected override reload() {
    return this.#feed.load();
  }

  protected override updated() {
    if (this.#target && this.#feed.status === 'ready') this.#bring(this.#target);
  }

  #followAddress = () => {
    const [, id] = /^#parvis-post-([\w-]+)$/.exec(location.hash) ?? [];
    if (!id) return;
    this.#target = id;
    this.requestUpdate();
  };

  /** Opens a post, scrolls to it and focuses it; fetches it first where it is not among those that are shown. */
  #bring(id: string) {
    const post = this.#feed.find(id);
    if (post) {
      this.#target = '';
      void this.#surface.toggleThread(post, true);
      const article = this.renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(id)}"]`);
      article?.scrollIntoView({ block: 'start' });
      article?.focus({ preventScroll: true });
    } else if (this.#feed.linked?.id !== id) void this.#feed.followLink(id, id === this.post);
    else if (this.#feed.linked.error) this.#target = '';
  }

  #showTag = (event: Event) => {
    // Only after the listeners of the page had their say.
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.tag = (event as ParvisTagOpenEvent).tag;
    });
  };

  #handleKeydown = (event: KeyboardEvent) => {
    const article = (event.target as Element).closest('article');
    if (!article || (event.target as Element).closest('textarea, input, select, [popover], dialog')) return;
    const articles = [...this.renderRoot.querySelectorAll<HTMLElement>('article')];
    const at = articles.indexOf(article);
    let to: HTMLElement | undefined | null;
    if (event.key === 'PageDown') to = articles[at + 1] ?? this.renderRoot.querySelector<HTMLElement>('.end button');
    else if (event.key === 'PageUp') to = articles[at - 1];
    else if (event.key === 'End' && event.ctrlKey) to = this.renderRoot.querySelector<HTMLElement>('.end');
    else if (event.key === 'Home' && event.ctrlKey)
      to = this.renderRoot.querySelector<HTMLElement>('.fresh') ?? articles[0];
    else return;
    event.preventDefault();
    to?.focus();
  };

  #handleFresh = async () => {
    const { moreFresh } = this.#feed;
    await this.#feed.showFresh();
    await this.updateComplete;
    const first = this.renderRoot.querySelector<HTMLElement>('.feed > article');
    if (moreFresh || first) first?.scrollIntoView({ block: 'nearest' });
    first?.focus({ preventScroll: true });
  };

  #handleOlder = async () => {
    const last = [...this.renderRoot.querySelectorAll<HTMLElement>('.feed > article')].at(-1);
    await this.#feed.loadOlder();
    await this.updateComplete;
    (last?.nextElementSibling as HTMLElement | null)?.focus({ preventScroll: true });
  };

  #article(post: Post, index: number, total: number) {
    return html`<article
      part="post"
      data-id=${post.id}
      tabindex="0"
      aria-posinset=${index + 1}
      aria-setsize=${total}
      aria-labelledby="${isGone(post) ? 'gone' : 'by'}-${post.id}"
      aria-describedby="text-${post.id}"
    >
      ${this.#surface.post(post)}
    </article>`;
  }

  #linked() {
    const { linked } = this.#feed;
    if (!linked || (linked.post && this.#feed.posts.includes(linked.post))) return nothing;
    const dismiss = html`<button class="quiet" type="button" @click=${() => this.#feed.dismissLink()}>
      ${this.localize.term('feedDismiss')}
    </button>`;
    if (linked.error)
      return html`<div class="notice bar" role="alert">
        ${
          linked.flag
            ? this.localize.term('goneFlagged')
            : this.localize.term(
                (linked.error as { code?: string }).code === 'not-found' ? 'feedLinkedMissing' : 'problemTitle',
              )
        }
        ${linked.flag ? child(this, 'flag-button', { kind: 'post', for: linked.id, receipt: linked.flag }) : nothing}
        ${dismiss}
      </div>`;
    if (!linked.post) return nothing;
    return html`<div class="above">
      <div class="bar"><span>${this.localize.term('feedLinked')}</span>${dismiss}</div>
      <article
        data-id=${linked.id}
        part="post"
        tabindex="0"
        aria-labelledby="${isGone(linked.post) ? 'gone' : 'by'}-${linked.id}"
        aria-describedby="text-${linked.id}"
      >
        ${this.#surface.post(linked.post)}
      </article>
    </div>`;
  }

  #content() {
    const { localize } = this;
    const feed = this.#feed;
    if (feed.status === 'error') return problemState(feed.error, localize, () => void feed.load());
    if (feed.status !== 'ready')
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('feedLoading')}</span>
        <div></div>
        <div></div>
        <div></div>
      </div>`;
    const { posts } = feed;
    const total = feed.complete ? posts.length : -1;
    return html`
      ${
        feed.fresh.length
          ? html`<button class="primary fresh" part="fresh" type="button" @click=${this.#handleFresh}>
              ${upIcon}${localize.term('feedNew', feed.fresh.length, feed.moreFresh)}
            </button>`
          : nothing
      }
      ${this.#linked()}
      ${
        posts.length
          ? html`<div
              class="feed"
              role="feed"
              aria-label=${localize.term('feedLabel')}
              aria-busy=${feed.older === 'loading'}
            >
              ${repeat(
                posts,
                (post) => post.id,
                (post, index) => this.#article(post, index, total),
              )}
            </div>`
          : html`<slot name="empty">
              <div class="state" part="empty">
                ${emptyIcon}
                <b>${localize.term(this.scope === 'home' && !this.tag ? 'feedEmptyHome' : 'feedEmpty')}</b>
                <span
                  >${localize.term(this.scope === 'home' && !this.tag ? 'feedEmptyHomeHint' : 'feedEmptyHint')}</span
                >
              </div>
            </slot>`
      }
      ${
        feed.complete
          ? posts.length
            ? html`<p class="end" part="end" tabindex="-1">${checkIcon}${localize.term('feedEnd')}</p>`
            : nothing
          : html`<div class="end" part="end" tabindex="-1">
              ${
                feed.older === 'error' ? html`<span role="alert">${problemWords(feed.error, localize)}</span>` : nothing
              }
              <button
                class="outlined"
                type="button"
                aria-disabled=${feed.older === 'loading'}
                @click=${this.#handleOlder}
              >
                ${localize.term(feed.older === 'loading' ? 'loading' : 'feedOlder')}
              </button>
            </div>`
      }
    `;
  }

  override render() {
    const { localize } = this;
    return html`
      <slot name="header"></slot>
      ${
        this.withComposer
          ? html`<div class="above">
              ${child(this, 'composer', { community: this.scope === 'community' ? this.for : '', lang: this.lang })}
            </div>`
          : nothing
      }
      ${
        this.tag
          ? html`<div class="bar">
              <b>#${this.tag}</b>
              <button class="quiet" type="button" @click=${() => (this.tag = '')}>${localize.term('feedBack')}</button>
            </div>`
          : nothing
      }
      ${
        this.#online.offline && this.#feed.status === 'ready'
          ? html`<p class="notice above" role="status">${localize.term('feedOffline')}</p>`
          : nothing
      }
      <div @click=${this.#surface.handleClick} @keydown=${this.#handleKeydown}>${this.#content()}</div>
      ${this.#surface.overlays()}
    `;
  }
}
