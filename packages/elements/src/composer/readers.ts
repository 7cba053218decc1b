import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import chevron from 'lucide/dist/esm/icons/chevron-down.mjs';
import users from 'lucide/dist/esm/icons/users.mjs';
import { type Circle, type Commenters, commenters } from '@parvis/contracts/tables';
import type { ComposerController } from '../controllers/composer-controller.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { circleTerms } from '../writing/outsiders.ts';
import { circleWords, degreeWords } from './words.ts';

const commentTerms = {
  readers: 'composerReadersComment',
  members: 'composerMembersComment',
  nobody: 'composerNobodyComments',
} as const satisfies Record<Commenters, string>;

const whoTerms = {
  readers: 'composerWhoReaders',
  members: 'composerWhoMembers',
  nobody: 'composerWhoNobody',
} as const satisfies Record<Commenters, string>;

const usersIcon = icon(users);
const chevronIcon = icon(chevron);

/** The one control that says who will read what is being written, and changes it. */
export class Readers {
  readonly #host: ParvisElement;
  readonly #composer: ComposerController;
  #open = false;

  constructor(host: ParvisElement, composer: ComposerController) {
    this.#host = host;
    this.#composer = composer;
  }

  /** The panel stands before its button: whoever opens it is taken there. */
  async show(open: boolean) {
    if (open === this.#open) return;
    this.#open = open;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (open) this.#host.renderRoot.querySelector<HTMLElement>('#panel :is(select, input:not(:disabled))')?.focus();
  }

  #handleCircle = (event: Event) => {
    const { value, checked } = event.target as HTMLInputElement;
    const { circles, draft } = this.#composer;
    this.#composer.change({
      circles: circles.filter((circle) => (circle === value ? checked : draft.circles.includes(circle))),
    });
  };

  #handleKey = async (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    await this.show(false);
    this.#host.renderRoot.querySelector<HTMLElement>('#audience')?.focus();
  };

  button() {
    const { localize } = this.#host;
    const composer = this.#composer;
    const { draft, community } = composer;
    return html`<button
      id="audience"
      class="readers"
      part="readers"
      type="button"
      aria-expanded=${this.#open}
      aria-controls="panel"
      aria-invalid=${!!composer.faults.audience}
      aria-describedby="fault-audience"
      title=${localize.term('composerReadersChange')}
      @click=${() => this.show(!this.#open)}
    >
      ${usersIcon}
      <span
        ><span class="visually-hidden">${localize.term('composerReaders')} </span
        ><b>${community?.name ?? localize.term('composerEveryone')}</b> · ${circleWords(draft.circles, localize)} ·
        ${degreeWords(draft.degree, composer, localize)} · ${localize.term(commentTerms[draft.commenters])} ·
        ${localize.term(draft.reshareable ? 'composerMayShare' : 'composerMayNotShare')}</span
      >
      ${chevronIcon}
    </button>`;
  }

  /** `fixed`: the page has chosen the community. */
  panel(fixed: boolean) {
    const { localize } = this.#host;
    const composer = this.#composer;
    const { draft, me } = composer;
    if (!me || !this.#open) return nothing;
    return html`<div class="panel" id="panel" @keydown=${this.#handleKey}>
      ${
        fixed
          ? nothing
          : html`<label
              >${localize.term('composerPlace')}
              <select
                id="place"
                @change=${(event: Event) => composer.change({ place: (event.target as HTMLSelectElement).value })}
              >
                ${
                  me.abilities.everyone
                    ? html`<option value="" ?selected=${draft.place === ''}>
                        ${localize.term('composerEveryone')}
                      </option>`
                    : nothing
                }
                ${me.communities.map(({ id, name }) => html`<option value=${id} ?selected=${draft.place === id}>${name}</option>`)}
              </select>
            </label>`
      }
      ${draft.place === '' && me.communities.length ? html`<p class="note">${localize.term('composerEveryoneHint')}</p>` : nothing}
      <fieldset>
        <legend>${localize.term('composerCircles')}</legend>
        <div class="options">${composer.circles.map((circle) => this.#circle(circle))}</div>
      </fieldset>
      <fieldset>
        <legend>${localize.term('composerDegree')}</legend>
        <div class="options">
          ${composer.degrees.map(
            (degree) =>
              html`<label
                ><input
                  type="radio"
                  name="degree"
                  value=${degree}
                  .checked=${live(draft.degree === degree)}
                  @change=${() => composer.change({ degree })}
                />${degreeWords(degree, composer, localize)}</label
              >`,
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend>${localize.term('composerComments')}</legend>
        <div class="options">
          ${commenters.map((who) =>
            // Where everyone is addressed there are no members to tell from readers.
            who === 'members' && !draft.place
              ? nothing
              : html`<label
                  ><input
                    type="radio"
                    name="commenters"
                    value=${who}
                    .checked=${live(draft.commenters === who)}
                    @change=${() => composer.change({ commenters: who })}
                  />${localize.term(whoTerms[who])}</label
                >`,
          )}
        </div>
      </fieldset>
      <div class="options">
        <label
          ><input
            type="checkbox"
            name="reshareable"
            .checked=${live(draft.reshareable)}
            @change=${(event: Event) => composer.change({ reshareable: (event.target as HTMLInputElement).checked })}
          />${localize.term('composerReshareable')}</label
        >
      </div>
    </div>`;
  }

  #circle(circle: Circle) {
    const { localize } = this.#host;
    const own = circle === this.#composer.me?.person.circle;
    return html`<label title=${own ? localize.term('composerCirclesOwn') : nothing}
      ><input
        type="checkbox"
        value=${circle}
        ?disabled=${own}
        .checked=${live(this.#composer.draft.circles.includes(circle))}
        @change=${this.#handleCircle}
      />${localize.term(circleTerms[circle])}</label
    >`;
  }
}
