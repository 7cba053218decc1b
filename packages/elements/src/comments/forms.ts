import type { Comment } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { CommentsController, Discussed, Elsewhere, Thread } from '../controllers/comments-controller.ts';
import type { WritingReaders } from '../controllers/writing-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { AttachingPlaces } from '../writing/attaching.ts';
import { conflictNotice } from '../writing/conflict.ts';
import { writing } from '../writing/field.ts';
import { outsiders } from '../writing/outsiders.ts';

/** What one writes into a thread: a comment, a reply, another text of one's own comment. */
export class CommentForms {
  readonly #host: ParvisElement;
  readonly #comments: CommentsController;
  readonly #elsewhere: Elsewhere | undefined;
  readonly #cancel: (post: Discussed, comment: string) => void;
  readonly attaching: AttachingPlaces;

  /** `cancel`: ends the editing of a comment. */
  constructor(
    host: ParvisElement,
    comments: CommentsController,
    { elsewhere, cancel }: { elsewhere: Elsewhere | undefined; cancel: (post: Discussed, comment: string) => void },
  ) {
    this.#host = host;
    this.#comments = comments;
    this.#elsewhere = elsewhere;
    this.#cancel = cancel;
    this.attaching = new AttachingPlaces(host);
  }

  editor(post: Discussed, thread: Thread, comment: Comment) {
    const { localize } = this.#host;
    const { id } = comment;
    const slot = `edit:${id}`;
    // As it is written now, not as it was last drawn.
    const written = () => this.#comments.thread(post.id)?.drafts[slot] || (comment.source ?? '');
    const text = written();
    const saving = !!thread.states[id]?.saving;
    const place = `edit-${id}`;
    const attaching = this.attaching.of(place, post.audience.degree, comment.attachments);
    const save = async (event: Event) => {
      event.preventDefault();
      if (!isSendable(written())) return;
      const ready = await this.attaching.ready(place);
      if (ready === false) return;
      await this.#comments.update(post, id, written().trim(), ready);
      if (!this.#comments.thread(post.id)?.states[id]?.editing) this.attaching.forget(place);
    };
    const keys = (event: KeyboardEvent) => {
      submitOnEnter(event);
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.#cancel(post, id);
    };
    return html`<form @submit=${save} @keydown=${keys}>
      ${this.#field(post, `edit-${id}`, slot, text, localize.term('commentEditLabel'), saving)} ${attaching?.list()}
      ${thread.conflicts[slot] ? conflictNotice(localize, (mine) => this.#comments.settle(post.id, slot, mine)) : nothing}
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
      change: (value) => this.#comments.write(post, slot, value),
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

  form(post: Discussed, thread: Thread, parent: string, label: string) {
    const { localize } = this.#host;
    const text = thread.drafts[parent] ?? '';
    const sending = thread.sending === parent;
    const failure = thread.failed[parent];
    const place = `write-${parent || post.id}`;
    const writes = text || parent;
    const attaching = writes ? this.attaching.of(place, post.audience.degree) : undefined;
    const send = async (event: Event) => {
      event.preventDefault();
      if (!isSendable(this.#comments.thread(post.id)?.drafts[parent] ?? '')) return;
      const ready = await this.attaching.ready(place);
      if (ready === false) return;
      const made = await this.#comments.send(post, parent, ready?.attachments);
      if (made) this.attaching.forget(place);
      else if (lacksAttachment(this.#comments.thread(post.id)?.failed[parent])) this.attaching.refused(place);
      if (made && parent)
        this.#host.renderRoot.querySelector<HTMLElement>(`[data-comment="${parent}"] [data-act="reply"]`)?.focus();
    };
    return html`<form part="comment-form" @submit=${send} @keydown=${(event: KeyboardEvent) => submitOnEnter(event)}>
      ${this.#field(post, place, parent, text, label, sending)} ${attaching?.list()}
      ${thread.conflicts[parent] ? conflictNotice(localize, (mine) => this.#comments.settle(post.id, parent, mine)) : nothing}
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
