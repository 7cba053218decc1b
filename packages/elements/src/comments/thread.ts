import type { Comment } from '@parvis/contracts';
import { type ReactionKind, limits } from '@parvis/contracts/tables';
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
import { emptiedComment, isGone } from '../controllers/gone.ts';
import type { PostActionsController } from '../controllers/post-actions-controller.ts';
import type { WritingReaders } from '../controllers/writing-controller.ts';
import { articleWords } from '../internal/article.ts';
import { attached } from '../internal/attached.ts';
import { avatar } from '../internal/avatar.ts';
import { child, isFlagging } from '../internal/child.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from '../post/byline.ts';
import { flagPlaceholder } from '../internal/flag-placeholder.ts';
import { edited, goneNotice, reactions, why } from '../post/template.ts';
import { AttachingPlaces } from '../writing/attaching.ts';
import { focusWriting, writing } from '../writing/field.ts';
import { outsiders } from '../writing/outsiders.ts';

const checkIcon = icon(check);
const untouched: CommentState = {};

/** The comments under the posts of one element. Loaded when the first post is opened. */
export class Threads {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;
  readonly #elsewhere: Elsewhere | undefined;
  readonly comments: CommentsController;
  readonly attaching: AttachingPlaces;

  constructor(
    host: ParvisElement,
    store: ThreadStore,
    { actions, elsewhere }: { actions: PostActionsController; elsewhere?: Elsewhere },
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#elsewhere = elsewhere;
    this.attaching = new AttachingPlaces(host);
    this.comments = new CommentsController(host, store, elsewhere);
    this.comments.flagging = (id) => isFlagging(host, `[data-comment="${CSS.escape(id)}"]`);
  }

  find(post: string, id: string): Comment | undefined {
    return this.comments.thread(post)?.comments.find((comment) => comment.id === id);
  }

  /** What a press on something inside a comment does. */
  act(post: Discussed, id: string, act: string, from: HTMLElement) {
    const { comments } = this;
    const state = comments.thread(post.id)?.states[id] ?? untouched;
    if (act === 'react') void comments.react(post.id, id, from.dataset.kind as ReactionKind);
    else if (act === 'reactions')
      void this.#actions.learnOffered().then(() => comments.setState(post.id, id, { reacting: true }));
    else if (act === 'reply') {
      if (!state.replying) comments.restore(post.id, id);
      this.#then(comments.setState(post.id, id, { replying: !state.replying }), `write-${id}`);
    } else if (act === 'edit') this.#edit(post, id, !state.editing);
    else if (act === 'delete')
      this.#then(comments.setState(post.id, id, { confirming: !state.confirming }), `sure-${id}`);
    else if (act === 'delete-sure') void comments.delete(post.id, id);
    else if (act === 'accept') void this.#accept(post, id, !from.dataset.on);
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
          ? this.#form(post, thread, '', localize.term(post.kind === 'question' ? 'answerWrite' : 'commentWrite'))
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
            ? this.#editor(post, thread, comment)
            : html`<div class="text" dir="auto" ?hidden=${gone}>
                  ${comment.body.length > 0 ? richText(comment.body) : html`<em>${localize.term('commentGone')}</em>`}
                </div>
                ${gone ? nothing : attached(this.#host, comment)}
                <div class="deeds">
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
        ${state.replying ? this.#form(post, thread, id, localize.term('replyWrite', comment.author.name)) : nothing}
      </div>
    </li>`;
  }

  #editor(post: Discussed, thread: Thread, comment: Comment) {
    const { localize } = this.#host;
    const { id } = comment;
    const slot = `edit:${id}`;
    // As it is written now, not as it was last drawn.
    const written = () => this.comments.thread(post.id)?.drafts[slot] || (comment.source ?? '');
    const text = written();
    const saving = !!thread.states[id]?.saving;
    const place = `edit-${id}`;
    const attaching = this.attaching.of(place, post.audience.degree, comment.attachments);
    const save = async (event: Event) => {
      event.preventDefault();
      if (!isSendable(written())) return;
      const ready = await this.attaching.ready(place);
      if (ready === false) return;
      await this.comments.update(post, id, written().trim(), ready);
      if (!this.comments.thread(post.id)?.states[id]?.editing) this.attaching.forget(place);
    };
    const keys = (event: KeyboardEvent) => {
      submitOnEnter(event);
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#edit(post, id, false);
    };
    return html`<form @submit=${save} @keydown=${keys}>
      ${this.#field(post, `edit-${id}`, slot, text, localize.term('commentEditLabel'), saving)} ${attaching?.list()}
      ${this.#conflict(post, thread, slot)}
      <div class="form-end">
        ${attaching?.button('quiet')}
        <button class="quiet" type="button" data-act="edit">${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${saving || !isSendable(text)}>${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #field(post: Discussed, id: string, slot: string, text: string, label: string, busy: boolean) {
    return html`${outsiders(post.audience.circles, this.#host.localize, `outside-${id}`)}
    ${writing(this.#host, {
      id,
      label,
      placeholder: label,
      rows: 2,
      value: text,
      change: (value) => this.comments.write(post, slot, value),
      limit: limits.comment,
      readers: () => this.#readers(post),
      describedBy: `outside-${id}`,
      busy,
    })}`;
  }

  #readers({ id, audience }: Discussed): WritingReaders {
    const post = this.#elsewhere ? this.#elsewhere.post(id) : id;
    const { community, circles, degree } = audience;
    return post === null ? { community: community?.id ?? '', circles, degree } : { post };
  }

  /** Two tabs wrote at once: neither text is lost before somebody has chosen. */
  #conflict(post: Discussed, thread: Thread, slot: string) {
    if (!thread.conflicts[slot]) return nothing;
    const { localize } = this.#host;
    const settle = (mine: boolean) => () => this.comments.settle(post.id, slot, mine);
    return html`<p class="notice" role="alert">
      ${localize.term('draftElsewhere')}
      <button class="outlined" type="button" @click=${settle(true)}>${localize.term('draftMine')}</button>
      <button class="outlined" type="button" @click=${settle(false)}>${localize.term('draftOther')}</button>
    </p>`;
  }

  #form(post: Discussed, thread: Thread, parent: string, label: string) {
    const { localize } = this.#host;
    const text = thread.drafts[parent] ?? '';
    const sending = thread.sending === parent;
    const failure = thread.failed[parent];
    const place = `write-${parent || post.id}`;
    const writes = text || parent;
    const attaching = writes ? this.attaching.of(place, post.audience.degree) : undefined;
    const send = async (event: Event) => {
      event.preventDefault();
      if (!isSendable(this.comments.thread(post.id)?.drafts[parent] ?? '')) return;
      const ready = await this.attaching.ready(place);
      if (ready === false) return;
      const made = await this.comments.send(post, parent, ready?.attachments);
      if (made) this.attaching.forget(place);
      else if (lacksAttachment(this.comments.thread(post.id)?.failed[parent])) this.attaching.refused(place);
      if (made && parent)
        this.#host.renderRoot.querySelector<HTMLElement>(`[data-comment="${parent}"] [data-act="reply"]`)?.focus();
    };
    return html`<form @submit=${send} @keydown=${(event: KeyboardEvent) => submitOnEnter(event)}>
      ${this.#field(post, place, parent, text, label, sending)} ${attaching?.list()}
      ${this.#conflict(post, thread, parent)}
      ${
        failure
          ? html`<p class="problem" role="alert">${problemWords(failure, localize)} ${localize.term('draftKept')}</p>`
          : nothing
      }
      ${
        writes
          ? html`<div class="form-end">
              ${attaching?.button('quiet')}
              <button class="primary" aria-disabled=${sending || !isSendable(text)}>
                ${localize.term(sending ? 'commentSending' : 'commentSend')}
              </button>
            </div>`
          : nothing
      }
    </form>`;
  }
}

/** Whether something attached is not there any more. */
const lacksAttachment = (error: unknown) =>
  (error as { errors?: { path: string }[] } | undefined)?.errors?.some(({ path }) => path === 'attachments');

/** Neither empty nor too long, which is told beside it. */
const isSendable = (text: string) => text.trim().length > 0 && text.trim().length <= limits.comment;

/** Ctrl+Enter, on a Mac also Cmd+Enter, sends. */
function submitOnEnter(event: KeyboardEvent) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
}
