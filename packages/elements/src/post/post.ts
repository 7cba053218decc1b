import { type PropertyValues, html } from 'lit';
import { property } from 'lit/decorators.js';
import { OnlineController } from '../controllers/online-controller.ts';
import { isGone } from '../controllers/is-gone.ts';
import { PostController } from '../controllers/post-controller.ts';
import { child } from '../internal/child.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { warnOnce } from '../internal/warn.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { postStyles } from './post.styles.ts';
import { PostSurface } from './surface.ts';
import { goneNotice } from './template.ts';

/**
 * @summary One post with its comments, wherever a page wants to show just that one.
 *
 * @event parvis-person-open - Somebody chose an author or a mention (`person`, `anchor`). Preventing it keeps the card closed.
 * @event parvis-tag-open - Somebody chose a tag (`tag`).
 *
 * @csspart post - The post.
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
 * @csspart error - What stands where it could not be loaded.
 */
export class ParvisPost extends ParvisElement {
  static override readonly elementName: string = 'post';
  static override readonly families = ['feed'] as const;
  static override styles = [...ParvisElement.styles, states, richTextStyles, postStyles];

  readonly #controller = new PostController(this);
  readonly #surface = new PostSurface(this, this.#controller);
  readonly #online = new OnlineController(this, () => this.#controller.status === 'error' && this.#controller.load());

  /** The id of the post. */
  @property() post = '';
  /** Shows the comments from the start. */
  @property({ type: Boolean, attribute: 'with-comments' }) withComments = false;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('post')) this.#controller.show(this.post);
    const { post } = this.#controller;
    if (this.withComments && post && this.#surface.states.state(post.id).thread === undefined)
      void this.#surface.toggleThread(post, true);
  }

  protected override reload() {
    return this.#controller.load();
  }

  override render() {
    const { localize } = this;
    const { status, post, flag, error } = this.#controller;
    if (status === 'error') return this.problem(error, () => void this.#controller.load());
    if (import.meta.env.DEV && !this.post)
      warnOnce(`<${this.localName}> needs the attribute post: the id of the post to show.`);
    if (status === 'gone' && flag)
      return html`<article part="post" tabindex="-1" aria-labelledby="gone-${this.post}">
        ${goneNotice(this.post, true, localize)}
        <footer part="actions">${child(this, 'flag-button', { kind: 'post', for: this.post, receipt: flag })}</footer>
      </article>`;
    if (status === 'gone' || !this.post)
      return html`<div class="state" part="error">${localize.term('problemNotFound')}</div>`;
    if (!post)
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('loading')}</span>
        <div></div>
      </div>`;
    return html`
      <article
        part="post"
        data-id=${post.id}
        tabindex="-1"
        aria-labelledby="${isGone(post) ? 'gone' : 'by'}-${post.id}"
        @click=${this.#surface.handleClick}
      >
        ${this.#surface.post(post)}
      </article>
      ${this.#surface.overlays()}
    `;
  }
}
