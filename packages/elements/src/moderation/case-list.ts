import type { Case } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import done from 'lucide/dist/esm/icons/circle-check-big.mjs';
import type { CasesController } from '../controllers/cases-controller.ts';
import { excerpt } from '../internal/excerpt.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { decided, icons, titleOf } from './words.ts';

const doneIcon = icon(done);

type Deeds = {
  /** Shows a case beside the list, which keeps the focus. */
  show(id: string): void;
  /** Goes to a case. */
  open(id: string): void;
};

/** The cases on the viewer's desk, one line each, and the way from one to the next. */
export class CaseList {
  readonly #host: ParvisElement;
  readonly #cases: CasesController;
  readonly #deeds: Deeds;

  constructor(host: ParvisElement, cases: CasesController, deeds: Deeds) {
    this.#host = host;
    this.#cases = cases;
    this.#deeds = deeds;
  }

  render() {
    const { localize } = this.#host;
    const { items, next, failure } = this.#cases.list;
    // A case that left the list is still shown: then the first one is the way in.
    const reached = Math.max(
      items.findIndex(({ id }) => id === this.#cases.current?.id),
      0,
    );
    return html`${
      items.length
        ? html`<ul
              class="cases"
              part="list"
              aria-label=${localize.term('casesLabel')}
              aria-describedby="keys"
              @keydown=${this.#keys}
            >
              ${repeat(
                items,
                ({ id }) => id,
                (one, index) => this.#item(one, index === reached),
              )}
            </ul>
            <p class="muted keys" id="keys">${localize.term('casesKeys')}</p>`
        : this.empty()
    }
    ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
    ${
      next
        ? html`<button class="outlined" type="button" @click=${() => this.#cases.more()}>
            ${localize.term('casesMore')}
          </button>`
        : nothing
    }`;
  }

  empty() {
    const { localize } = this.#host;
    const { shelf } = this.#cases;
    if (this.#cases.narrowed) return html`<div class="state"><b>${localize.term('casesNoneSuch')}</b></div>`;
    return html`<div class="state">
      ${doneIcon}
      <b>${localize.term(shelf === 'open' ? 'casesNone' : 'casesNoneDecided')}</b>
      ${shelf === 'open' ? html`<span>${localize.term('casesNoneText')}</span>` : nothing}
    </div>`;
  }

  /** `reached`: by Tab; from there the arrows go on. */
  #item(one: Case, reached: boolean) {
    const { localize } = this.#host;
    const { copy, claim, decision } = one;
    const shown = one.id === this.#cases.current?.id;
    const words =
      copy.kind === 'page'
        ? (copy.url ?? '').replace(/^https?:\/\//, '')
        : copy.title || excerpt(copy.body) || localize.term('caseSilent');
    const badge = (word: string, tone = '') => html`<span class="badge ${tone}">${word}</span>`;
    return html`<li>
      <button
        type="button"
        data-id=${one.id}
        aria-current=${shown}
        tabindex=${reached ? 0 : -1}
        @click=${() => this.#deeds.open(one.id)}
      >
        ${icons[copy.kind]}
        <span class="lines">
          <b>${titleOf(one, localize)}</b>
          <span class="words" dir="auto">${words}</span>
          <span class="facts">
            ${one.flags.length ? html`<span>${localize.term('caseFlags', one.flags.length)}</span>` : nothing}
            <span>${localize.ago(one.openedAt)}</span>
            ${one.community ? html`<span>${one.community.name}</span>` : nothing}
          </span>
          <span class="badges">
            ${decision ? badge(localize.term(decided[decision.decision]), decision.decision) : nothing}
            ${one.appeal && !one.appeal.outcome ? badge(localize.term('caseAppeal'), 'held') : nothing}
            ${one.response ? badge(localize.term('caseResponse'), 'mine') : nothing}
            ${
              one.publication === 'held' && !decision
                ? badge(localize.term(one.screening ? 'caseWaitsBadge' : 'caseHeld'), 'held')
                : nothing
            }
            ${one.flags.some(({ article }) => !article) ? badge(localize.term('caseIllegalBadge'), 'remove') : nothing}
            ${one.publication === 'deleted' ? badge(localize.term('caseDeleted')) : nothing}
            ${one.revision && one.publication !== 'deleted' ? badge(localize.term('caseChanged')) : nothing}
            ${
              claim
                ? badge(
                    claim.mine ? localize.term('caseMine') : localize.term('caseOthers', claim.by.name),
                    claim.mine ? 'mine' : '',
                  )
                : nothing
            }
          </span>
        </span>
      </button>
    </li>`;
  }

  /** From case to case with the arrow keys; what has the focus is shown. */
  #keys = (event: KeyboardEvent) => {
    const items = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.cases button[data-id]')];
    const at = items.indexOf(event.target as HTMLElement);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const item = to === undefined || at < 0 ? undefined : items[to];
    if (!item) return;
    event.preventDefault();
    // The page may have the same keys of its own.
    event.stopPropagation();
    item.focus();
    this.#deeds.show(item.dataset.id!);
  };
}
