import type { Case } from '@parvis/contracts';
import { type AppealOutcome, type DecisionKind, limits, suspensionHours } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import back from 'lucide/dist/esm/icons/arrow-left.mjs';
import next from 'lucide/dist/esm/icons/chevron-right.mjs';
import previous from 'lucide/dist/esm/icons/chevron-left.mjs';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import flag from 'lucide/dist/esm/icons/flag.mjs';
import link from 'lucide/dist/esm/icons/external-link.mjs';
import type { CasesController, Draft } from '../controllers/cases-controller.ts';
import { articleWords } from '../internal/article.ts';
import { avatar } from '../internal/avatar.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { attached } from '../internal/attached.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from '../post/byline.ts';
import { type PartName, parts, partsOf } from './parts.ts';
import { choices, decided, titleOf, waitsFor } from './words.ts';

const backIcon = icon(back);
const nextIcon = icon(next);
const previousIcon = icon(previous);
const clockIcon = icon(clock);
const flagIcon = icon(flag);
const linkIcon = icon(link);

const safe = (address: string) => (/^https?:/i.test(address) ? address : nothing);

type Text = Pick<Case['copy'], 'title' | 'body' | 'attachments' | 'language'>;

type Given = {
  cases: CasesController;
  offline: () => boolean;
  /** The decision was sent although something is missing in it. */
  tried: () => boolean;
  back: () => void;
  beside: (step: 1 | -1) => void;
  claim: () => void;
  release: () => void;
  decide: (event: Event) => void;
  undo: () => void;
  answer: (outcome: AppealOutcome) => void;
  /** A part of its file, once it was opened. */
  part: (name: PartName, of: Case) => unknown;
  isOpen: (name: PartName) => boolean;
  toggle: (name: PartName, open: boolean) => void;
};

/** One case as its desk reads it: what was flagged, for what, and what is done about it. */
export class CaseView {
  readonly #host: ParvisElement;
  readonly #given: Given;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
  }

  render(of: Case) {
    const { localize } = this.#host;
    const { cases, beside } = this.#given;
    const step = (to: 1 | -1) => {
      const word = localize.term(to > 0 ? 'caseNext' : 'casePrevious');
      return html`<button
        class="quiet step"
        type="button"
        aria-label=${word}
        title=${word}
        aria-disabled=${!cases.beside(to)}
        @click=${() => beside(to)}
      >
        ${to > 0 ? nextIcon : previousIcon}
      </button>`;
    };
    return html`<header>
        <button class="quiet back" type="button" @click=${this.#given.back}>
          ${backIcon}${localize.term('caseBack')}
        </button>
        <div class="headline">
          <h3 id="case-title" tabindex="-1">${titleOf(of, localize)}</h3>
          <p class="facts">
            ${of.community ? html`<span>${localize.term('caseIn', of.community.name)}</span>` : nothing}
            <span title=${localize.exact(of.openedAt)}
              >${localize.term(of.screening ? 'caseWritten' : 'caseOpened', localize.ago(of.openedAt))}</span
            >
            ${of.flags.length ? html`<span>${localize.term('caseFlags', of.flags.length)}</span>` : nothing}
          </p>
        </div>
        <div class="steps">${step(-1)}${step(1)}</div>
      </header>
      ${this.#told()} ${this.#standing(of)} ${this.#copies(of)} ${this.#waits(of)} ${this.#flags(of)} ${this.#file(of)}
      ${this.#deed(of)}`;
  }

  /** What changed under the steward's hands is said where they look. */
  #told() {
    const { told, failure } = this.#given.cases;
    const { localize } = this.#host;
    if (told)
      return html`<p class="notice" role="alert">
        ${localize.term(told === 'conflict' ? 'caseConflict' : told === 'lapsed' ? 'caseLapsed' : 'caseGone')}
      </p>`;
    return failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing;
  }

  #standing({ publication, decision, screening }: Case) {
    const { localize } = this.#host;
    if (decision) return nothing;
    if (publication === 'held' && screening) return html`<p class="notice">${localize.term('caseWaitsText')}</p>`;
    if (publication === 'held') return html`<p class="notice">${localize.term('caseHeldText')}</p>`;
    if (publication === 'deleted') return html`<p class="notice">${localize.term('caseDeletedText')}</p>`;
    return nothing;
  }

  #copies(of: Case) {
    const { localize } = this.#host;
    const { copy, revision } = of;
    if (copy.kind === 'page')
      return html`<a class="address" href=${safe(copy.url ?? '')} rel="noopener"
        >${linkIcon}<span>${copy.url}</span></a
      >`;
    const text = ({ title, body, attachments, language }: Text) =>
      html`${title ? html`<h5 lang=${language ?? nothing}>${title}</h5>` : nothing}
      ${
        body.length
          ? html`<div class="text" lang=${language ?? nothing}>${richText(body)}</div>`
          : html`<p class="muted">${localize.term('caseSilent')}</p>`
      }
      ${attached(this.#host, { attachments })}`;
    const { author } = copy;
    return html`<section class="copy">
        ${
          author
            ? html`<p class="author">
                ${avatar(author)} ${byline(author)} ${standing(author, localize)}
                ${
                  copy.createdAt
                    ? html`<time datetime=${copy.createdAt} title=${localize.exact(copy.createdAt)}
                        >${localize.ago(copy.createdAt)}</time
                      >`
                    : nothing
                }
              </p>`
            : nothing
        }
        ${revision ? html`<h4>${localize.term('caseAsFlagged')}</h4>` : nothing} ${text(copy)}
      </section>
      ${
        revision
          ? html`<section class="copy">
              <h4>${localize.term('caseAsNow', localize.ago(revision.editedAt))}</h4>
              ${text(revision)}
            </section>`
          : nothing
      }`;
  }

  /** What nobody flagged waits to be published, for a reason. */
  #waits({ screening }: Case) {
    const { localize } = this.#host;
    if (!screening) return nothing;
    return html`<section class="why" aria-labelledby="waits-title">
      <h4 id="waits-title">${localize.term('caseWaits')}</h4>
      <ul>
        ${screening.reasons.map(
          (reason) =>
            html`<li>
              ${clockIcon}
              <div>
                <b>${localize.term(waitsFor[reason])}</b>
                ${
                  reason === 'words' && screening.words.length
                    ? html`<p>
                        ${screening.words.map((word) => html`<span class="badge held" dir="auto">${word}</span> `)}
                      </p>`
                    : nothing
                }
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #file(of: Case) {
    const { localize } = this.#host;
    const { part, isOpen, toggle } = this.#given;
    return html`<div class="file">
      ${partsOf(of).map(
        (name) =>
          html`<details
            data-part=${name}
            .open=${isOpen(name)}
            @toggle=${(event: Event) => toggle(name, (event.target as HTMLDetailsElement).open)}
          >
            <summary>${localize.term(parts[name])}</summary>
            <div class="part">${isOpen(name) ? part(name, of) : nothing}</div>
          </details>`,
      )}
    </div>`;
  }

  #flags({ flags }: Case) {
    const { localize } = this.#host;
    if (!flags.length) return nothing;
    return html`<section class="why" aria-labelledby="why-title">
      <h4 id="why-title">${localize.term('caseWhy')}</h4>
      <ul>
        ${flags.map(
          ({ article, law, reference, note, createdAt }) =>
            html`<li>
              ${flagIcon}
              <div>
                <b>${article ? articleWords(article, localize) : law || localize.term('caseIllegal')}</b>
                ${reference ? html`<span class="badge">${localize.term('caseReference', reference)}</span>` : nothing}
                <time datetime=${createdAt} title=${localize.exact(createdAt)}>${localize.ago(createdAt)}</time>
                <p class=${note ? '' : 'muted'}>${note || localize.term('caseNoNote')}</p>
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #deed(of: Case) {
    const { localize } = this.#host;
    const { cases } = this.#given;
    if (cases.told === 'gone') return this.#onwards();
    if (of.decision && !(of.appeal && !of.appeal.outcome)) return this.#outcome(of);
    if (of.claim && !of.claim.mine)
      return html`<section class="deed">
        <p class="muted">
          ${localize.term('caseOthersUntil', of.claim.by.name, localize.date(of.claim.until, 'clock'))}
        </p>
      </section>`;
    if (!of.claim)
      return html`<section class="deed">
        <button
          class="primary"
          type="button"
          id="claim"
          aria-disabled=${cases.busy === 'claiming'}
          @click=${this.#given.claim}
        >
          ${localize.term('caseExamine')}
        </button>
        <p class="muted">${localize.term('caseExamineText')}</p>
      </section>`;
    return of.decision ? this.#appealed(of, of.claim.until) : this.#form(of, of.claim.until);
  }

  #form(of: Case, until: string) {
    const { localize } = this.#host;
    const { cases, tried, offline } = this.#given;
    const draft = cases.draft(of);
    const { decision, article } = draft;
    const noDecision = tried() && !decision;
    const illegal = of.flags.some((one) => !one.article);
    const noArticle = tried() && !!decision && decision !== 'keep' && !article && !(illegal && draft.law.trim());
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
      const missing = required && tried() && !draft[field].trim();
      return html`<div class="note">
        <label for=${field}
          >${label} ${required ? html`<span class="required">${localize.term('caseRequired')}</span>` : nothing}</label
        >
        <textarea
          id=${field}
          rows="2"
          ?required=${required}
          aria-invalid=${missing}
          maxlength=${limits.publicNote}
          .value=${draft[field]}
          aria-describedby=${missing ? `${field}-missing ${field}-help` : `${field}-help`}
          @input=${(event: Event) => write({ [field]: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${missing ? html`<p class="wrong" id="${field}-missing">${localize.term('caseNeedsNote')}</p>` : nothing}
        <p id="${field}-help">${help}</p>
      </div>`;
    };
    const articles = cases.charter?.articles.filter(({ subjects }) => subjects.includes(of.copy.kind)) ?? [];
    const deciding = cases.busy === 'deciding';
    return html`<form class="deed" novalidate @submit=${this.#given.decide} @keydown=${submitOnEnter}>
      <p class="mine" role="status">${localize.term('caseMineUntil', localize.date(until, 'clock'))}</p>
      <fieldset
        role="radiogroup"
        aria-required="true"
        aria-invalid=${noDecision}
        aria-describedby=${noDecision ? 'no-decision' : nothing}
      >
        <legend>${localize.term('caseDecision')}</legend>
        <div class="choices">${of.abilities.decisions.map(choice)}</div>
        ${noDecision ? html`<p class="wrong" id="no-decision">${localize.term('caseNeedsDecision')}</p>` : nothing}
      </fieldset>
      ${
        decision === '' || decision === 'keep'
          ? nothing
          : html`<div class="note">
              <label for="article">${localize.term('caseRests')}</label>
              <select
                id="article"
                required
                aria-invalid=${noArticle}
                aria-describedby=${noArticle ? 'no-article' : nothing}
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
              ${noArticle ? html`<p class="wrong" id="no-article">${localize.term('caseNeedsArticle')}</p>` : nothing}
            </div>`
      }
      ${this.#parts(of)}
      ${note(
        'publicNote',
        localize.term('casePublicNote'),
        localize.term(of.abilities.decisions.includes('remove') ? 'casePublicNoteHelp' : 'casePublicNoteHelpNoAuthor'),
      )}
      ${note('internalNote', localize.term('caseInternalNote'), localize.term('caseInternalNoteHelp'))}
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
  #parts(of: Case) {
    const { localize } = this.#host;
    const { cases } = this.#given;
    const { decision, law, alsoRemove, hours, community } = cases.draft(of);
    const illegal = of.flags.some(({ article }) => !article);
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
            <select id="community" required @change=${(event: Event) => cases.write(of, { community: chosen(event) })}>
              <option value="" ?selected=${!community}>${localize.term('caseChooseCommunity')}</option>
              ${cases.communities
                .filter(({ id }) => id !== of.community?.id)
                .map(({ id, name }) => html`<option value=${id} ?selected=${id === community}>${name}</option>`)}
            </select>
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

  /** An appeal: what its author says, and the answer of somebody who did not decide. */
  #appealed(of: Case, until: string) {
    const { localize } = this.#host;
    const { cases, answer } = this.#given;
    const { decision, appeal } = of;
    const deciding = cases.busy === 'deciding';
    const draft = cases.draft(of);
    const deed = (outcome: AppealOutcome, word: 'caseGrant' | 'caseReject') =>
      html`<button class="outlined" type="button" aria-disabled=${deciding} @click=${() => answer(outcome)}>
        ${localize.term(word)}
      </button>`;
    return html`<section class="deed">
      <p class="mine" role="status">${localize.term('caseMineUntil', localize.date(until, 'clock'))}</p>
      <p>
        <b>${localize.term(decided[decision!.decision])}</b>
        ${localize.term('caseDecidedBy', decision!.by.name, localize.ago(decision!.decidedAt))}
      </p>
      <h4>${localize.term('caseAppeal')}</h4>
      <p dir="auto">${appeal!.text}</p>
      <div class="note">
        <label for="publicNote">${localize.term('casePublicNote')}</label>
        <textarea
          id="publicNote"
          rows="2"
          required
          maxlength=${limits.publicNote}
          .value=${draft.publicNote}
          aria-invalid=${this.#given.tried()}
          @input=${(event: Event) => cases.write(of, { publicNote: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        <p>${localize.term('caseAppealHelp')}</p>
      </div>
      <div class="form-end">${deed('rejected', 'caseReject')} ${deed('granted', 'caseGrant')}</div>
    </section>`;
  }

  #outcome({ decision: made, copy, appeal, response, abilities }: Case) {
    const { localize } = this.#host;
    const { decision, article, note, internalNote, by, decidedAt } = made!;
    const told = decision !== 'keep' && copy.author ? 'caseTold' : 'caseToldReporters';
    const { cases, undo } = this.#given;
    return html`<section class="deed outcome" data-decision=${decision} aria-labelledby="outcome-title">
        <h4 id="outcome-title" tabindex="-1">
          ${localize.term(decided[decision])}
          <small title=${localize.exact(decidedAt)}
            >${localize.term('caseDecidedBy', by.name, localize.ago(decidedAt))}</small
          >
        </h4>
        ${
          article
            ? html`<p>
                <b>${articleWords(article, localize)}</b>
              </p>`
            : nothing
        }
        ${note ? html`<p>${note}</p>` : nothing}
        ${
          internalNote
            ? html`<p class="internal"><b>${localize.term('caseInternalNote')}</b> ${internalNote}</p>`
            : nothing
        }
        ${
          response
            ? html`<p><b>${localize.term('caseResponse')}</b> <span dir="auto">${response.text}</span></p>`
            : nothing
        }
        ${
          appeal?.outcome
            ? html`<p>
                <b>${localize.term(appeal.outcome === 'granted' ? 'caseGranted' : 'caseRejected')}</b>
                <span dir="auto">${appeal.note}</span>
              </p>`
            : nothing
        }
        <p class="muted">${localize.term(told)}</p>
        ${
          abilities.undo
            ? html`<button
                class="quiet"
                type="button"
                id="undo"
                aria-disabled=${cases.busy === 'undoing'}
                @click=${undo}
              >
                ${localize.term('caseUndo')}
              </button>`
            : nothing
        }
      </section>
      ${this.#onwards()}`;
  }

  /** On to the next case, where there is one. */
  #onwards() {
    const { cases, beside } = this.#given;
    if (cases.shelf !== 'open' || !cases.beside(1)) return nothing;
    return html`<div class="form-end">
      <button class="primary" type="button" id="onwards" @click=${() => beside(1)}>
        ${this.#host.localize.term('caseNext')}
      </button>
    </div>`;
  }
}

const submitOnEnter = (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
};
