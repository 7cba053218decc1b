import { type CaseOrder, caseOrders } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { CasesController, Narrowing } from '../controllers/cases-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

const states = {
  '': 'caseFilterAll',
  appealed: 'caseFilterAppealed',
  several: 'caseFilterSeveral',
  screened: 'caseFilterScreened',
  illegal: 'caseFilterIllegal',
} as const satisfies Record<Narrowing['only'], string>;
const orders = {
  oldest: 'caseOrderOldest',
  newest: 'caseOrderNewest',
  weight: 'caseOrderWeight',
} as const satisfies Record<CaseOrder, string>;

/** Which cases are listed, and in which order. */
export class CaseFilters {
  readonly #host: ParvisElement;
  readonly #cases: CasesController;

  constructor(host: ParvisElement, cases: CasesController) {
    this.#host = host;
    this.#cases = cases;
  }

  render() {
    const { localize } = this.#host;
    const { narrowing, shelf, charter } = this.#cases;
    const places = this.#cases.places;
    const select = (id: keyof Narrowing, label: string, options: readonly (readonly [string, string])[]) =>
      html`<div>
        <label for="filter-${id}">${label}</label>
        <select
          id="filter-${id}"
          @change=${(event: Event) => void this.#cases.narrow({ [id]: (event.target as HTMLSelectElement).value })}
        >
          ${options.map(
            ([value, word]) => html`<option value=${value} .selected=${narrowing[id] === value}>${word}</option>`,
          )}
        </select>
      </div>`;
    const active = this.#cases.narrowed;
    return html`<details class="filters" @toggle=${() => void this.#cases.read(localize.language)}>
      <summary>
        ${localize.term('caseFilters')}
        ${active ? html`<span class="badge mine">${localize.term('caseFiltersOn', active)}</span>` : nothing}
      </summary>
      <div class="fields" role="group" aria-label=${localize.term('caseFilters')}>
        ${select(
          'only',
          localize.term('caseFilterState'),
          Object.entries(states).map(([value, word]) => [value, localize.term(word)]),
        )}
        ${
          places.length > 1 || narrowing.community
            ? select('community', localize.term('caseFilterCommunity'), [
                ['', localize.term('caseFilterEverywhere')],
                ...places.map(({ id, name }) => [id, name] as const),
              ])
            : nothing
        }
        ${
          narrowing.only === 'illegal'
            ? nothing
            : select('article', localize.term('caseFilterArticle'), [
                ['', localize.term('caseFilterAny')],
                ...(charter?.articles ?? []).map(
                  ({ id, number, title }) => [id, localize.term('article', number, title)] as const,
                ),
              ])
        }
        ${
          shelf === 'open'
            ? select(
                'order',
                localize.term('caseOrder'),
                caseOrders.map((value) => [value, localize.term(orders[value])]),
              )
            : nothing
        }
        ${
          active
            ? html`<button class="quiet" type="button" @click=${() => void this.#clear()}>
                ${localize.term('caseFiltersClear')}
              </button>`
            : nothing
        }
      </div>
    </details>`;
  }

  async #clear() {
    this.#host.renderRoot.querySelector<HTMLElement>('.filters summary')?.focus();
    await this.#cases.narrow({ only: '', community: '', article: '' });
  }
}
