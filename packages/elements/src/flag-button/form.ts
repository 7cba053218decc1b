import type { Article, Flag } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import hidden from 'lucide/dist/esm/icons/eye-off.mjs';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Problem, problemWords } from '../internal/problem.ts';
import type { Given } from './panel.ts';

const discreetIcon = icon(hidden);

/** Seconds beyond which it is the limit of a day that is waited for, and hours are named. */
const longWait = 600;
const hour = 3_600;

/** The first sentence of an article: what it asks for. */
const gist = ({ body }: Article): string => {
  const [first] = body;
  const words = first?.type === 'paragraph' ? first.children : [];
  return words.map((word) => ('text' in word ? word.text : '')).join('');
};

type Dialog = {
  close(): void;
  /** Leads to what is missing, once it is drawn. */
  focus(selector: string): Promise<void>;
  done(flag: Flag): Promise<void>;
};

/** What it goes against, and what those who examine it should know. */
export class Form {
  readonly #host: ParvisElement;
  readonly #given: Given;
  readonly #dialog: Dialog;
  #tried = false;

  constructor(host: ParvisElement, given: Given, dialog: Dialog) {
    this.#host = host;
    this.#given = given;
    this.#dialog = dialog;
  }

  restart() {
    this.#tried = false;
  }

  /** What is missing, the first first: where it is, and what is said of it. */
  get #missing() {
    const { article, note, law } = this.#given.flags.draft;
    const illegal = article === 'illegal';
    return {
      ...(!article && { reason: 'flagNeedsReason' as const }),
      ...(illegal && !law.trim() && { law: 'flagNeedsLaw' as const }),
      ...(illegal && !note.trim() && { note: 'flagNeedsNote' as const }),
    };
  }

  render(articles: readonly Article[]) {
    const { localize } = this.#host;
    const { flags, offline } = this.#given;
    const { draft } = flags;
    const illegal = draft.article === 'illegal';
    const missing = this.#tried ? this.#missing : {};
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
      <form
        part="form"
        novalidate
        @submit=${this.#send}
        @change=${this.#choose}
        @input=${this.#write}
        @keydown=${this.#keys}
      >
        <fieldset
          role="radiogroup"
          aria-required="true"
          aria-invalid=${!!missing.reason}
          aria-describedby=${missing.reason ? 'no-reason' : nothing}
        >
          <legend>${localize.term('flagAgainst')}</legend>
          ${articles.map((article) => reason(article.id, localize.term('article', article.number, article.title), gist(article)))}
          ${reason('illegal', localize.term('flagIllegal'), localize.term('flagIllegalText'))}
          ${missing.reason ? html`<p class="wrong" id="no-reason">${localize.term(missing.reason)}</p>` : nothing}
        </fieldset>
        ${illegal ? this.#law(missing.law) : nothing} ${this.#note(illegal, missing.note)}
        ${offline() ? html`<p class="offline" role="status">${localize.term('flagOffline')}</p>` : nothing}
        ${flags.failure ? html`<p class="problem" role="alert">${this.#problem(flags.failure)}</p>` : nothing}
        <div class="form-end">
          <button class="outlined" type="button" @click=${this.#dialog.close}>${localize.term('cancel')}</button>
          <button class="primary" aria-disabled=${flags.busy === 'sending'}>
            ${localize.term(flags.busy === 'sending' ? 'flagSending' : 'flagSend')}
          </button>
        </div>
      </form>`;
  }

  #law(fault: 'flagNeedsLaw' | undefined) {
    const { localize } = this.#host;
    return html`<p class="apart">${localize.term('flagIllegalRoute')}</p>
      <div class="field">
        ${this.#label('law', localize.term('flagLaw'), true)}
        <input
          id="law"
          dir="auto"
          autocomplete="off"
          maxlength=${limits.law}
          required
          .value=${live(this.#given.flags.draft.law)}
          aria-invalid=${!!fault}
          aria-describedby=${fault ? 'no-law law-help' : 'law-help'}
        />
        ${fault ? html`<p class="wrong" id="no-law">${localize.term(fault)}</p>` : nothing}
        <p><span id="law-help">${localize.term('flagLawHelp')}</span></p>
      </div>`;
  }

  #note(illegal: boolean, fault: 'flagNeedsNote' | undefined) {
    const { localize } = this.#host;
    const { note } = this.#given.flags.draft;
    return html`<div class="field">
      ${this.#label('note', localize.term(illegal ? 'flagExplanation' : 'flagNote'), illegal)}
      <textarea
        id="note"
        dir="auto"
        rows="3"
        maxlength=${limits.flagNote}
        .value=${live(note)}
        ?required=${illegal}
        aria-invalid=${!!fault}
        aria-describedby=${fault ? 'no-note note-help' : 'note-help'}
      ></textarea>
      ${fault ? html`<p class="wrong" id="no-note">${localize.term(fault)}</p>` : nothing}
      <p>
        <span id="note-help">${localize.term('flagNoteHelp')}</span>
        <span class="count"
          ><span aria-hidden="true">${note.length} / ${limits.flagNote}</span
          ><span class="visually-hidden">${localize.term('flagCharacters', note.length, limits.flagNote)}</span></span
        >
      </p>
    </div>`;
  }

  #label(field: string, name: string, required: boolean) {
    return html`<label for=${field}
      >${name} ${required ? html`<span class="muted">(${this.#host.localize.term('required')})</span>` : nothing}</label
    >`;
  }

  #problem(failure: unknown) {
    const { localize } = this.#host;
    const { code, retryAfter } = failure as Problem;
    if (code === 'rate-limited' && retryAfter && retryAfter > longWait)
      return localize.term('flagLimit', Math.ceil(retryAfter / hour));
    if (code === 'invalid-request')
      return localize.term(this.#given.flags.draft.article ? 'flagRefused' : 'flagCharterChanged');
    return problemWords(failure, localize);
  }

  #choose = async (event: Event) => {
    const { name, value } = event.target as HTMLInputElement;
    if (name !== 'article') return;
    this.#given.flags.write({ article: value });
    await this.#host.updateComplete;
    // What is asked for beside the law stands below what is in sight.
    this.#host.renderRoot.querySelector('#law')?.scrollIntoView({ block: 'nearest' });
  };

  #write = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement;
    if (id === 'law' || id === 'note') this.#given.flags.write({ [id]: value });
  };

  #keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    (event.currentTarget as HTMLFormElement).requestSubmit();
  };

  #send = async (event: Event) => {
    event.preventDefault();
    const { flags, failed } = this.#given;
    if (flags.busy) return;
    const [first] = Object.keys(this.#missing);
    this.#tried = !!first;
    if (first) return this.#dialog.focus(first === 'reason' ? '[name="article"]' : `#${first}`);
    const flag = await flags.send(this.#host.localize.language);
    if (flag) return this.#dialog.done(flag);
    failed(flags.failure);
  };
}
