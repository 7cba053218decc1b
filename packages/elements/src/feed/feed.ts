import type { Post } from '@parvis/contracts';
import { type FeedScope, feedScopes, postKinds, readableScopes, shownLimits } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import check from 'lucide/dist/esm/icons/check.mjs';
import messages from 'lucide/dist/esm/icons/messages-square.mjs';
import sliders from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import { FeedController } from '../controllers/feed-controller.ts';
import { isGone } from '../controllers/is-gone.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import type { ParvisTagOpenEvent } from '../events/index.ts';
import { child } from '../internal/child.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { afterView, painted } from '../internal/later.ts';
import { missed } from '../internal/problems.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { postStyles } from '../post/post.styles.ts';
import { PostSurface } from '../post/surface.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import type { FeedDrafts } from './drafts.ts';
import { feedStyles } from './feed.styles.ts';
import type { Filters, Narrowing } from './filters.ts';
import type { FeedReading } from './reading.ts';

const checkIcon = icon(check);
const emptyIcon = icon(messages);
const filterIcon = icon(sliders);

/** Posts that are drawn before anything else: what most screens show. The others come once these are painted. */
const firstDrawn = 5;

/** Scopes of which the server keeps how far somebody has read. */
const marked: readonly string[] = ['home', 'everyone', 'community'] satisfies FeedScope[];

/**
 * @summary Posts, newest first and with an end: of everything I follow, to everyone, of one community, of one person,
 * about a tag, or my own bookmarks, posts and drafts. Says which are new since the last visit and where they end.
 *
 * @slot header - Above the posts.
 * @slot empty - Instead of the words that say that there is nothing.
 *
 * @event parvis-person-open - Somebody chose an author or a mention (`person`, `anchor`). Preventing it keeps the card closed.
 * @event parvis-tag-open - Somebody chose a tag (`tag`). Preventing it keeps the feed from showing the posts about it.
 *
 * @csspart post - One post.
 * @csspart since - The line between new posts and those that were there at the last visit.
 * @csspart fresh - The button that says how many posts are new.
 * @csspart end - What stands under the last post.
 * @csspart empty - What stands where there is no post.
 * @csspart filters - What the feed is narrowed by.
 * @csspart linked - What stands over the post that a link led to.
 * @csspart tag - The tag that is looked at, with the way back.
 * @csspart drafts - What is not published yet.
 * @csspart header - Photo, author and what is known of a post.
 * @csspart photo - A photo, or the initials.
 * @csspart author - Who wrote it.
 * @csspart meta - Where, when and for whom.
 * @csspart notice - Why a post is not seen as usual: held, unverified, muted.
 * @csspart title - The title of a post.
 * @csspart text - The text of a post.
 * @csspart original - The post that is shared again.
 * @csspart experts - Who could answer.
 * @csspart actions - What can be done with a post.
 * @csspart comments - The comments under it.
 * @csspart comment-text - The text of a comment.
 * @csspart comment-actions - What can be done with a comment.
 * @csspart comment-form - Where a comment is written.
 * @csspart attachments - The files and images of what is being written.
 * @csspart dialog - What asks before something goes on: the charter, a warning, where to move it.
 * @csspart error - What stands where posts could not be loaded.
 */
export class ParvisFeed extends ParvisElement {
  static override readonly elementName: string = 'feed';
  static override readonly families = ['feed'] as const;
  static override styles = [...ParvisElement.styles, states, richTextStyles, postStyles, feedStyles];

  readonly #feed = new FeedController(this);
  readonly #surface = new PostSurface(this, this.#feed);
  readonly #online = new OnlineController(this, () => this.#feed.status === 'error' && this.#feed.load());
  /** The post that a link leads to, until the reader has been brought there. */
  #target = '';

  /** A tag that the reader chose in a text; its posts are shown until they go back. */
  @state() private tag = '';

  /** Another scope that the reader chose in the filters of a home. */
  @state() private view: FeedScope | '' = '';
  #reading: FeedReading | undefined;
  #filters: Filters | undefined;
  #drafts: FeedDrafts | undefined;
  readonly #loading = new Set<string>();
  #whole = false;

  /**
   * Whose posts: `home` (my communities, the people and tags I follow, announcements), `everyone` (what is addressed to
   * no community), `community`, `person` or `tag`; or my own `bookmarks`, `mine` (what I wrote), `drafts`.
   */
  @property() scope: FeedScope = 'home';
  /** The community (its short name or id), the person (user name or id) or the tag that `scope` speaks of. */
  @property() for = '';
  /** Only posts of this kind. */
  @property({ reflect: true }) kind = '';
  /** Only questions without an accepted answer. */
  @property({ type: Boolean, reflect: true }) unanswered = false;
  /** Only what others wrote since the last visit; in the home, to everyone and in a community. */
  @property({ type: Boolean, reflect: true }) unread = false;
  /** Only what has all these words, in the post or in a comment on it. */
  @property({ reflect: true }) search = '';
  /** Lets the reader filter and search, and choose among what is theirs. */
  @property({ type: Boolean, attribute: 'with-filters' }) withFilters = false;
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
    this.#reading?.pattern.remember();
    if (changed.has('post') && this.post) this.#target = this.post;
    const scope = this.view || choice(this, 'scope', this.scope, feedScopes, 'home');
    this.#feed.show(
      this.tag
        ? { scope: 'tag', for: this.tag }
        : {
            scope,
            for: (!this.view && this.for) || undefined,
            kind: choice(this, 'kind', this.kind, postKinds, undefined),
            unanswered: this.unanswered ? 'true' : undefined,
            unread: this.unread && marked.includes(scope) ? 'true' : undefined,
            q: this.search.trim().slice(0, shownLimits.search) || undefined,
          },
    );
  }

  protected override reload() {
    return this.#feed.load();
  }

  protected override updated() {
    this.#reading?.pattern.keep();
    if (this.#feed.status !== 'ready') return;
    if (this.#begun) return void this.#drawRest();
    this.#whole = true;
    if (this.#target) this.#bring(this.#target);
    if (this.#reading) this.#reading.attend();
    else void this.#loadReading();
    if (this.#feed.query?.scope === 'drafts' && !this.#drafts) void this.#loadDrafts();
  }

  /** Whether only the first posts are drawn yet. */
  get #begun() {
    return !this.#whole && this.#feed.posts.length > firstDrawn;
  }

  async #drawRest() {
    await painted();
    this.#whole = true;
    this.requestUpdate();
  }

  /** Fetches a part once, with the words and the look of what is the reader's own. Without it the posts are read all the same. */
  async #part<Part>(name: string, load: () => Promise<Part>): Promise<Part | undefined> {
    if (this.#loading.has(name)) return undefined;
    this.#loading.add(name);
    try {
      const [part, { readingStyles }, { fields }] = await Promise.all([
        load(),
        import('./reading.styles.ts'),
        import('../styles/fields.ts'),
      ]);
      await this.extend('reading', [fields, readingStyles]);
      return part;
    } catch {
      this.#loading.delete(name);
      // Where somebody asked for it, as with a link to a post; the posts are read without.
      if (name !== 'reading' || this.#feed.linked) missed(this);
      return undefined;
    }
  }

  async #loadReading() {
    if (this.#loading.has('reading')) return;
    // The line of what is new, and what the reader follows, come to posts that can be read.
    if (!this.#feed.linked) await afterView();
    const part = await this.#part('reading', () => import('./reading.ts'));
    if (!part) return;
    this.#reading = new part.FeedReading(this, this.#feed, this.#article, (post) => {
      this.#target = post;
      this.requestUpdate();
    });
    this.requestUpdate();
  }

  async #loadDrafts() {
    const part = await this.#part('drafts', () => import('./drafts.ts'));
    if (!part) return;
    this.#drafts = new part.FeedDrafts(this);
    this.requestUpdate();
  }

  #handleFilters = async () => {
    if (this.#filters) this.#filters.open = !this.#filters.open;
    else {
      const part = await this.#part('filters', () => import('./filters.ts'));
      if (part) this.#filters = new part.Filters(this, this.#feed, () => this.#reading?.controller, this.#narrow);
    }
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#filter-search')?.focus();
  };

  #narrow = (change: Partial<Narrowing>) => {
    Object.assign(this, change);
  };

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
      // What draws one that is not among the others is on its way.
      if (!this.#reading && !this.#feed.posts.includes(post)) return;
      this.#target = '';
      void this.#surface.toggleThread(post, true);
      const article = this.renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(post.id)}"]`);
      article?.scrollIntoView({ block: 'start' });
      article?.focus({ preventScroll: true });
    } else if (this.#feed.linked?.id !== id)
      void this.#feed.followLink(id, id === this.post || !location.hash.endsWith(id));
    else if (this.#feed.linked.error) this.#target = '';
  }

  #handleCharter = async () => (await import('../charter/opening.ts')).openCharter(this);

  #showTag = (event: Event) => {
    // Only after the listeners of the page had their say.
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.tag = (event as ParvisTagOpenEvent).tag;
    });
  };

  #handleKeydown = (event: KeyboardEvent) => this.#reading?.pattern.handleKeydown(event);

  #handleOlder = async () => {
    const before = this.#feed.posts.length;
    await this.#feed.loadOlder();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.feed > article')[before]?.focus({ preventScroll: true });
  };

  #article = (post: Post) => {
    return html`<article
      part="post"
      data-id=${post.id}
      tabindex="0"
      aria-labelledby="${isGone(post) ? 'gone' : 'by'}-${post.id}"
      aria-describedby="text-${post.id}"
    >
      ${this.#surface.post(post)}
    </article>`;
  };

  /** What stands where there is nothing, and why. */
  get #emptyWords() {
    const { scope, kind, unanswered, unread, q } = this.#feed.query!;
    if (kind || unanswered || unread || q) return ['feedNoMatch', 'feedNoMatchHint'] as const;
    if (scope === 'bookmarks') return ['feedNoBookmarks', 'feedNoBookmarksHint'] as const;
    return scope === 'home'
      ? (['feedEmptyHome', 'feedEmptyHomeHint'] as const)
      : (['feedEmpty', 'feedEmptyHint'] as const);
  }

  /** The way to read the same in a tool of one's own. */
  #elsewhere() {
    const { scope } = this;
    if (!(readableScopes as readonly string[]).includes(scope)) return nothing;
    const words = html`<button class="quiet" type="button">${this.localize.term('feedElsewhere')}</button>`;
    return child(this, 'feed-keys', { scope, for: this.for }, words);
  }

  #tools() {
    const { localize } = this;
    const { view, kind, unanswered, unread, search } = this;
    const some = [view, kind, unanswered, unread, search].filter(Boolean).length;
    return html`<div class="tools">
        <button class="quiet" type="button" aria-expanded=${this.#filters?.open ?? false} @click=${this.#handleFilters}>
          ${filterIcon}${localize.term('filters')}${some ? html` <b>(${some})</b>` : nothing}
        </button>
        ${this.#elsewhere()}
      </div>
      ${this.#filters?.panel({ view, kind, unanswered, unread, search }, this.scope === 'home') ?? nothing}`;
  }

  /** Where the posts end, or the way to older ones. */
  #end() {
    const { localize } = this;
    const feed = this.#feed;
    if (!feed.complete)
      return html`<div class="end" part="end" tabindex="-1">
        ${feed.older === 'error' ? html`<span role="alert">${this.problemWords(feed.error)}</span>` : nothing}
        <button class="outlined" type="button" aria-disabled=${feed.older === 'loading'} @click=${this.#handleOlder}>
          ${localize.term(feed.older === 'loading' ? 'loading' : 'feedOlder')}
        </button>
      </div>`;
    if (!feed.posts.length) return nothing;
    return html`<p class="end" part="end" tabindex="-1">
      ${checkIcon}${this.#reading?.end() ?? localize.term('feedEnd')}
    </p>`;
  }

  #content() {
    const { localize } = this;
    const feed = this.#feed;
    if (feed.status === 'error') return this.problem(feed.error, () => void feed.load());
    if (feed.status !== 'ready')
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('feedLoading')}</span>
        <div></div>
        <div></div>
        <div></div>
      </div>`;
    const { posts } = feed;
    const { version } = this.#surface;
    const drafts = feed.query?.scope === 'drafts' ? this.#drafts : undefined;
    const line = this.#reading?.lineIn(posts) || posts.length;
    const drawn = line < posts.length ? [...posts.slice(0, line), undefined, ...posts.slice(line)] : posts;
    const begun = this.#begun;
    return html`
      ${this.tag ? nothing : (this.#reading?.news() ?? nothing)} ${drafts?.render() ?? nothing}
      ${this.#reading?.above.draw() ?? nothing}
      ${
        posts.length
          ? html`<div
              class="feed"
              role="feed"
              aria-label=${localize.term('feedLabel')}
              aria-busy=${begun || feed.older === 'loading'}
            >
              ${repeat(
                begun ? posts.slice(0, firstDrawn) : drawn,
                (post) => post?.id ?? 'line',
                (post) =>
                  post
                    ? guard(this.#surface.compared(post, version), () => this.#article(post))
                    : this.#reading?.line(),
              )}
            </div>`
          : drafts?.some
            ? nothing
            : html`<slot name="empty">
                <div class="state" part="empty">
                  ${emptyIcon}
                  <b>${localize.term(this.#emptyWords[0])}</b>
                  <span>${localize.term(this.#emptyWords[1])}</span>
                </div>
              </slot>`
      }
      ${begun ? nothing : this.#end()}
    `;
  }

  override render() {
    const { localize } = this;
    return html`
      <slot name="header"></slot>
      ${
        this.withComposer
          ? html`<div class="above">
              ${child(this, 'composer', { community: this.scope === 'community' ? this.for : '' })}
            </div>`
          : nothing
      }
      ${
        this.tag
          ? html`<div class="bar" part="tag">
              <b>#${this.tag}</b>
              ${this.#reading?.followTag(this.tag) ?? nothing}
              <button class="quiet" type="button" @click=${() => (this.tag = '')}>${localize.term('feedBack')}</button>
            </div>`
          : nothing
      }
      ${
        this.#online.offline && this.#feed.status === 'ready'
          ? html`<p class="notice above" role="status">${localize.term('feedOffline')}</p>`
          : nothing
      }
      ${this.withFilters && !this.tag ? this.#tools() : nothing}
      <div class="visually-hidden" role="status">${this.#reading?.controller.told}</div>
      <div @click=${this.#surface.handleClick} @keydown=${this.#handleKeydown}>${this.#content()}</div>
      <p class="foot">
        <button class="quiet" type="button" aria-haspopup="dialog" @click=${this.#handleCharter}>
          ${localize.term('feedCharter')}
        </button>
      </p>
      ${this.#surface.overlays()}
    `;
  }
}
