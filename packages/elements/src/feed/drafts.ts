import { html, nothing } from 'lit';
import { OwnDraftsController } from '../controllers/own-drafts-controller.ts';
import { child } from '../internal/child.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

/** Characters of a draft that its entry shows. */
const shown = 140;

/** The posts that the reader began and did not publish, each to be continued. Loaded when they are asked for. */
export class FeedDrafts {
  readonly #host: ParvisElement;
  readonly #controller: OwnDraftsController;
  /** The community of the draft that is continued. */
  #open: string | undefined;

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
          : html`<div class="above" id="draft">
              ${child(this.#host, 'composer', { community: open, lang: this.#host.lang })}
              <button class="quiet" type="button" @click=${() => this.#continue(undefined)}>
                ${localize.term('draftsClose')}
              </button>
            </div>`
      }
      ${
        drafts.length
          ? html`<ul class="drafts" part="drafts" aria-label=${localize.term('draftsTitle')}>
              ${drafts
                .filter(({ community }) => community !== open)
                .map(
                  ({ community, place, words }) =>
                    html`<li>
                      <p class="muted">${place ? localize.term('draftsIn', place) : localize.term('draftsGeneral')}</p>
                      <p dir="auto">${words.length > shown ? `${words.slice(0, shown)}…` : words}</p>
                      <button class="quiet" type="button" @click=${() => this.#continue(community)}>
                        ${localize.term('draftsOpen')}
                      </button>
                    </li>`,
                )}
            </ul>`
          : nothing
      }
    `;
  }

  #continue(community: string | undefined) {
    this.#open = community;
    void this.#controller.look();
    this.#host.requestUpdate();
  }
}
