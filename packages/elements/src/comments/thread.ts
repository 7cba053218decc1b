import type { Comment, Post } from '@parvis/contracts';
import { type ReactionKind, limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import check from 'lucide/dist/esm/icons/circle-check.mjs';
import { type CommentState, CommentsController, type Thread } from '../controllers/comments-controller.ts';
import { emptiedComment, isGone } from '../controllers/gone.ts';
import type { PostActionsController, PostStore } from '../controllers/post-actions-controller.ts';
import { articleWords } from '../internal/article.ts';
import { avatar } from '../internal/avatar.ts';
import { child, isFlagging } from '../internal/child.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from '../post/byline.ts';
import { flagPlaceholder, goneNotice, reactions } from '../post/template.ts';

const checkIcon = icon(check);
const untouched: CommentState = {};

/** The comments under the posts of one element. Loaded when the first post is opened. */
export class Threads {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;
  readonly comments: CommentsController;

  constructor(host: ParvisElement, store: PostStore, actions: PostActionsController) {
    this.#host = host;
    this.#actions = actions;
    this.comments = new CommentsController(host, store);
    this.comments.flagging = (id) => isFlagging(host, `[data-comment="${CSS.escape(id)}"]`);
  }

  /** What a press on something inside a comment does. */
  act(post: Post, id: string, act: string, from: HTMLElement) {
    const { comments } = this;
    const state = comments.thread(post.id)?.states[id] ?? untouched;
    if (act === 'react') void comments.react(post.id, id, from.dataset.kind as ReactionKind);
    else if (act === 'reactions') comments.setState(post.id, id, { reacting: true });
    else if (act === 'reply') this.#then(comments.setState(post.id, id, { replying: !state.replying }), `write-${id}`);
    else if (act === 'edit')
      this.#then(comments.setState(post.id, id, { editing: !state.editing, error: undefined }), `edit-${id}`);
    else if (act === 'delete')
      this.#then(comments.setState(post.id, id, { confirming: !state.confirming }), `sure-${id}`);
    else if (act === 'delete-sure') void comments.delete(post.id, id);
    else if (act === 'accept') void this.#accept(post, id, !from.dataset.on);
  }

  async #accept(post: Post, id: string, on: boolean) {
    const previous = this.comments.thread(post.id)?.comments.filter((comment) => comment.accepted || comment.id === id);
    if (!(await this.#actions.accept(post.id, id, on))) return;
    for (const comment of previous ?? []) this.comments.changed({ ...comment, accepted: on && comment.id === id });
  }

  /** Focuses what has just been drawn. */
  #then(_drawn: void, id: string) {
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus(),
    );
  }

  focusField(post: string) {
    this.#then(undefined, `write-${post}`);
  }

  render(post: Post) {
    const { localize } = this.#host;
    const thread = this.comments.thread(post.id);
    if (!thread) return nothing;
    const label = localize.term(post.kind === 'question' ? 'threadLabelAnswers' : 'threadLabel');
    return html`<section class="thread" aria-label=${label} aria-busy=${thread.status === 'loading'}>
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

  #list(post: Post, thread: Thread) {
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
          ? html`<ol>
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
          ? this.#form(post, thread, '', localize.term(post.kind === 'question' ? 'answerWrite' : 'commentWrite'))
          : nothing
      }
    `;
  }

  #comment(post: Post, thread: Thread, comment: Comment, replies: Comment[]): unknown {
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
          ${comment.editedAt ? html`<span class="muted">${localize.term('postEdited')}</span>` : nothing}
          ${
            comment.accepted
              ? html`<span class="accepted-mark">${checkIcon}${localize.term('commentAccepted')}</span>`
              : nothing
          }
        </p>
        ${
          gone
            ? goneNotice(id, comment.flag !== null, localize)
            : comment.state === 'published'
              ? nothing
              : html`<p class="notice">
                  ${localize.term(
                    comment.withParent
                      ? 'commentWithParent'
                      : comment.state === 'held'
                        ? 'commentHeld'
                        : 'commentRemoved',
                  )}
                  ${
                    comment.statement?.article
                      ? html`<br /><b>${articleWords(comment.statement.article, localize)}</b>`
                      : nothing
                  }
                  ${comment.statement?.note ? html`<br />${comment.statement.note}` : nothing}
                </p>`
        }
        ${
          state.editing
            ? this.#editor(post, comment)
            : html`<div class="text" dir="auto" ?hidden=${gone}>
                  ${comment.body.length > 0 ? richText(comment.body) : html`<em>${localize.term('commentGone')}</em>`}
                </div>
                <div class="deeds">
                  ${reactions(comment, !!state.reacting, localize)}
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
        ${state.replying ? this.#form(post, thread, id, localize.term('replyWrite', comment.author.name)) : nothing}
      </div>
    </li>`;
  }

  #editor(post: Post, comment: Comment) {
    const { localize } = this.#host;
    const save = (event: Event) => {
      event.preventDefault();
      const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>(`#${CSS.escape(`edit-${comment.id}`)}`);
      if (field?.value.trim()) void this.comments.update(post.id, comment.id, field.value.trim());
    };
    return html`<form @submit=${save} @keydown=${(event: KeyboardEvent) => submitOnEnter(event)}>
      <textarea
        id="edit-${comment.id}"
        aria-label=${localize.term('commentEditLabel')}
        maxlength=${limits.comment}
        .value=${comment.source ?? ''}
      ></textarea>
      <div class="form-end">
        <button class="quiet" type="button" data-act="edit">${localize.term('cancel')}</button>
        <button class="primary">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #form(post: Post, thread: Thread, parent: string, label: string) {
    const { localize } = this.#host;
    const text = thread.drafts[parent] ?? '';
    const sending = thread.sending === parent;
    const failure = thread.failed[parent];
    const write = (event: Event) => this.comments.write(post, parent, (event.target as HTMLTextAreaElement).value);
    const send = async (event: Event) => {
      event.preventDefault();
      const made = await this.comments.send(post, parent);
      if (made && parent)
        this.#host.renderRoot.querySelector<HTMLElement>(`[data-comment="${parent}"] [data-act="reply"]`)?.focus();
    };
    return html`<form @submit=${send} @keydown=${(event: KeyboardEvent) => submitOnEnter(event)}>
      <textarea
        id="write-${parent || post.id}"
        rows="2"
        aria-label=${label}
        placeholder=${label}
        maxlength=${limits.comment}
        ?readonly=${sending}
        .value=${text}
        @input=${write}
      ></textarea>
      ${
        failure
          ? html`<p class="problem" role="alert">${problemWords(failure, localize)} ${localize.term('draftKept')}</p>`
          : nothing
      }
      ${
        text || parent
          ? html`<div class="form-end">
              <span class="muted">${localize.term('markdownHint')}</span>
              <button class="primary" aria-disabled=${sending || !text.trim()}>
                ${localize.term(sending ? 'commentSending' : 'commentSend')}
              </button>
            </div>`
          : nothing
      }
    </form>`;
  }
}

/** Ctrl+Enter, on a Mac also Cmd+Enter, sends. */
function submitOnEnter(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
}
