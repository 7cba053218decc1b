import type { Case } from '@parvis/contracts';
import { type AppealOutcome, limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { articleWords } from '../internal/article.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { Given } from './case-view.ts';
import { DecisionForm } from './decision-form.ts';
import { decided } from './words.ts';

/** What can be done about a case by whoever looks at it, and what was decided. */
export class CaseDeed {
  readonly #host: ParvisElement;
  readonly #given: Given;
  readonly #form: DecisionForm;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
    this.#form = new DecisionForm(host, given);
  }

  render(of: Case) {
    const { cases } = this.#given;
    if (cases.told === 'gone') return this.#onwards();
    const appealed = of.appeal !== null && of.appeal.outcome === null;
    // Its author did what they were asked for: it is decided again in that light.
    const again = of.decision !== null && of.abilities.decisions.length > 0;
    if (of.decision && !appealed && !again && !of.claim) return [this.#outcome(of), this.#onwards()];
    return [of.decision ? this.#outcome(of) : nothing, this.#next(of, appealed)];
  }

  #next(of: Case, appealed: boolean) {
    const { localize } = this.#host;
    const { cases } = this.#given;
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
          ${localize.term(appealed ? 'caseExamineAppeal' : of.decision ? 'caseExamineAgain' : 'caseExamine')}
        </button>
        <p class="muted">
          ${localize.term(of.decision ? 'caseExamineAgainText' : of.flags.length ? 'caseExamineText' : 'caseExamineSilent')}
        </p>
      </section>`;
    return appealed ? this.#appealed(of, of.claim.until) : this.#form.render(of, of.claim.until);
  }

  /** The answer to an appeal, by somebody who did not decide. */
  #appealed(of: Case, until: string) {
    const { localize } = this.#host;
    const { cases, answer, tried } = this.#given;
    const deciding = cases.busy === 'deciding';
    const draft = cases.draft(of);
    const missing = tried() && !draft.publicNote.trim();
    const deed = (outcome: AppealOutcome, word: 'caseGrant' | 'caseReject') =>
      html`<button class="outlined" type="button" aria-disabled=${deciding} @click=${() => answer(outcome)}>
        ${localize.term(word)}
      </button>`;
    return html`<section class="deed appeal">
      <p class="mine" role="status">${localize.term('caseMineUntil', localize.date(until, 'clock'))}</p>
      <div class="note">
        <label for="publicNote"
          >${localize.term('casePublicNote')} <span class="required">${localize.term('caseRequired')}</span></label
        >
        <textarea
          id="publicNote"
          dir="auto"
          rows="2"
          required
          maxlength=${limits.publicNote}
          .value=${draft.publicNote}
          aria-invalid=${missing}
          aria-describedby=${missing ? 'publicNote-missing publicNote-help' : 'publicNote-help'}
          @input=${(event: Event) => cases.write(of, { publicNote: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${missing ? html`<p class="wrong" id="publicNote-missing">${localize.term('caseAppealNeedsNote')}</p>` : nothing}
        <p id="publicNote-help">${localize.term('caseAppealHelp')}</p>
      </div>
      <div class="form-end">
        <button class="quiet" type="button" aria-disabled=${cases.busy === 'releasing'} @click=${this.#given.release}>
          ${localize.term('caseRelease')}
        </button>
        ${deed('rejected', 'caseReject')} ${deed('granted', 'caseGrant')}
      </div>
    </section>`;
  }

  /** What was decided, what its author said to that, and what became of it. */
  #outcome({ decision: made, copy, appeal, response, abilities, flags }: Case) {
    const { localize } = this.#host;
    const { decision, article, law, note, to, internalNote, by, decidedAt } = made!;
    const { cases, undo } = this.#given;
    const toAuthor = decision !== 'keep' && copy.author !== null;
    const told = toAuthor ? (flags.length ? 'caseTold' : 'caseToldAuthor') : flags.length ? 'caseToldReporters' : '';
    return html`<section class="deed outcome" part="outcome" data-decision=${decision} aria-labelledby="outcome-title">
        <h4 id="outcome-title" tabindex="-1">
          ${to ? localize.term('caseMovedTo', to.name) : localize.term(decided[decision])}
          <small title=${localize.exact(decidedAt)}
            >${localize.term('caseDecidedBy', by.name, localize.ago(decidedAt))}</small
          >
        </h4>
        ${
          article || law
            ? html`<p>
                <b>${article ? articleWords(article, localize) : law}</b>
              </p>`
            : nothing
        }
        ${note ? html`<p dir="auto">${note}</p>` : nothing}
        ${
          internalNote
            ? html`<p class="internal">
                <b>${localize.term('caseInternalNote')}</b> <span dir="auto">${internalNote}</span>
              </p>`
            : nothing
        }
        <p class="muted">${told ? localize.term(told) : nothing}</p>
        ${
          abilities.undo && !abilities.decisions.length
            ? html`<button
                class="outlined"
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
      ${response ? this.#said(localize.term('caseResponse'), response.at, response.text) : nothing}
      ${appeal ? this.#said(localize.term('caseAppeal'), appeal.at, appeal.text) : nothing}
      ${
        appeal?.outcome
          ? html`<section class="deed outcome" data-decision=${appeal.outcome === 'granted' ? 'keep' : decision}>
              <p>
                <b>${localize.term(appeal.outcome === 'granted' ? 'caseGranted' : 'caseRejected')}</b>
                <span dir="auto">${appeal.note}</span>
              </p>
            </section>`
          : nothing
      }`;
  }

  /** In its author's words. */
  #said(title: string, at: string, text: string) {
    const { localize } = this.#host;
    return html`<section class="copy reply">
      <h4>
        ${title}
        <time datetime=${at} title=${localize.exact(at)}>${localize.ago(at)}</time>
      </h4>
      <p dir="auto">${text}</p>
    </section>`;
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
