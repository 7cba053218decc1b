/** What a year of cases adds up to. Loaded when it is first opened. */
import { html, nothing } from 'lit';
import { CaseFiguresController } from '../controllers/case-figures-controller.ts';
import { articleWords } from '../internal/article.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemState } from '../internal/states.ts';

/** Whose figures may be asked for; the empty id stands for what belongs to no community. */
export type Scope = { id: string; name: string };

export class Figures {
  readonly #host: ParvisElement;
  readonly #about: CaseFiguresController;
  #community: string | undefined;

  constructor(host: ParvisElement) {
    this.#host = host;
    this.#about = new CaseFiguresController(host);
  }

  open(community: string) {
    this.#community = community;
    void this.#about.load(community);
  }

  render(scopes: readonly Scope[]) {
    const { localize } = this.#host;
    const { error, figures } = this.#about;
    const community = this.#community ?? '';
    return html`<section class="figures" aria-labelledby="figures-title" part="figures">
      <h3 class="visually-hidden" id="figures-title">${localize.term('caseFigures')}</h3>
      ${
        scopes.length > 1
          ? html`<div>
              <label for="figures-of">${localize.term('caseFilterCommunity')}</label>
              <select id="figures-of" @change=${(event: Event) => this.open((event.target as HTMLSelectElement).value)}>
                ${scopes.map(
                  ({ id, name }) =>
                    html`<option value=${id} ?selected=${id === community}>
                      ${id ? name : localize.term('deskNoCommunity')}
                    </option>`,
                )}
              </select>
            </div>`
          : nothing
      }
      ${
        error
          ? problemState(error, localize, () => this.open(community))
          : figures
            ? this.#figures()
            : html`<p class="muted" role="status">${localize.term('loading')}</p>`
      }
    </section>`;
  }

  #duration(minutes: number) {
    const { localize } = this.#host;
    if (minutes < 90) return localize.term('deskMinutes', Math.max(1, Math.round(minutes)));
    const hours = Math.round(minutes / 60);
    return hours < 48 ? localize.term('deskHours', hours) : localize.term('deskDays', Math.round(hours / 24));
  }

  #figures() {
    const { localize } = this.#host;
    const { fewest, pending, firstLook, toDecision, articles, appeals, revise } = this.#about.figures!;
    const few = html`<span class="muted">${localize.term('deskTooFew', fewest)}</span>`;
    const time = (minutes: number | null) => (minutes === null ? few : html`<b>${this.#duration(minutes)}</b>`);
    const share = (per: number) => localize.term('deskPercent', localize.number(per));
    return html`<dl>
        <div>
          <dt>${localize.term('deskPending')}</dt>
          <dd><b>${localize.number(pending)}</b></dd>
        </div>
        <div>
          <dt>${localize.term('deskFirstLook')}</dt>
          <dd>${time(firstLook)}</dd>
        </div>
        <div>
          <dt>${localize.term('deskToDecision')}</dt>
          <dd>${time(toDecision)}</dd>
        </div>
        <div>
          <dt>${localize.term('deskAppeals')}</dt>
          <dd>${appeals ? html`<b>${localize.term('deskShare', share(appeals.granted), appeals.cases)}</b>` : few}</dd>
        </div>
      </dl>
      <h4>${localize.term('deskByArticle')}</h4>
      ${
        articles.length
          ? html`<ul>
              ${articles.map(
                ({ article, cases, upheld }) =>
                  html`<li>
                    <span>${articleWords(article, localize)}</span>
                    <span>${localize.term('deskShare', share(upheld), cases)}</span>
                    <meter min="0" max="100" value=${upheld} aria-hidden="true"></meter>
                  </li>`,
              )}
            </ul>`
          : html`<p>${few}</p>`
      }
      ${revise ? html`<p class="notice">${localize.term('deskRevise', articleWords(revise, localize))}</p>` : nothing}
      <p class="muted">${localize.term('deskFiguresText', fewest)}</p>`;
  }
}
