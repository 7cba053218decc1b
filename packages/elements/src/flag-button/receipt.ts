import type { Flag, FlagReceipt } from '@parvis/contracts';
import { html, nothing } from 'lit';
import check from 'lucide/dist/esm/icons/check.mjs';
import type { FlagController } from '../controllers/flag-controller.ts';
import { articleWords } from '../internal/article.ts';
import { outcomeOf, redressOf, standingWords, withdrawalWords } from '../internal/flag-outcome.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisLocalize } from '../internal/localize.ts';

const checkIcon = icon(check);

type Given = {
  localize: ParvisLocalize;
  flags: FlagController;
  close(): void;
  withdraw(): void;
  again(): void;
};

/** What became of a flag: received, being examined, decided. */
export function receiptOf(receipt: FlagReceipt | Flag, { localize, flags, close, withdraw, again }: Given) {
  const { state, createdAt, statement, abilities } = receipt;
  const at = { received: 0, examined: 1, decided: 2, withdrawn: 0 }[state];
  const step = (index: number, name: string, text: unknown, time?: string) => {
    const done = index < at || state === 'decided' || (index === 0 && at === 0);
    const now = index === at && state === 'examined';
    return html`<li class=${now ? 'now' : done ? 'done' : ''} aria-current=${index === at ? 'step' : nothing}>
      <span class="dot">${done && !now ? checkIcon : nothing}</span>
      <div>
        <b>${name}</b>
        ${time ? html`<time datetime=${time} title=${localize.exact(time)}>${localize.ago(time)}</time>` : nothing}
        ${index === at ? text : nothing}
      </div>
    </li>`;
  };
  const text = html`<p>${standingWords(receipt, localize)}</p>`;
  return html`${said(receipt, localize)}
    <ol class="steps" part="progress" aria-label=${localize.term('flagProgress')}>
      ${step(0, localize.term('flagStepReceived'), text, createdAt)} ${step(1, localize.term('flagStepExamined'), text)}
      ${step(2, localize.term('flagStepDecided'), statement && outcomeOf(statement, localize), statement?.decidedAt)}
    </ol>
    ${redressOf(receipt, localize)}
    ${flags.failure ? html`<p class="problem" role="alert">${withdrawalWords(flags.failure, localize)}</p>` : nothing}
    <div class="form-end">
      ${
        abilities.withdraw
          ? html`<button
              class="outlined"
              type="button"
              aria-disabled=${flags.busy === 'withdrawing'}
              @click=${withdraw}
            >
              ${localize.term(flags.busy === 'withdrawing' ? 'flagWithdrawing' : 'flagWithdraw')}
            </button>`
          : nothing
      }
      ${
        state === 'decided' && !flags.reason
          ? html`<button class="outlined" type="button" @click=${again}>${localize.term('flagAgain')}</button>`
          : nothing
      }
      <button class="primary" type="button" @click=${close}>${localize.term('close')}</button>
    </div>`;
}

/** What the person flagged it for, once the whole flag is here and not only its receipt. */
function said(receipt: FlagReceipt | Flag, localize: ParvisLocalize) {
  if (!('note' in receipt)) return nothing;
  const { article, law, note, reference } = receipt;
  return html`<div class="said">
      <b>${article ? articleWords(article, localize) : localize.term('flagIllegal')}</b>
      ${law ? html`<span dir="auto">${law}</span>` : nothing} ${note ? html`<q dir="auto">${note}</q>` : nothing}
    </div>
    ${
      reference
        ? html`<div class="reference">
            <span>${localize.term('flagReference')}</span>
            <b>${reference}</b>
            <small>${localize.term('flagReferenceText')}</small>
          </div>`
        : nothing
    }`;
}
