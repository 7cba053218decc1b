/** What stands beside the people found: teams of projects, and why the viewer is not among them. */
import type { ExpertPage } from '@parvis/contracts';
import type { ReasonKind } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { marked } from '../internal/marked.ts';
import type { Terms } from '../locales/index.ts';

type Localize = ParvisElement['localize'];

const filters = {
  unit: 'searchUnit',
  site: 'searchSite',
  language: 'searchLanguage',
  level: 'searchLevel',
} as const;
/** Projects about what was asked, with who worked on them. */
export const teams = (projects: ExpertPage['projects'], localize: Localize) =>
  projects.length === 0
    ? nothing
    : html`<section class="teams" part="teams" aria-labelledby="teams">
        <h3 id="teams">${localize.term('teamsTitle')}</h3>
        <ul>
          ${projects.map(
            ({ title, marks, people, more }) =>
              html`<li>
                <b dir="auto">${marked(title, marks)}</b>
                <div class="members">
                  ${people.map(({ id, name, departed, abilities }) =>
                    abilities.open
                      ? html`<button
                          class="name"
                          type="button"
                          data-person=${id}
                          aria-haspopup="dialog"
                          aria-expanded="false"
                        >
                          <bdi>${name}</bdi>
                        </button>`
                      : html`<span
                          ><bdi>${name}</bdi>${
                            departed ? html` <span class="muted">(${localize.term('teamDeparted')})</span>` : nothing
                          }</span
                        >`,
                  )}
                  ${more ? html`<span class="muted">${localize.term('teamMore', more)}</span>` : nothing}
                </div>
              </li>`,
          )}
        </ul>
      </section>`;

/** About the viewer alone: which words of the query are found in what is theirs. */
export function mine(
  me: NonNullable<ExpertPage['me']>,
  localize: Localize,
  places: Readonly<Record<ReasonKind, keyof Terms & `reason${string}`>>,
) {
  const found = me.words.some((word) => word.found.length > 0);
  const said = me.hidden
    ? localize.term('whyHidden')
    : me.listed
      ? localize.term(found ? 'whyListed' : 'whyNear')
      : me.outside.length > 0 && found
        ? localize.term('whyFiltered', me.outside.map((filter) => localize.term(filters[filter])).join(', '))
        : '';
  return html`<section class="mine" part="mine" aria-labelledby="mine" tabindex="-1">
    <h3 id="mine">${localize.term('whyMine')}</h3>
    ${said ? html`<p>${said}</p>` : nothing}
    <ul>
      ${me.words.map(
        ({ word, found }) =>
          html`<li>
            <b dir="auto">${word}</b>
            <span class="muted"
              >${
                found.length > 0
                  ? localize.term('whyFound', found.map((kind) => localize.term(places[kind])).join(', '))
                  : localize.term('whyMissing')
              }</span
            >
          </li>`,
      )}
    </ul>
    ${me.words.some(({ found }) => found.length === 0) ? html`<p class="muted">${localize.term('whyHint')}</p>` : nothing}
  </section>`;
}
