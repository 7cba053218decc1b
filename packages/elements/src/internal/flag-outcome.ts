import type { Flag, FlagReceipt, Statement } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { articleWords } from './article.ts';
import type { ParvisLocalize } from './localize.ts';
import { type Problem, problemWords } from './problem.ts';

/** What was done about its author is theirs to know: the flag was right. */
const outcomes = {
  keep: 'flagKept',
  unverified: 'flagUnverified',
  hold: 'flagHeldBack',
  remove: 'flagRemoved',
  lock: 'flagLocked',
  move: 'flagMoved',
  warn: 'flagUpheld',
  suspend: 'flagUpheld',
  uphold: 'flagUpheld',
} as const;

/** How a flag stands that is not decided, to the person who sent it. In the words of the family `flag-panel`. */
export const standingWords = (receipt: FlagReceipt | Flag, localize: ParvisLocalize): string =>
  receipt.state === 'examined'
    ? localize.term('flagStepExaminedText')
    : localize.term('unattended' in receipt && receipt.unattended ? 'flagUnattended' : 'flagStepReceivedText');

/** What was decided, as the person reads it who flagged it; `beside` stands on its first line. */
export function outcomeOf(
  { decision, article, law, note, to, appeal }: Statement,
  localize: ParvisLocalize,
  beside: unknown = nothing,
) {
  const grounds = article ? articleWords(article, localize) : law;
  return html`<div class="outcome">
    <p><b>${to ? localize.term('flagMovedTo', to.name) : localize.term(outcomes[decision])}</b> ${beside}</p>
    ${grounds ? html`<p dir="auto">${grounds}</p>` : nothing}
    ${
      note
        ? html`<p>
            <span class="visually-hidden">${localize.term('flagPublicNote')}: </span><span dir="auto">${note}</span>
          </p>`
        : nothing
    }
    ${
      appeal
        ? html`<p>
            ${localize.term(appeal.outcome === 'granted' ? 'flagAppealGranted' : 'flagAppealRejected')}
            <span dir="auto">${appeal.note}</span>
          </p>`
        : nothing
    }
  </div>`;
}

/** Where somebody who disagrees with the outcome can turn to. */
export function redressOf(receipt: FlagReceipt | Flag, localize: ParvisLocalize) {
  if (receipt.state !== 'decided' || !('redress' in receipt) || !receipt.redress) return nothing;
  const words = receipt.redress[localize.language] ?? Object.values(receipt.redress)[0];
  return words
    ? html`<div class="redress">
        <b>${localize.term('flagRedress')}</b>
        <p dir="auto">${words}</p>
      </div>`
    : nothing;
}

/** Why a flag could not be withdrawn. */
export const withdrawalWords = (error: unknown, localize: ParvisLocalize): string =>
  (error as Problem).code === 'conflict' ? localize.term('flagTooLate') : problemWords(error, localize);
