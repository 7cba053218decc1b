/**
 * Why something of one's own was held, removed, marked or closed, and the way to appeal, over the place where it stands.
 * Loaded when somebody first asks.
 */
import { html, render } from 'lit';
import cross from 'lucide/dist/esm/icons/x.mjs';
import { StatementsController } from '../controllers/statements-controller.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { base } from '../styles/base.ts';
import { dialog } from '../styles/dialog.ts';
import { fields } from '../styles/fields.ts';
import { problemStyles } from '../styles/problem.ts';
import { states } from '../styles/states.ts';
import { tokens } from '../styles/tokens.ts';
import { OwnStatements } from './own-statements.ts';
import { ownStyles } from './own.styles.ts';
import { whyStyles } from './why.styles.ts';

const crossIcon = icon(cross);

/** Keys pressed in the dialog are not those of the feed or the page behind it. */
const ownKeys = (event: Event) => event.stopPropagation();

class Why {
  readonly #host: ParvisElement;
  readonly #about: StatementsController;
  readonly #statements: OwnStatements;
  readonly #place = document.createElement('div');
  readonly #inner: ShadowRoot;

  constructor(host: ParvisElement) {
    this.#host = host;
    // In a root of its own: nothing of the element's look gets in, and nothing it draws anew takes this away.
    this.#inner = this.#place.attachShadow({ mode: 'open' });
    this.#inner.adoptedStyleSheets = [
      tokens,
      base,
      dialog,
      fields,
      states,
      problemStyles,
      ownStyles,
      whyStyles,
    ].flatMap(({ styleSheet }) => styleSheet ?? []);
    this.#about = new StatementsController(host);
    this.#statements = new OwnStatements(host, this.#about, this.#inner);
    host.addController({ hostUpdated: () => this.#place.isConnected && this.#draw() });
  }

  async open(subject: string, opener: HTMLElement) {
    await this.#host.extend('moderation', []);
    if (!this.#host.shadowRoot || !this.#host.isConnected) return;
    this.#host.shadowRoot.prepend(this.#place);
    void this.#about.of(subject);
    this.#draw();
    const box = this.#inner.querySelector('dialog')!;
    box.onclose = () => {
      this.#place.remove();
      opener.focus();
    };
    if (!box.open) box.showModal();
    this.#inner.querySelector('h2')?.focus();
  }

  #draw() {
    const { localize } = this.#host;
    const close = () => this.#inner.querySelector('dialog')?.close();
    render(
      html`<dialog
        aria-labelledby="reasons-title"
        part="dialog"
        @click=${(event: MouseEvent) => event.target === event.currentTarget && close()}
        @keydown=${ownKeys}
      >
        <div class="top">
          <h2 id="reasons-title" tabindex="-1">${localize.term('whyTitle')}</h2>
          <button class="quiet" type="button" aria-label=${localize.term('close')} @click=${close}>${crossIcon}</button>
        </div>
        <div class="own inside">${this.#statements.list(localize.term('whyNone'))}</div>
      </dialog>`,
      this.#inner,
      { host: this.#place },
    );
  }
}

const open = new WeakMap<ParvisElement, Why>();

/** Opens what was decided about this post or comment of the viewer's. */
export function showWhy(host: ParvisElement, subject: string, opener: HTMLElement): Promise<void> {
  let why = open.get(host);
  if (!why) open.set(host, (why = new Why(host)));
  return why.open(subject, opener);
}
