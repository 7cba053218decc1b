import type { Case } from '@parvis/contracts';
import type { AppealOutcome } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import back from 'lucide/dist/esm/icons/arrow-left.mjs';
import next from 'lucide/dist/esm/icons/chevron-right.mjs';
import previous from 'lucide/dist/esm/icons/chevron-left.mjs';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import flag from 'lucide/dist/esm/icons/flag.mjs';
import link from 'lucide/dist/esm/icons/external-link.mjs';
import type { CasesController } from '../controllers/cases-controller.ts';
import { articleWords } from '../internal/article.ts';
import { avatar } from '../internal/avatar.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { attached } from '../internal/attached.ts';
import { richText } from '../internal/rich-text.ts';
import { byline, standing } from '../post/byline.ts';
import { CaseDeed } from './case-deed.ts';
import type { CaseParts } from './case-parts.ts';
import { parts, partsOf } from './parts.ts';
import { titleOf, waitsFor } from './words.ts';

const backIcon = icon(back);
const nextIcon = icon(next);
const previousIcon = icon(previous);
const clockIcon = icon(clock);
const flagIcon = icon(flag);
const linkIcon = icon(link);

const safe = (address: string) => (/^https?:/i.test(address) ? address : nothing);

type Text = Pick<Case['copy'], 'title' | 'body' | 'attachments' | 'language'>;

export type Given = {
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
  parts: CaseParts;
};

/** One case as its desk reads it: what was flagged, for what, and what is done about it. */
export class CaseView {
  readonly #host: ParvisElement;
  readonly #given: Given;
  readonly #deed: CaseDeed;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
    this.#deed = new CaseDeed(host, given);
  }

  render(of: Case) {
    const { localize } = this.#host;
    const { cases, beside } = this.#given;
    const step = (to: 1 | -1) => {
      const word = localize.term(to > 0 ? 'caseNext' : 'casePrevious');
      return html`<button
        class="quiet step"
        type="button"
        title=${word}
        aria-disabled=${!cases.beside(to)}
        @click=${() => beside(to)}
      >
        ${to > 0 ? nextIcon : previousIcon}
      </button>`;
    };
    return html`<header part="case-header">
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
      ${this.#told(of)} ${this.#standing(of)} ${this.#copies(of)} ${this.#waits(of)} ${this.#flags(of)}
      ${this.#file(of)} ${this.#deed.render(of)}`;
  }

  /** What changed under the steward's hands is said where they look. */
  #told(of: Case) {
    const { told, failure } = this.#given.cases;
    const { localize } = this.#host;
    if (told)
      return html`<p class="notice" role="alert">
        ${localize.term(told === 'conflict' ? 'caseConflict' : told === 'lapsed' ? 'caseLapsed' : 'caseGone')}
      </p>`;
    return failure ? html`<p class="problem" role="alert">${this.#failed(of, failure)}</p>` : nothing;
  }

  /** What stands in the way of moving or undoing is said by the place of the post, not by the case. */
  #failed(of: Case, failure: Problem) {
    const { localize } = this.#host;
    const refused = failure.code === 'conflict' || failure.code === 'forbidden';
    if (refused && this.#given.cases.draft(of).decision === 'move') return localize.term('caseNotMoved');
    if (failure.code === 'conflict') return localize.term('caseNotUndone');
    return problemWords(failure, localize);
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
      html`${title ? html`<h5 lang=${language ?? nothing} dir="auto">${title}</h5>` : nothing}
      ${
        body.length
          ? html`<div class="text" lang=${language ?? nothing} dir="auto">${richText(body)}</div>`
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
    const { parts: file } = this.#given;
    return html`<div class="file">
      ${partsOf(of).map(
        (name) =>
          html`<details
            data-part=${name}
            .open=${file.isOpen(name)}
            @toggle=${(event: Event) => file.toggle(name, (event.target as HTMLDetailsElement).open)}
          >
            <summary>
              ${localize.term(parts[name])}<span class="count">${this.#count(file.count(name, of))}</span>
            </summary>
            <div class="part">${file.isOpen(name) ? file.render(name, of) : nothing}</div>
          </details>`,
      )}
    </div>`;
  }

  /** With a space that no line is broken at, and that every browser tells: as white space between two texts it is told now and then. */
  #count = (count: number | undefined): string => (count === undefined ? '' : `\u00a0${count}`);

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
                <p class=${note ? '' : 'muted'} dir="auto">${note || localize.term('caseNoNote')}</p>
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
