import type { Post } from '@parvis/contracts';
import { limits, titledPostKinds } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { DraftsController } from '../controllers/drafts-controller.ts';
import type { PostActionsController } from '../controllers/post-actions-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { AttachingPlaces } from '../writing/attaching.ts';
import { conflictNotice } from '../writing/conflict.ts';
import { focusWriting, writing } from '../writing/field.ts';
import { outsiders } from '../writing/outsiders.ts';

type Edit = { title: string; link: string; text: string };

const placeOf = (post: string) => `edit:${post}`;

/** The posts of one element that are being edited: what was written of each is kept until it is saved or given up. */
export class Editing {
  readonly #host: ParvisElement;
  readonly #actions: PostActionsController;
  readonly #edits: DraftsController<Edit>;
  readonly attaching: AttachingPlaces;

  constructor(host: ParvisElement, actions: PostActionsController) {
    this.#host = host;
    this.#actions = actions;
    this.attaching = new AttachingPlaces(host);
    this.#edits = new DraftsController<Edit>(host, (place) => actions.set(place.replace(/^edit:/, ''), {}));
  }

  async open(post: Post) {
    this.#actions.set(post.id, { editing: true, error: undefined });
    void this.#edits.open(placeOf(post.id), post.audience.degree);
    await this.#host.updateComplete;
    focusWriting(this.#host.renderRoot, `edit-text-${post.id}`);
  }

  draw(post: Post) {
    const { localize } = this.#host;
    const { id } = post;
    const place = placeOf(id);
    const { degree, circles } = post.audience;
    // As it is written now, not as it was last drawn.
    const written = (): Edit =>
      this.#edits.get(place) ?? { title: post.title ?? '', link: post.link ?? '', text: post.source ?? '' };
    const edit = written();
    const change = (changed: Partial<Edit>) => {
      this.#edits.write(place, { ...written(), ...changed }, degree);
      this.#actions.set(id, { error: undefined });
    };
    const saving = !!this.#actions.state(id).saving;
    // Whether nothing is written that there must be, or too much.
    const unready = ({ title, text }: Edit) => {
      const { length } = text.trim();
      return length > limits.post || (!length && !(titledPostKinds.includes(post.kind) && title.trim()));
    };
    const hasTitle = post.title !== null || post.kind !== 'update';
    const attaching = this.attaching.of(place, degree, post.attachments);
    const save = async (event: Event) => {
      event.preventDefault();
      const { title, link, text } = written();
      if (unready(written()) || saving) return;
      const images = await this.attaching.ready(place);
      if (images === false) return;
      const done = await this.#actions.update(id, {
        text: text.trim(),
        ...(hasTitle && { title: title.trim() || null }),
        ...(post.kind === 'link' && { link: link.trim() }),
        ...images,
      });
      if (!done) return;
      this.attaching.forget(place);
      this.#edits.write(place, null, degree);
      this.#back(id);
    };
    const cancel = () => {
      this.attaching.forget(place);
      this.#edits.write(place, null, degree);
      this.#actions.set(id, { editing: false, error: undefined });
      this.#back(id);
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        (event.currentTarget as HTMLFormElement).requestSubmit();
      } else if (event.key === 'Escape') cancel();
    };
    const line = (name: 'title' | 'link', label: string, required: boolean) =>
      html`<label
        >${label}
        <input
          name=${name}
          dir=${name === 'link' ? 'ltr' : 'auto'}
          type=${name === 'link' ? 'url' : 'text'}
          maxlength=${name === 'link' ? limits.url : limits.title}
          ?required=${required}
          .value=${live(edit[name])}
          @input=${(event: Event) => change({ [name]: (event.target as HTMLInputElement).value })}
        />
      </label>`;
    return html`<form class="edit" @submit=${save} @keydown=${keys}>
      ${outsiders(circles, localize, `outside-${id}`)}
      ${hasTitle ? line('title', localize.term('manageEditTitle'), post.kind === 'question') : nothing}
      ${post.kind === 'link' ? line('link', localize.term('manageEditLink'), true) : nothing}
      <div>
        <label for="edit-text-${id}">${localize.term('manageEditText')}</label>
        ${writing(this.#host, {
          id: `edit-text-${id}`,
          rows: 4,
          value: edit.text,
          change: (value) => change({ text: value }),
          limit: limits.post,
          readers: () => ({ post: id }),
          required: !titledPostKinds.includes(post.kind),
          describedBy: `outside-${id}`,
          busy: saving,
        })}
      </div>
      ${attaching?.list()}
      ${this.#edits.conflict(place) ? conflictNotice(localize, (mine) => void this.#edits.settle(place, mine)) : nothing}
      <div class="form-end">
        ${attaching?.button('quiet')}
        <button class="quiet" type="button" @click=${cancel}>${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${saving || unready(edit)}>${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #back(id: string) {
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(id)}"]`)?.focus(),
    );
  }
}
