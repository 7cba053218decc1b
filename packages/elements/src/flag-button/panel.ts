import type { Article, Flag, FlagReceipt, Statement } from '@parvis/contracts';
import { type SubjectKind, limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import check from 'lucide/dist/esm/icons/check.mjs';
import hidden from 'lucide/dist/esm/icons/eye-off.mjs';
import cross from 'lucide/dist/esm/icons/x.mjs';
import type { FlagController } from '../controllers/flag-controller.ts';
import { articleWords } from '../internal/article.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { names, reasons } from './words.ts';

const checkIcon = icon(check);
const discreetIcon = icon(hidden);
const crossIcon = icon(cross);

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

/** The first sentence of an article: what it asks for. */
const gist = ({ body }: Article): string => {
  const [first] = body;
  const words = first?.type === 'paragraph' ? first.children : [];
  return words.map((word) => ('text' in word ? word.text : '')).join('');
};

/** Keys pressed in the dialog are not those of the feed or the page behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

type Given = {
  flags: FlagController;
  kind: () => SubjectKind;
  /** The browser has no network. */
  offline: () => boolean;
  sent: (flag: Flag) => void;
  failed: (error: unknown) => void;
  withdrawn: () => void;
  closed: () => void;
  retry: () => void;
};

/** What a flag button opens: the form, and then the receipt. Loaded when it is first opened. */
export class Panel {
  readonly #host: ParvisElement;
  readonly #given: Given;
  #again = false;
  #tried = false;
  #thanks = false;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
  }

  get #dialog() {
    return this.#host.renderRoot.querySelector('dialog');
  }

  get open() {
    return !!this.#dialog?.open;
  }

  /** What had the focus may have gone because of what others did; the title takes it then. */
  keepFocus() {
    const dialog = this.#dialog;
    if (dialog?.open && !this.#host.shadowRoot?.activeElement)
      dialog.querySelector('h2')?.focus({ preventScroll: true });
  }

  async show() {
    this.#again = this.#tried = this.#thanks = false;
    this.#given.flags.forgive();
    await this.#draw();
    if (!this.#dialog?.open) this.#dialog?.showModal();
  }

  #close = () => this.#dialog?.close();

  async #draw() {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  /** After the inside changed as a whole, reading starts at its title. */
  async #restart() {
    await this.#draw();
    this.#dialog?.querySelector('h2')?.focus();
    this.#dialog?.scrollTo(0, 0);
  }

  #backdrop = (event: MouseEvent) => {
    if (event.target === event.currentTarget) this.#close();
  };

  render() {
    const { localize } = this.#host;
    const { flags, kind } = this.#given;
    const { receipt, reason, status, charter } = flags;
    const form = !receipt || this.#again;
    return html`<dialog
      aria-labelledby="flag-title"
      part="dialog"
      @click=${this.#backdrop}
      @close=${this.#given.closed}
      @keydown=${ownKeys}
    >
      <div class="top">
        <h2 id="flag-title" tabindex="-1">
          ${localize.term(form ? names[kind()] : this.#thanks ? 'flagThanks' : 'flagYours')}
        </h2>
        <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${this.#close}>
          ${crossIcon}
        </button>
      </div>
      <div class="inside">
        ${
          status === 'error'
            ? problemState(flags.error, localize, this.#given.retry)
            : !form
              ? this.#receipt(receipt)
              : reason
                ? html`<p>${localize.term(reasons[reason])}</p>`
                : charter
                  ? this.#form(charter.articles.filter(({ subjects }) => subjects.includes(kind())))
                  : html`<p class="muted" role="status">${localize.term('loading')}</p>`
        }
      </div>
    </dialog>`;
  }

  #form(articles: readonly Article[]) {
    const { localize } = this.#host;
    const { flags, offline } = this.#given;
    const { draft } = flags;
    const illegal = draft.article === 'illegal';
    const missingReason = this.#tried && !draft.article;
    const missingNote = this.#tried && illegal && !draft.note.trim();
    const reason = (value: string, title: string, text: string) =>
      html`<label class="reason card-choice">
        <input
          type="radio"
          name="article"
          value=${value}
          .checked=${live(draft.article === value)}
          aria-labelledby="reason-${value}"
          aria-describedby="about-${value}"
        />
        <span><b id="reason-${value}">${title}</b><small id="about-${value}">${text}</small></span>
      </label>`;
    return html`<p class="discreet">${discreetIcon}${localize.term('flagDiscreet')}</p>
      <form novalidate @submit=${this.#send} @change=${this.#choose} @input=${this.#write} @keydown=${this.#keys}>
        <fieldset
          role="radiogroup"
          aria-required="true"
          aria-invalid=${missingReason}
          aria-describedby=${missingReason ? 'no-reason' : nothing}
        >
          <legend>${localize.term('flagAgainst')}</legend>
          ${articles.map((article) => reason(article.id, localize.term('article', article.number, article.title), gist(article)))}
          ${reason('illegal', localize.term('flagIllegal'), localize.term('flagIllegalText'))}
          ${missingReason ? html`<p class="wrong" id="no-reason">${localize.term('flagNeedsReason')}</p>` : nothing}
        </fieldset>
        <div class="note">
          <label for="note"
            >${localize.term('flagNote')}
            ${illegal ? html`<span class="muted">(${localize.term('required')})</span>` : nothing}</label
          >
          <textarea
            id="note"
            rows="3"
            maxlength=${limits.flagNote}
            .value=${live(draft.note)}
            ?required=${illegal}
            aria-invalid=${missingNote}
            aria-describedby=${missingNote ? 'no-note note-help' : 'note-help'}
          ></textarea>
          ${missingNote ? html`<p class="wrong" id="no-note">${localize.term('flagNeedsNote')}</p>` : nothing}
          <p>
            <span id="note-help">${localize.term('flagNoteHelp')}</span>
            <span class="count"
              ><span aria-hidden="true">${draft.note.length} / ${limits.flagNote}</span
              ><span class="visually-hidden"
                >${localize.term('flagCharacters', draft.note.length, limits.flagNote)}</span
              ></span
            >
          </p>
        </div>
        ${offline() ? html`<p class="offline" role="status">${localize.term('flagOffline')}</p>` : nothing}
        ${flags.failure ? html`<p class="problem" role="alert">${this.#problem(flags.failure)}</p>` : nothing}
        <div class="form-end">
          <button class="outlined" type="button" @click=${this.#close}>${localize.term('cancel')}</button>
          <button class="primary" aria-disabled=${flags.busy === 'sending'}>
            ${localize.term(flags.busy === 'sending' ? 'flagSending' : 'flagSend')}
          </button>
        </div>
      </form>`;
  }

  #problem(failure: unknown) {
    const { localize } = this.#host;
    const { code, retryAfter } = failure as Problem;
    if (code === 'rate-limited' && (retryAfter ?? 0) > 600)
      return localize.term('flagLimit', Math.ceil((retryAfter ?? 0) / 3_600));
    if (code === 'invalid-request') return localize.term('flagRefused');
    return problemWords(failure, localize);
  }

  #choose = (event: Event) => {
    const { name, value } = event.target as HTMLInputElement;
    if (name === 'article') this.#given.flags.write({ article: value });
  };

  #write = (event: Event) => {
    if (event.target instanceof HTMLTextAreaElement) this.#given.flags.write({ note: event.target.value });
  };

  #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (event.currentTarget as HTMLFormElement).requestSubmit();
  };

  #send = async (event: Event) => {
    event.preventDefault();
    const { flags, sent, failed } = this.#given;
    if (flags.busy) return;
    const { article, note } = flags.draft;
    const complete = article !== '' && (article !== 'illegal' || note.trim() !== '');
    this.#tried = !complete;
    if (!complete) {
      await this.#draw();
      this.#dialog?.querySelector<HTMLElement>(article ? '#note' : '[name="article"]')?.focus();
      return;
    }
    const flag = await flags.send();
    if (!flag) {
      failed(flags.failure);
      return;
    }
    this.#again = false;
    this.#thanks = true;
    sent(flag);
    await this.#restart();
  };

  #receipt(receipt: FlagReceipt | Flag) {
    const { localize } = this.#host;
    const { flags } = this.#given;
    const { state, createdAt, statement, abilities } = receipt;
    const unattended = 'unattended' in receipt && receipt.unattended;
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
    const text = (words: string) => html`<p>${words}</p>`;
    return html`${this.#said(receipt)}
      <ol class="steps" aria-label=${localize.term('flagProgress')}>
        ${step(0, localize.term('flagStepReceived'), text(localize.term(unattended ? 'flagUnattended' : 'flagStepReceivedText')), createdAt)}
        ${step(1, localize.term('flagStepExamined'), text(localize.term('flagStepExaminedText')))}
        ${step(2, localize.term('flagStepDecided'), statement && this.#outcome(statement), statement?.decidedAt)}
      </ol>
      ${
        flags.failure
          ? html`<p class="problem" role="alert">
              ${
                (flags.failure as Problem).code === 'conflict'
                  ? localize.term('flagTooLate')
                  : problemWords(flags.failure, localize)
              }
            </p>`
          : nothing
      }
      <div class="form-end">
        ${
          abilities.withdraw
            ? html`<button
                class="outlined"
                type="button"
                aria-disabled=${flags.busy === 'withdrawing'}
                @click=${this.#withdraw}
              >
                ${localize.term(flags.busy === 'withdrawing' ? 'flagWithdrawing' : 'flagWithdraw')}
              </button>`
            : nothing
        }
        ${
          state === 'decided' && !flags.reason
            ? html`<button class="outlined" type="button" @click=${this.#flagAgain}>
                ${localize.term('flagAgain')}
              </button>`
            : nothing
        }
        <button class="primary" type="button" @click=${this.#close}>${localize.term('close')}</button>
      </div>`;
  }

  /** What the person flagged it for, once the whole flag is here and not only its receipt. */
  #said(receipt: FlagReceipt | Flag) {
    if (!('note' in receipt)) return nothing;
    const { localize } = this.#host;
    const { article, note } = receipt;
    return html`<div class="said">
      <b>${article ? articleWords(article, localize) : localize.term('flagIllegal')}</b>
      ${note ? html`<q>${note}</q>` : nothing}
    </div>`;
  }

  #outcome({ decision, article, note }: Statement) {
    const { localize } = this.#host;
    return html`<div class="outcome">
      <p><b>${localize.term(outcomes[decision])}</b></p>
      ${article ? html`<p>${articleWords(article, localize)}</p>` : nothing}
      ${note ? html`<p><span class="visually-hidden">${localize.term('flagPublicNote')}: </span>${note}</p>` : nothing}
    </div>`;
  }

  #withdraw = async () => {
    if (!(await this.#given.flags.withdraw())) return;
    this.#close();
    this.#given.withdrawn();
  };

  #flagAgain = async () => {
    this.#again = true;
    await this.#restart();
  };
}
