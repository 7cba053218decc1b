import type { Case } from '@parvis/contracts';
import { type DecisionKind, limits, suspensionHours } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { Draft } from '../controllers/cases-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { Given } from './case-view.ts';
import { isIllegal, missingIn } from './decision.ts';
import { aboutYou, choices } from './words.ts';

type Missing = ReturnType<typeof missingIn>;

/** What is to become of a thing, what that rests on, and what its author will read of it. */
export class DecisionForm {
  readonly #host: ParvisElement;
  readonly #given: Given;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
  }

  render(of: Case, until: string) {
    const { localize } = this.#host;
    const { cases, tried, offline } = this.#given;
    const draft = cases.draft(of);
    const { decision, article } = draft;
    const illegal = isIllegal(of);
    const missing: Missing = tried() ? missingIn(of, draft) : {};
    const write = (change: Partial<Draft>) => cases.write(of, change);
    const choice = (kind: DecisionKind) => {
      const [name, text] = choices[kind];
      return html`<label class="choice card-choice" data-decision=${kind}>
        <input
          type="radio"
          name="decision"
          value=${kind}
          .checked=${decision === kind}
          aria-labelledby="choice-${kind}"
          aria-describedby="means-${kind}"
          @change=${() => write({ decision: kind })}
        />
        <span
          ><b id="choice-${kind}">${localize.term(name)}</b
          ><small id="means-${kind}">${localize.term(text)}</small></span
        >
      </label>`;
    };
    const note = (field: 'publicNote' | 'internalNote', label: string, help: string) => {
      const required = illegal && field === 'publicNote';
      const fault = field === 'publicNote' ? missing.publicNote : undefined;
      return html`<div class="note">
        <label for=${field}
          >${label} ${required ? html`<span class="required">${localize.term('caseRequired')}</span>` : nothing}</label
        >
        <textarea
          id=${field}
          dir="auto"
          rows="2"
          ?required=${required}
          aria-invalid=${!!fault}
          maxlength=${limits.publicNote}
          .value=${draft[field]}
          aria-describedby=${fault ? `${field}-missing ${field}-help` : `${field}-help`}
          @input=${(event: Event) => write({ [field]: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${fault ? html`<p class="wrong" id="${field}-missing">${localize.term(fault)}</p>` : nothing}
        <p id="${field}-help">${help}</p>
      </div>`;
    };
    const articles = cases.charter?.articles.filter(({ subjects }) => subjects.includes(of.copy.kind)) ?? [];
    const deciding = cases.busy === 'deciding';
    const toAuthor = decision !== '' && decision !== 'keep' && of.copy.author !== null;
    return html`<form class="deed" part="decision" novalidate @submit=${this.#given.decide} @keydown=${submitOnEnter}>
      <p class="mine" role="status">${localize.term('caseMineUntil', localize.date(until, 'clock'))}</p>
      <fieldset
        role="radiogroup"
        aria-required="true"
        aria-invalid=${!!missing.decision}
        aria-describedby=${missing.decision ? 'no-decision' : nothing}
      >
        <legend>${localize.term('caseDecision')}</legend>
        <div class="choices">${of.abilities.decisions.map(choice)}</div>
        ${missing.decision ? html`<p class="wrong" id="no-decision">${localize.term(missing.decision)}</p>` : nothing}
      </fieldset>
      ${
        decision === '' || decision === 'keep'
          ? nothing
          : html`<div class="note">
              <label for="article">${localize.term('caseRests')}</label>
              <select
                id="article"
                required
                aria-invalid=${!!missing.article}
                aria-describedby=${missing.article ? 'no-article' : nothing}
                @change=${(event: Event) => write({ article: (event.target as HTMLSelectElement).value })}
              >
                <option value="" ?selected=${!article}>${localize.term('caseChooseArticle')}</option>
                ${articles.map(
                  ({ id, number, title }) =>
                    html`<option value=${id} ?selected=${id === article}>
                      ${localize.term('article', number, title)}
                    </option>`,
                )}
              </select>
              ${missing.article ? html`<p class="wrong" id="no-article">${localize.term(missing.article)}</p>` : nothing}
            </div>`
      }
      ${this.#parts(of, missing)}
      ${note('publicNote', localize.term('casePublicNote'), localize.term(noteHelp(decision, of, toAuthor)))}
      ${note('internalNote', localize.term('caseInternalNote'), localize.term('caseInternalNoteHelp'))}
      ${toAuthor ? this.#preview(of, draft) : nothing}
      ${offline() ? html`<p class="offline" role="status">${localize.term('caseOffline')}</p>` : nothing}
      <div class="form-end">
        <button class="quiet" type="button" aria-disabled=${cases.busy === 'releasing'} @click=${this.#given.release}>
          ${localize.term('caseRelease')}
        </button>
        <button class="primary" data-decision=${decision || nothing} aria-disabled=${deciding}>
          ${localize.term(deciding ? 'caseDeciding' : decision ? choices[decision][2] : 'caseDecide')}
        </button>
      </div>
    </form>`;
  }

  /** What some decisions need beside the article. */
  #parts(of: Case, missing: Missing) {
    const { localize } = this.#host;
    const { cases } = this.#given;
    const { decision, law, alsoRemove, hours, community } = cases.draft(of);
    const illegal = isIllegal(of);
    const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
    const removable = of.copy.kind === 'post' || of.copy.kind === 'comment';
    return html`${
      illegal && decision && decision !== 'keep'
        ? html`<div class="note">
            <label for="law">${localize.term('caseLaw')}</label>
            <input
              id="law"
              maxlength=${limits.law}
              .value=${law}
              @input=${(event: Event) => cases.write(of, { law: (event.target as HTMLInputElement).value })}
            />
          </div>`
        : nothing
    }
    ${
      decision === 'suspend'
        ? html`<div class="note">
            <label for="hours">${localize.term('caseHours')}</label>
            <select
              id="hours"
              @change=${(event: Event) =>
                cases.write(of, { hours: suspensionHours.find((one) => String(one) === chosen(event)) ?? 24 })}
            >
              ${suspensionHours.map(
                (one) =>
                  html`<option value=${one} ?selected=${one === hours}>${localize.term('caseHoursOf', one)}</option>`,
              )}
            </select>
          </div>`
        : nothing
    }
    ${
      decision === 'move'
        ? html`<div class="note">
            <label for="community">${localize.term('caseMoveTo')}</label>
            <select
              id="community"
              required
              aria-invalid=${!!missing.community}
              aria-describedby=${missing.community ? 'no-community' : nothing}
              @change=${(event: Event) => cases.write(of, { community: chosen(event) })}
            >
              <option value="" ?selected=${!community}>${localize.term('caseChooseCommunity')}</option>
              ${cases.communities
                .filter(({ id }) => id !== of.community?.id)
                .map(({ id, name }) => html`<option value=${id} ?selected=${id === community}>${name}</option>`)}
            </select>
            ${missing.community ? html`<p class="wrong" id="no-community">${localize.term(missing.community)}</p>` : nothing}
          </div>`
        : nothing
    }
    ${
      removable && (decision === 'warn' || decision === 'suspend')
        ? html`<label class="also"
            ><input
              type="checkbox"
              .checked=${alsoRemove}
              @change=${(event: Event) => cases.write(of, { alsoRemove: (event.target as HTMLInputElement).checked })}
            />${localize.term('caseAlsoRemove')}</label
          >`
        : nothing
    }`;
  }

  /** The statement of reasons, as it will be read. */
  #preview(of: Case, { decision, article, law, publicNote, alsoRemove }: Draft) {
    const { localize } = this.#host;
    if (!decision || decision === 'keep') return nothing;
    const cited = this.#given.cases.charter?.articles.find(({ id }) => id === article);
    return html`<section class="preview" aria-labelledby="preview-title">
      <h4 id="preview-title">${localize.term('casePreview', of.copy.author?.name ?? '')}</h4>
      <p><b>${localize.term(aboutYou[decision])}</b></p>
      ${alsoRemove && (decision === 'warn' || decision === 'suspend') ? html`<p>${localize.term('aboutYouAlsoRemoved')}</p>` : nothing}
      <p>
        <b>${cited ? localize.term('article', cited.number, cited.title) : law}</b>
        ${publicNote.trim() ? html`<br /><span dir="auto">${publicNote.trim()}</span>` : nothing}
      </p>
      <p class="muted">${localize.term(decision === 'unverified' ? 'casePreviewSource' : 'casePreviewAppeal')}</p>
    </section>`;
  }
}

const submitOnEnter = (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
};

/** Who reads the reason. What is unverified says so with it to everybody who reads it. */
const noteHelp = (decision: string, { flags }: Case, toAuthor: boolean) => {
  if (decision === 'unverified') return 'casePublicNoteHelpAll';
  if (!flags.length) return 'casePublicNoteHelpAuthor';
  return toAuthor ? 'casePublicNoteHelp' : 'casePublicNoteHelpNoAuthor';
};
