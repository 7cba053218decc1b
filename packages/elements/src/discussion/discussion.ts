import type { Discussion } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import lock from 'lucide/dist/esm/icons/lock.mjs';
import unlock from 'lucide/dist/esm/icons/lock-open.mjs';
import messages from 'lucide/dist/esm/icons/messages-square.mjs';
import { commentsStyles } from '../comments/comments.styles.ts';
import { Threads } from '../comments/thread.ts';
import { DiscussionController } from '../controllers/discussion-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { PostActionsController } from '../controllers/post-actions-controller.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { hostPage } from '../internal/host-page.ts';
import { icon } from '../internal/icons.ts';
import { missed } from '../internal/problems.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { warnOnce } from '../internal/warn.ts';
import { postStyles } from '../post/post.styles.ts';
import { fields } from '../styles/fields.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { discussionStyles } from './discussion.styles.ts';

const emptyIcon = icon(messages);
const lockIcon = icon(lock);
const unlockIcon = icon(unlock);

/** What the browser tells of going to another page without loading one (Navigation API, where there is one). */
const navigation = () => (globalThis as { navigation?: EventTarget }).navigation;

/**
 * @summary Comments on the page that it stands on, or on another one of the intranet.
 *
 * @slot heading - Instead of the words that say how many comments there are.
 *
 * @event parvis-person-open - Somebody chose an author or a mention (`person`, `anchor`). Preventing it keeps the card closed.
 *
 * @csspart heading - How many comments there are.
 * @csspart empty - What stands where nobody has commented yet.
 * @csspart absent - What stands where the page cannot be discussed.
 * @csspart photo - A photo, or the initials.
 * @csspart comments - The comments under it.
 * @csspart comment-text - The text of a comment.
 * @csspart comment-actions - What can be done with a comment.
 * @csspart comment-form - Where a comment is written.
 * @csspart attachments - The files and images of what is being written.
 * @csspart dialog - What asks before something goes on: the charter, a warning, where to move it.
 * @csspart error - What stands where the comments could not be loaded.
 */
export class ParvisDiscussion extends ParvisElement {
  static override readonly elementName: string = 'discussion';
  static override readonly families = ['common', 'feed', 'thread', 'discussion'] as const;
  static override styles = [
    ...ParvisElement.styles,
    states,
    fields,
    richTextStyles,
    postStyles,
    commentsStyles,
    discussionStyles,
  ];

  readonly #discussion = new DiscussionController(this);
  readonly #threads = new Threads(this, this.#discussion, {
    // A page is nobody's post: nothing is done to it.
    actions: new PostActionsController(this, { find: () => undefined, replace() {}, remove() {} }),
    elsewhere: this.#discussion,
  });
  readonly #online = new OnlineController(this, () => this.#discussion.status === 'error' && this.#discussion.load());

  /** The host page became another one without being loaded. */
  @state() private moved = 0;
  @state() private told = '';

  /** Address of the page, where it is not the one that the element stands on. */
  @property() for = '';
  /** Parameters of the page's query that make it another page, with spaces between them: `id view`. */
  @property() params: string | null = null;
  /** What the page is called; without it, what the document says. */
  @property({ attribute: 'page-title' }) pageTitle = '';

  constructor() {
    super();
    new CardTrigger(this);
    this.#discussion.changed = (key) => void this.#threads.comments.refresh(key);
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', this.#look);
    navigation()?.addEventListener('navigatesuccess', this.#look);
    this.#look();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#look);
    navigation()?.removeEventListener('navigatesuccess', this.#look);
  }

  #look = () => {
    this.moved++;
  };

  protected override willUpdate() {
    const address = hostPage(this.for, this.params);
    if (import.meta.env.DEV && address === undefined)
      warnOnce(`<${this.localName}> cannot tell which page is discussed: '${this.for}' is no web address.`);
    if (address !== undefined) this.#discussion.show(address);
    const title = this.pageTitle || (this.for ? '' : document.title);
    this.#discussion.title = title.trim().replace(/\s+/g, ' ').slice(0, limits.title);
    const { thing } = this.#discussion;
    if (thing && !this.#threads.comments.thread(thing.id)) void this.#threads.comments.open(thing.id);
  }

  protected override reload() {
    return this.#discussion.load();
  }

  #handleClick = (event: Event) => {
    const from = (event.target as Element).closest<HTMLElement>('[data-act]');
    const comment = from?.closest<HTMLElement>('[data-comment]')?.dataset.comment;
    const { thing } = this.#discussion;
    if (comment && from?.dataset.act === 'why')
      void import('../moderation/why.ts').then(({ showWhy }) => showWhy(this, comment, from)).catch(() => missed(this));
    else if (from && comment && thing) this.#threads.act(thing, comment, from.dataset.act!, from);
  };

  #content() {
    const { localize } = this;
    const { status, error, discussion, thing } = this.#discussion;
    if (status === 'error') return problemState(error, localize, () => void this.#discussion.load());
    if (status === 'absent') {
      if (import.meta.env.DEV)
        warnOnce(`<${this.localName}>: ${(error as { detail?: string }).detail ?? 'this page cannot be discussed.'}`);
      return html`<div class="state" part="absent">${localize.term('discussionAbsent')}</div>`;
    }
    if (!discussion || !thing)
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('threadLoading')}</span>
        <div></div>
      </div>`;
    const { commentCount, abilities } = discussion;
    return html`
      ${
        commentCount === 0 && !this.#threads.comments.thread(thing.id)?.comments.length
          ? html`<p class="empty" part="empty">
              ${emptyIcon}<span>${localize.term(abilities.comment ? 'discussionEmpty' : 'discussionSilent')}</span>
            </p>`
          : nothing
      }
      ${
        this.#online.offline ? html`<p class="notice" role="status">${localize.term('discussionOffline')}</p>` : nothing
      }
      <div @click=${this.#handleClick}>${this.#threads.render(thing)}</div>
      ${abilities.comment ? nothing : html`<p class="notice">${this.#closed(discussion)}</p>`}
    `;
  }

  /** Why nothing can be written: by whose rule. */
  #closed({ locked, audience: { community } }: Discussion): string {
    const { localize } = this;
    if (!locked) return localize.term('discussionClosed');
    return community ? localize.term('discussionLocked', community.name) : localize.term('discussionLockedByModerator');
  }

  async #lock(locked: boolean) {
    this.told = '';
    if (await this.#discussion.lock(locked))
      this.told = this.localize.term(locked ? 'discussionLockedNow' : 'discussionUnlockedNow');
  }

  /** For those who keep what is said on the page. */
  #care() {
    const { localize } = this;
    const { discussion, locking, failed } = this.#discussion;
    if (!discussion?.abilities.lock) return nothing;
    const { locked } = discussion;
    return html`<button class="quiet lock" type="button" aria-disabled=${locking} @click=${() => this.#lock(!locked)}>
        ${locked ? unlockIcon : lockIcon}${localize.term(locked ? 'discussionUnlock' : 'discussionLock')}
      </button>
      ${failed ? html`<p class="problem" role="alert">${problemWords(failed, localize)}</p>` : nothing}`;
  }

  override render() {
    const { localize } = this;
    const { status, discussion } = this.#discussion;
    if (status === 'absent') return this.#content();
    // No landmark of its own: the comments are one, of the same name.
    return html`<div>
      <div class="head">
        <h2 id="heading" part="heading">
          <slot name="heading">${localize.term('discussionHeading', discussion?.commentCount ?? 0)}</slot>
        </h2>
        ${this.#care()}
      </div>
      <p class="visually-hidden" role="status">${this.told}</p>
      ${this.#content()}
    </div>`;
  }
}
