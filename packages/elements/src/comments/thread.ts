import type { Comment } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import check from 'lucide/dist/esm/icons/circle-check.mjs';
import {
  type CommentState,
  CommentsController,
  type Discussed,
  type Elsewhere,
  type Thread,
  type ThreadStore,
} from '../controllers/comments-controller.ts';
import { emptiedComment } from '../controllers/gone.ts';
import { isGone } from '../controllers/is-gone.ts';
import type { PostActionsController } from '../controllers/post-actions-controller.ts';
import { articleWords } from '../internal/article.ts';
import { attached } from '../internal/attached.ts';
import { avatar } from '../internal/avatar.ts';
import { child, isFlagging } from '../internal/child.ts';
import { offerChoices } from '../internal/reaction-choices.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from '../post/byline.ts';
import { flagPlaceholder } from '../internal/flag-placeholder.ts';
import { edited, goneNotice, reactions, why } from '../post/template.ts';
import { focusWriting } from '../writing/field.ts';
import { CommentForms } from './forms.ts';

const checkIcon = icon(check);
const untouched: CommentState = {};

/** The comments under the posts of one element. Loaded when the first post is opened. */
export class Threads {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;
  readonly comments: CommentsController;
  readonly #forms: CommentForms;

  constructor(
    host: ParvisElement,
    store: ThreadStore,
    { actions, elsewhere }: { actions: PostActionsController; elsewhere?: Elsewhere },
  ) {
    this.#host = host;
    this.#actions = actions;
    this.comments = new CommentsController(host, store, elsewhere);
    const cancel = (post: Discussed, id: string) => this.#edit(post, id, false);
    this.#forms = new CommentForms(host, this.comments, { elsewhere, cancel });
    this.comments.flagging = (id) => isFlagging(host, `[data-comment="${CSS.escape(id)}"]`);
  }

  get attaching() {
    return this.#forms.attaching;
  }

  find(post: string, id: string): Comment | undefined {
    return this.comments.thread(post)?.comments.find((comment) => comment.id === id);
  }

  /** What a press on something inside a comment does. */
  act(post: Discussed, id: string, act: string, from: HTMLElement) {
    const { comments } = this;
    const state = comments.thread(post.id)?.states[id] ?? untouched;
    if (act === 'react') void comments.react(post.id, id, from.dataset.kind as ReactionKind);
    else if (act === 'reactions') void this.#offerReactions(post, id);
    else if (act === 'reply') {
      if (!state.replying) comments.restore(post.id, id);
      this.#then(comments.setState(post.id, id, { replying: !state.replying }), `write-${id}`);
    } else if (act === 'edit') this.#edit(post, id, !state.editing);
    else if (act === 'delete')
      this.#then(comments.setState(post.id, id, { confirming: !state.confirming }), `sure-${id}`);
    else if (act === 'delete-sure') void comments.delete(post.id, id);
    else if (act === 'accept') void this.#accept(post, id, !from.dataset.on);
  }

  async #offerReactions(post: Discussed, id: string) {
    await this.#actions.learnOffered();
    const reacting = (on: boolean) => this.comments.setState(post.id, id, { reacting: on });
    reacting(true);
    void offerChoices(this.#host, `[data-comment="${CSS.escape(id)}"] > div > .deeds`, () => reacting(false));
  }

  #edit(post: Discussed, id: string, on: boolean) {
    const { comments } = this;
    comments.setState(post.id, id, { editing: on, error: undefined });
    if (on) comments.restore(post.id, `edit:${id}`);
    // Whoever cancels wants nothing of it back.
    else {
      comments.write(post, `edit:${id}`, '');
      this.attaching.forget(`edit-${id}`);
    }
    this.#then(undefined, `edit-${id}`);
  }

  async #accept(post: Discussed, id: string, on: boolean) {
    const previous = this.comments.thread(post.id)?.comments.filter((comment) => comment.accepted || comment.id === id);
    if (!(await this.#actions.accept(post.id, id, on))) return;
    for (const comment of previous ?? []) this.comments.changed({ ...comment, accepted: on && comment.id === id });
  }

  /** Focuses what has just been drawn. */
  #then(_drawn: void, id: string) {
    void this.#host.updateComplete.then(() => focusWriting(this.#host.renderRoot, id));
  }

  focusField(post: string) {
    this.#then(undefined, `write-${post}`);
  }

  render(post: Discussed) {
    const { localize } = this.#host;
    const thread = this.comments.thread(post.id);
    if (!thread) return nothing;
    const label = localize.term(post.kind === 'question' ? 'threadLabelAnswers' : 'threadLabel');
    return html`<section class="thread" part="comments" aria-label=${label} aria-busy=${thread.status === 'loading'}>
      ${
        thread.status === 'error'
          ? html`<p class="problem" role="alert">
              ${problemWords(thread.error, localize)}
              <button class="outlined" type="button" @click=${() => this.comments.open(post.id)}>
                ${localize.term('retry')}
              </button>
            </p>`
          : thread.status === 'loading'
            ? html`<p class="muted" role="status">${localize.term('threadLoading')}</p>`
            : this.#list(post, thread)
      }
    </section>`;
  }

  #list(post: Discussed, thread: Thread) {
    const { localize } = this.#host;
    // One's own reply to something that is held or removed stands by itself.
    const comments = isGone(post)
      ? thread.comments.filter((comment) => this.comments.leavesPlace(comment)).map(emptiedComment)
      : thread.comments;
    const known = new Set(comments.map(({ id }) => id));
    const top = comments.filter(({ parent }) => parent === null || !known.has(parent));
    return html`
      ${
        top.length
          ? html`<ol class="comments">
              ${repeat(
                top,
                ({ id }) => id,
                (comment) =>
                  this.#comment(
                    post,
                    thread,
                    comment,
                    comments.filter(({ parent }) => parent === comment.id),
                  ),
              )}
            </ol>`
          : nothing
      }
      ${
        thread.next && !isGone(post)
          ? html`<button class="outlined" type="button" @click=${() => this.comments.more(post.id)}>
              ${localize.term('threadMore')}
            </button>`
          : nothing
      }
      ${
        post.abilities.comment
          ? this.#forms.form(post, thread, '', localize.term(post.kind === 'question' ? 'answerWrite' : 'commentWrite'))
          : nothing
      }
    `;
  }

  #comment(post: Discussed, thread: Thread, comment: Comment, replies: Comment[]): unknown {
    const { localize } = this.#host;
    const { id, abilities } = comment;
    const gone = isGone(comment);
    const state = gone ? untouched : (thread.states[id] ?? untouched);
    const deed = (act: string, word: string, more: { on?: boolean; expanded?: boolean } = {}) =>
      html`<button
        class="quiet"
        type="button"
        data-act=${act}
        data-on=${more.on ? 'on' : nothing}
        aria-expanded=${more.expanded ?? nothing}
      >
        ${word}
      </button>`;
    return html`<li class=${comment.accepted ? 'comment accepted' : 'comment'} data-comment=${id}>
      ${gone ? html`<span></span>` : avatar(comment.author)}
      <div>
        <p class="author" ?hidden=${gone}>
          ${byline(comment.author)}${standing(comment.author, localize)}
          <time datetime=${comment.createdAt} title=${localize.exact(comment.createdAt)}
            >${localize.ago(comment.createdAt)}</time
          >
          ${comment.editedAt ? html`<span class="muted">${edited(comment, localize)}</span>` : nothing}
          ${
            comment.accepted
              ? html`<span class="accepted-mark">${checkIcon}${localize.term('commentAccepted')}</span>`
              : nothing
          }
        </p>
        ${
          gone
            ? goneNotice(id, comment.flag !== null, localize)
            : comment.state === 'published' && !comment.statement
              ? nothing
              : html`<p class="notice">
                  ${localize.term(
                    comment.withParent
                      ? 'commentWithParent'
                      : comment.state === 'published'
                        ? 'commentUnverified'
                        : comment.state === 'held'
                          ? comment.review
                            ? 'commentReview'
                            : 'commentHeld'
                          : 'commentRemoved',
                  )}
                  ${
                    comment.statement?.article
                      ? html`<br /><b>${articleWords(comment.statement.article, localize)}</b>`
                      : nothing
                  }
                  ${comment.statement?.note ? html`<br />${comment.statement.note}` : nothing}
                  ${comment.statement ? why(localize) : nothing}
                </p>`
        }
        ${
          state.editing
            ? this.#forms.editor(post, thread, comment)
            : html`<div class="text" part="comment-text" lang=${comment.language ?? nothing} dir="auto" ?hidden=${gone}>
                  ${comment.body.length > 0 ? richText(comment.body) : html`<em>${localize.term('commentGone')}</em>`}
                </div>
                ${gone ? nothing : attached(this.#host, comment)}
                <div class="deeds" part="comment-actions">
                  ${reactions(comment, !!state.reacting, localize, this.#actions.offered)}
                  ${
                    abilities.reply && !comment.parent
                      ? deed('reply', localize.term('commentReply'), { expanded: !!state.replying })
                      : nothing
                  }
                  ${
                    abilities.accept
                      ? deed('accept', localize.term(comment.accepted ? 'commentUnaccept' : 'commentAccept'), {
                          on: comment.accepted,
                        })
                      : nothing
                  }
                  ${abilities.edit ? deed('edit', localize.term('commentEdit')) : nothing}
                  ${abilities.delete ? deed('delete', localize.term('commentDelete'), { expanded: !!state.confirming }) : nothing}
                  ${
                    abilities.flag || comment.flag
                      ? child(
                          this.#host,
                          'flag-button',
                          { kind: 'comment', for: id, receipt: comment.flag },
                          comment.flag ? undefined : flagPlaceholder(localize.term('commentFlag')),
                        )
                      : nothing
                  }
                </div>`
        }
        ${
          state.confirming
            ? html`<p class="sure" role="alert">
                ${localize.term('commentDeleteSure')}
                <button class="outlined" type="button" data-act="delete-sure" id="sure-${id}">
                  ${localize.term('commentDelete')}
                </button>
                <button class="quiet" type="button" data-act="delete">${localize.term('cancel')}</button>
              </p>`
            : nothing
        }
        ${state.error ? html`<p class="problem" role="alert">${problemWords(state.error, localize)}</p>` : nothing}
        ${
          replies.length
            ? html`<ol class="replies">
                ${repeat(
                  replies,
                  (reply) => reply.id,
                  (reply) => this.#comment(post, thread, reply, []),
                )}
              </ol>`
            : nothing
        }
        ${state.replying ? this.#forms.form(post, thread, id, localize.term('replyWrite', comment.author.name)) : nothing}
      </div>
    </li>`;
  }
}
