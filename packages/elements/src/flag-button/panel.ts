import type { Flag } from '@parvis/contracts';
import type { SubjectKind } from '@parvis/contracts/tables';
import { html } from 'lit';
import cross from 'lucide/dist/esm/icons/x.mjs';
import type { FlagController } from '../controllers/flag-controller.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemState } from '../internal/states.ts';
import { Form } from './form.ts';
import { receiptOf } from './receipt.ts';
import { reasonWords } from './why.ts';
import { names } from './words.ts';

const crossIcon = icon(cross);

/** Keys pressed in the dialog are not those of the feed or the page behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

export type Given = {
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
  readonly #form: Form;
  #again = false;
  #thanks = false;

  constructor(host: ParvisElement, given: Given) {
    this.#host = host;
    this.#given = given;
    this.#form = new Form(host, given, {
      close: () => this.#close(),
      focus: async (selector) => {
        await this.#draw();
        this.#dialog?.querySelector<HTMLElement>(selector)?.focus();
      },
      done: async (flag) => {
        this.#again = false;
        this.#thanks = true;
        given.sent(flag);
        await this.#restart();
      },
    });
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
    this.#again = this.#thanks = false;
    this.#form.restart();
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

  #withdraw = async () => {
    if (!(await this.#given.flags.withdraw())) return;
    this.#close();
    this.#given.withdrawn();
  };

  #flagAgain = async () => {
    this.#again = true;
    await this.#restart();
  };

  #inside(form: boolean) {
    const { localize } = this.#host;
    const { flags, kind, retry } = this.#given;
    const { receipt, reason, status, charter } = flags;
    if (status === 'error') return problemState(flags.error, localize, retry);
    if (!form && receipt)
      return receiptOf(receipt, {
        ...{ localize, flags },
        ...{ close: this.#close, withdraw: this.#withdraw, again: this.#flagAgain },
      });
    if (reason) return html`<p>${reasonWords(reason, localize)}</p>`;
    return charter
      ? this.#form.render(charter.articles.filter(({ subjects }) => subjects.includes(kind())))
      : html`<p class="muted" role="status">${localize.term('loading')}</p>`;
  }

  render() {
    const { localize } = this.#host;
    const form = !this.#given.flags.receipt || this.#again;
    const title = form ? names[this.#given.kind()] : this.#thanks ? 'flagThanks' : 'flagYours';
    return html`<dialog
      aria-labelledby="flag-title"
      part="dialog"
      @click=${this.#backdrop}
      @close=${this.#given.closed}
      @keydown=${ownKeys}
    >
      <div class="top">
        <h2 id="flag-title" tabindex="-1">${localize.term(title)}</h2>
        <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${this.#close}>
          ${crossIcon}
        </button>
      </div>
      <div class="inside">${this.#inside(form)}</div>
    </dialog>`;
  }
}
