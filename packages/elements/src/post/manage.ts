import type { Post } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import link from 'lucide/dist/esm/icons/link.mjs';
import pencil from 'lucide/dist/esm/icons/pencil.mjs';
import trash from 'lucide/dist/esm/icons/trash.mjs';
import type { PostActionsController, PostStore } from '../controllers/post-actions-controller.ts';
import { icon } from '../internal/icons.ts';
import { showBeside } from '../internal/overlay.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

const linkIcon = icon(link);
const pencilIcon = icon(pencil);
const trashIcon = icon(trash);

/** The address of the page that leads to one post of its feed. */
export const addressOf = (post: string) => `${location.href.replace(/#.*$/, '')}#parvis-post-${post}`;

/** One menu, one dialog and the editor for all posts of an element. Loaded when the first menu is opened. */
export class Management {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly #actions: PostActionsController;
  #post: Post | undefined;
  #opener: HTMLElement | undefined;

  constructor(host: ParvisElement, store: PostStore, actions: PostActionsController) {
    this.#host = host;
    this.#store = store;
    this.#actions = actions;
  }

  async openMenu(post: Post, opener: HTMLElement) {
    this.#post = post;
    this.#opener = opener;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#find('[popover]');
    if (!menu || !opener.isConnected) return;
    showBeside(menu, opener);
    menu.querySelector<HTMLElement>('button')?.focus();
  }

  #find<Found extends HTMLElement>(selector: string) {
    return this.#host.renderRoot.querySelector<Found>(selector);
  }

  #act = async (event: Event) => {
    const act = (event.target as Element).closest<HTMLElement>('[data-menu]')?.dataset.menu;
    const post = this.#post;
    if (!act || !post) return;
    this.#find('[popover]')?.hidePopover();
    if (act === 'copy') await this.#copy(post.id);
    else if (act === 'edit') {
      this.#actions.set(post.id, { editing: true, error: undefined });
      await this.#host.updateComplete;
      this.#find(`#edit-text-${CSS.escape(post.id)}`)?.focus();
    } else if (act === 'delete') this.#find<HTMLDialogElement>('dialog')?.showModal();
  };

  async #copy(id: string) {
    const address = addressOf(id);
    try {
      await navigator.clipboard.writeText(address);
      this.#actions.tell(id, this.#host.localize.term('postCopied'));
    } catch {
      // Pages without https have no clipboard: the address is shown to be copied by hand.
      this.#actions.tell(id, address);
    }
    this.#opener?.focus();
  }

  #keys = (event: KeyboardEvent) => {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') (event.currentTarget as HTMLElement).hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length]?.focus();
  };

  /** The menu and the dialog; drawn once, beside the posts. */
  overlays() {
    // As it is now, and as long as it is shown: it may be gone, or somebody else may be looking.
    const post = this.#post && this.#store.find(this.#post.id);
    if (!post) return nothing;
    const { localize } = this.#host;
    const item = (act: string, drawn: unknown, word: string, tone = '') =>
      html`<button type="button" role="menuitem" tabindex="-1" class=${tone} data-menu=${act}>${drawn}${word}</button>`;
    return html`<div
        popover
        role="menu"
        aria-label=${localize.term('manageMenu')}
        @click=${this.#act}
        @keydown=${this.#keys}
      >
        ${item('copy', linkIcon, localize.term('postCopyLink'))}
        ${post.abilities.edit ? item('edit', pencilIcon, localize.term('postEdit')) : nothing}
        ${post.abilities.delete ? item('delete', trashIcon, localize.term('postDelete'), 'danger') : nothing}
      </div>
      <dialog aria-labelledby="delete-title" aria-describedby="delete-text" @close=${() => this.#opener?.focus()}>
        <h2 id="delete-title">${localize.term('manageDeleteTitle')}</h2>
        <p id="delete-text">${localize.term('manageDeleteText')}</p>
        <div class="form-end">
          <button class="outlined" type="button" @click=${this.#close}>${localize.term('cancel')}</button>
          <button class="primary danger" type="button" @click=${this.#delete}>${localize.term('manageDelete')}</button>
        </div>
      </dialog>`;
  }

  #close = () => this.#find<HTMLDialogElement>('dialog')?.close();

  #delete = () => {
    this.#close();
    if (!this.#post) return;
    // The post that comes after it takes the place, and the focus, of the one that goes.
    const article = this.#opener?.closest('article');
    const next = (article?.nextElementSibling ?? article?.previousElementSibling) as HTMLElement | null | undefined;
    void this.#actions.delete(this.#post.id).then(() => {
      if (next?.isConnected && !this.#find(`article[data-id="${CSS.escape(this.#post?.id ?? '')}"]`)) next.focus();
    });
  };

  editor(post: Post) {
    const { localize } = this.#host;
    const { id } = post;
    const save = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const value = (name: string) => String(data.get(name) ?? '').trim();
      if (!value('text')) return;
      void this.#actions
        .update(id, {
          text: value('text'),
          ...(data.has('title') && { title: value('title') || null }),
          ...(data.has('link') && { link: value('link') }),
        })
        .then((done) => done && this.#back(id));
    };
    const cancel = () => {
      this.#actions.set(id, { editing: false, error: undefined });
      this.#back(id);
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        (event.currentTarget as HTMLFormElement).requestSubmit();
      } else if (event.key === 'Escape') cancel();
    };
    return html`<form class="edit" @submit=${save} @keydown=${keys}>
      ${
        post.title !== null || post.kind !== 'update'
          ? html`<label
              >${localize.term('manageEditTitle')}
              <input
                name="title"
                maxlength=${limits.title}
                .value=${post.title ?? ''}
                ?required=${post.kind === 'question'}
              />
            </label>`
          : nothing
      }
      ${
        post.kind === 'link'
          ? html`<label
              >${localize.term('manageEditLink')}
              <input name="link" type="url" required maxlength=${limits.url} .value=${post.link ?? ''} />
            </label>`
          : nothing
      }
      <label
        >${localize.term('manageEditText')}
        <textarea
          id="edit-text-${id}"
          name="text"
          rows="4"
          required
          maxlength=${limits.post}
          .value=${post.source ?? ''}
        ></textarea>
      </label>
      <div class="form-end">
        <button class="quiet" type="button" @click=${cancel}>${localize.term('cancel')}</button>
        <button class="primary">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #back(id: string) {
    void this.#host.updateComplete.then(() => this.#find(`article[data-id="${CSS.escape(id)}"]`)?.focus());
  }
}
