import type { FlagReceipt } from '@parvis/contracts';
import { subjectKinds } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import flag from 'lucide/dist/esm/icons/flag.mjs';
import type { FlagController } from '../controllers/flag-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { choice } from '../internal/choice.ts';
import { afterView } from '../internal/later.ts';
import { icon } from '../internal/icon.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { flagButtonStyles } from './flag-button.styles.ts';
import type { Panel } from './panel.ts';
import type { whyNot } from './why.ts';
import { names } from './words.ts';

const flagIcon = icon(flag);
const states = {
  received: 'flagReceived',
  examined: 'flagExamined',
  decided: 'flagDecided',
  withdrawn: 'flag',
} as const;

/** The address that a page gives itself, else the one it was opened by; without the place in it. */
const pageAddress = () => {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return (canonical || location.href).replace(/#.*$/, '');
};

/**
 * @summary Reports a post, comment, person or page under an article of the charter, and shows what becomes of it.
 *
 * @event parvis-flag-created - Somebody sent a flag; `flag` is its receipt.
 * @event parvis-flag-error - A flag could not be sent; `error` says why.
 * @event parvis-flag-withdrawn - Somebody took their flag back.
 *
 * @csspart button - What is pressed.
 * @csspart reason - What stands in its place where there is nothing to flag.
 * @csspart dialog - The form and the receipt.
 * @csspart form - Where an article is chosen and a note written.
 * @csspart progress - How far it is: received, examined, decided.
 * @csspart error - What stands where its state could not be loaded.
 */
export class ParvisFlagButton extends ParvisElement {
  static override readonly elementName: string = 'flag-button';
  static override readonly families = ['flag'] as const;
  static override readonly withFormats = false;
  static override styles = [...ParvisElement.styles, flagButtonStyles];

  #flags: FlagController | undefined;
  #panel: Panel | undefined;
  #whyNot: typeof whyNot | undefined;
  readonly #online = new OnlineController(this, () => this.#flags?.status === 'error' && void this.#flags.look());

  @state() private failed = false;
  @state() private told = '';

  /** What is flagged: `post`, `comment`, `person` or `page`. */
  @property() kind: string | null = null;
  /** Id of the post, comment or person. */
  @property() for = '';
  /** Address of the page; without it the one the page gives itself. */
  @property() url = '';
  /** The viewer's flag as whoever draws the thing knows it; without it the button asks. */
  @property({ attribute: false }) receipt: FlagReceipt | null | undefined;

  /** @internal Something of the viewer's is here that must not go with the thing. */
  get busy() {
    return !!this.#panel?.open || !!this.#flags?.busy || (this.#flags?.receipt ?? null) !== null;
  }

  protected override updated() {
    this.#panel?.keepFocus();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const about = changed.has('kind') || changed.has('for') || changed.has('url');
    if (about) this.told = '';
    // Inside a post that nobody flagged there is nothing to follow: a feed has one button for each.
    if (!this.#flags && this.receipt === null) return;
    if (this.#flags && (about || changed.has('receipt'))) this.#tell(this.#flags);
    // A receipt that is given is shown as it is; what the button alone would have to ask for can wait.
    else if (!this.#flags) void this.#follow(this.receipt === undefined).catch(() => {});
  }

  get #kind() {
    return choice(this, 'kind', this.kind, subjectKinds, 'page');
  }

  /** What is flagged, and what is known of that. */
  #tell(flags: FlagController) {
    const url = this.url ? new URL(this.url, document.baseURI).href : pageAddress();
    flags.follow({ kind: this.#kind, id: this.for, url: this.#kind === 'page' ? url : '' }, this.receipt);
  }

  async #follow(later = false): Promise<FlagController> {
    if (later) await afterView();
    if (!this.#flags) {
      const [{ FlagController }, { whyNot }] = await Promise.all([
        import('../controllers/flag-controller.ts'),
        import('./why.ts'),
        this.extend('flag-why', []),
      ]);
      this.#whyNot = whyNot;
      if (!this.#flags) this.#tell((this.#flags = new FlagController(this)));
      this.requestUpdate();
    }
    return this.#flags;
  }

  #open = async () => {
    this.failed = false;
    this.told = '';
    try {
      const flags = await this.#follow();
      if (!this.#panel) {
        const { preparePanel } = await import('./opening.ts');
        const panel = await preparePanel(this, {
          flags,
          kind: () => this.#kind,
          offline: () => this.#online.offline,
          closed: () => this.#closed(),
          retry: () => void this.#load(),
          told: (words) => (this.told = words),
        });
        this.#panel ??= panel;
      }
      await this.#panel.show();
      await this.#load();
    } catch {
      this.failed = true;
    }
  };

  /** Where there is nothing to flag any more, the button may have gone when the dialog is closed. */
  async #closed() {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.why')?.focus();
  }

  /** What the dialog shows: the flag with all that was said, and the charter to choose from. */
  async #load() {
    const flags = this.#flags!;
    let unread: unknown;
    await Promise.all([
      flags.look({ quietly: flags.receipt !== null }),
      flags.read(this.localize.language).catch((error: unknown) => (unread = error)),
    ]);
    if (unread === undefined) return;
    flags.status = 'error';
    flags.error = unread;
    this.requestUpdate();
  }

  protected override reload() {
    return this.#flags?.look();
  }

  override render() {
    const { localize } = this;
    const flags = this.#flags;
    const given = flags ? flags.receipt : (this.receipt ?? null);
    const kind = this.#kind;
    const alone = this.receipt === undefined;
    const why = alone && !given && !this.#panel?.open && flags ? this.#whyNot?.(flags, localize) : undefined;
    if (why) return html`<p class="why" part="reason" tabindex="-1">${flagIcon}${why}</p>`;
    const name = localize.term(names[kind]);
    const state = given ? localize.term(states[given.state]) : '';
    return html`<button
        class=${alone ? 'open alone outlined' : 'open quiet'}
        type="button"
        part="button"
        aria-haspopup="dialog"
        aria-label=${given ? localize.term('flagSee', state) : nothing}
        title=${given ? state : name}
        data-state=${given?.state ?? nothing}
        @click=${this.#open}
      >
        ${flagIcon}${given ? state : alone ? name : nothing}
      </button>
      <span role="status" class=${this.told && alone ? 'muted' : 'visually-hidden'}>${this.told}</span>
      ${this.failed ? html`<span role="alert" class="muted">${localize.term('problemNetwork')}</span>` : nothing}
      ${this.#panel?.render() ?? nothing}`;
  }
}
