import { html, nothing } from 'lit';
import { type OwnDraft, OwnDraftsController } from '../controllers/own-drafts-controller.ts';
import { child } from '../internal/child.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

/** Characters of a draft that its entry shows. */
const shown = 140;

/** The posts that the reader began and did not publish, each to be continued. Loaded when they are asked for. */
export class FeedDrafts {
  readonly #host: ParvisElement;
  readonly #controller: OwnDraftsController;
  /** The one that is continued. */
  #open: OwnDraft | undefined;

  constructor(host: ParvisElement) {
    this.#host = host;
    this.#controller = new OwnDraftsController(host);
  }

  get some() {
    return this.#controller.drafts.length > 0 || this.#open !== undefined;
  }

  render() {
    const { localize } = this.#host;
    const { drafts } = this.#controller;
    const open = this.#open;
    return html`
      ${
        open === undefined
          ? nothing
          : html`<div class="above" @parvis-draft-restored=${(event: Event) => (event.target as HTMLElement).focus()}>
              ${child(this.#host, 'composer', { ...open.composer, ...(this.#host.lang && { lang: this.#host.lang }) })}
              <button class="quiet" type="button" @click=${() => this.#continue(undefined)}>
                ${localize.term('draftsClose')}
              </button>
            </div>`
      }
      ${
        drafts.length
          ? html`<ul class="drafts" part="drafts" aria-label=${localize.term('draftsTitle')}>
              ${drafts
                .filter(({ key }) => key !== open?.key)
                .map(
                  (draft) =>
                    html`<li data-key=${draft.key}>
                      <p class="muted">${this.#what(draft)}</p>
                      <p dir="auto">${draft.words.length > shown ? `${draft.words.slice(0, shown)}…` : draft.words}</p>
                      <button class="quiet" type="button" @click=${() => this.#continue(draft)}>
                        ${localize.term('draftsOpen')}
                      </button>
                    </li>`,
                )}
            </ul>`
          : nothing
      }
    `;
  }

  #what({ place, composer }: OwnDraft) {
    const { localize } = this.#host;
    if (place) return localize.term('draftsIn', place);
    return localize.term(composer.original ? 'draftsReshare' : 'draftsGeneral');
  }

  #continue(draft: OwnDraft | undefined) {
    const left = this.#open;
    this.#open = draft;
    void this.#controller.look();
    this.#host.requestUpdate();
    // Whoever goes on writing is brought to the text by what is restored there; who closes it, back to where they came from.
    if (left && !draft) void this.#host.updateComplete.then(() => this.#focus(left.key));
  }

  #focus(key: string) {
    const { renderRoot } = this.#host;
    const entry = renderRoot.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? renderRoot.querySelector('.tools');
    entry?.querySelector('button')?.focus();
  }
}
