/** What the people found are narrowed by: values that they have, with how many have each. */
import type { SkillLevel } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { ExpertsController } from '../controllers/experts-controller.ts';
import { unitSteps } from '../internal/names.ts';
import { levelTerms } from '../internal/skill-words.ts';
import type { Facet, ParvisExpertiseSearch } from './expertise-search.ts';

/** The two with few values first: there is room for both on one line. */
const facets = [
  ['site', 'searchSite'],
  ['level', 'searchLevel'],
  ['unit', 'searchUnit'],
  ['language', 'searchLanguage'],
] as const;

/** Values of a filter that are shown before somebody asks for the rest. */
const few = 5;

export class Filters {
  readonly #host: ParvisExpertiseSearch;
  readonly #experts: ExpertsController;
  /** Narrows by a value, or no longer. */
  readonly #narrow: (facet: Facet, value: string) => void;
  /** The filters of which all values are shown. */
  #unfolded: readonly Facet[] = [];

  constructor(host: ParvisExpertiseSearch, experts: ExpertsController, narrow: (facet: Facet, value: string) => void) {
    this.#host = host;
    this.#experts = experts;
    this.#narrow = narrow;
  }

  #facet(facet: Facet, title: string) {
    const values = this.#experts.facets[facet];
    const chosen = this.#host[facet];
    if (!chosen && values.length < 2) return nothing;
    const { localize } = this.#host;
    const all = this.#unfolded.includes(facet);
    const listed =
      chosen && !values.some(({ value }) => value === chosen) ? [{ value: chosen, count: 0 }, ...values] : values;
    const shown = all ? listed : listed.filter(({ value }, index) => index < few || value === chosen);
    const rest = listed.length - shown.length;
    return html`<div role="group" aria-labelledby="by-${facet}">
      <span class="label" id="by-${facet}">${title}</span>
      ${shown.map(
        ({ value, count }) =>
          html`<button
            class="filter"
            type="button"
            aria-pressed=${value === chosen}
            title=${facet === 'unit' ? unitSteps(value).join(' › ') : nothing}
            @click=${() => this.#narrow(facet, value)}
          >
            <bdi>${this.#valueName(facet, value, listed)}</bdi>
            <span class="count" aria-hidden="true">${localize.number(count)}</span
            ><span class="visually-hidden">${localize.term('searchPeopleThere', count)}</span>
          </button>`,
      )}
      ${
        rest
          ? html`<button class="quiet" type="button" @click=${() => this.#unfold(facet)}>
              ${localize.term('searchMoreValues', rest)}<span class="visually-hidden">, ${title}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #valueName(facet: Facet, value: string, among: readonly { value: string }[]) {
    if (facet === 'unit') return this.#unitName(value, among);
    if (facet === 'language') return this.#host.localize.languageName(value);
    return facet === 'level' ? this.#host.localize.term(levelTerms[value as SkillLevel]) : value;
  }

  /** The last step of the path; with the one above it where two units are called the same. */
  #unitName(path: string, among: readonly { value: string }[]) {
    const steps = unitSteps(path);
    const twice = among.filter(({ value }) => unitSteps(value).at(-1) === steps.at(-1)).length > 1;
    return steps.slice(twice ? -2 : -1).join(' › ');
  }

  #unfold(facet: Facet) {
    this.#unfolded = [...this.#unfolded, facet];
    this.#host.requestUpdate();
  }

  draw() {
    const { localize } = this.#host;
    return html`<div class="filters" part="filters">
      ${facets.map(([facet, word]) => this.#facet(facet, localize.term(word)))}
    </div>`;
  }
}
