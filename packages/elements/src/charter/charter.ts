import type { PropertyValues } from 'lit';
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import check from 'lucide/dist/esm/icons/circle-check-big.mjs';
import { CharterController } from '../controllers/charter-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { icon } from '../internal/icons.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { problemStyles } from '../styles/problem.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { articlesOf } from './articles.ts';
import { charterStyles } from './charter.styles.ts';

const checkIcon = icon(check);

/** What is shown beside the charter in force; each is fetched when it is first asked for. */
export type CharterPart = { render(): unknown };

const parts = {
  history: async () => (await import('./history.ts')).History,
  own: async () => (await import('./own.ts')).OwnAcceptances,
  draft: async () => (await import('./draft.ts')).DraftEditor,
  signatures: async () => (await import('./signatures.ts')).Signatures,
} as const;
type PartName = keyof typeof parts;

/**
 * @summary The charter: its articles in the reader’s language, whether they accepted it and what they can show of that,
 * its earlier versions and what changed; for administrators, the next version and who accepted which.
 *
 * @csspart articles - The articles of the version in force.
 * @csspart acceptance - Whether the reader accepted it, or the button that does.
 * @csspart own - What the reader accepted, and when.
 * @csspart history - Earlier versions.
 * @csspart signatures - How many accepted it.
 * @csspart draft - The next version, while it is written.
 * @csspart error - What stands where the charter could not be loaded.
 */
export class ParvisCharter extends ParvisElement {
  static override readonly elementName: string = 'charter';
  static override readonly families = ['common', 'charter'] as const;
  static override styles = [...ParvisElement.styles, states, richTextStyles, problemStyles, charterStyles];

  readonly #charter = new CharterController(this);
  readonly #online = new OnlineController(this, () => this.#charter.status === 'error' && this.#charter.load());
  readonly #parts = new Map<PartName, CharterPart>();
  #reader = 0;

  @state() private view: PartName | 'charter' = 'charter';
  @state() private told = '';
  @state() private failed: unknown;

  protected override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    this.#charter.show(this.localize.language);
    if (this.#reader !== this.#charter.reader) {
      this.#reader = this.#charter.reader;
      this.#parts.clear();
      this.view = 'charter';
      this.told = '';
    }
  }

  protected override reload() {
    return this.#charter.load();
  }

  async #turnTo(view: PartName | 'charter') {
    this.failed = undefined;
    this.view = view;
    if (view === 'charter' || this.#parts.has(view)) return;
    const reader = this.#reader;
    try {
      const desk = view === 'draft' || view === 'signatures';
      const [Part, { partStyles }, fields] = await Promise.all([
        parts[view](),
        import('./parts.styles.ts'),
        desk ? import('../styles/fields.ts') : undefined,
      ]);
      await this.extend(desk ? 'charter-desk' : 'charter-more', [...(fields ? [fields.fields] : []), partStyles]);
      if (reader !== this.#reader || this.#parts.has(view)) return;
      this.#parts.set(view, new Part(this, this.#charter, () => this.#reload()));
    } catch (error) {
      this.failed = error;
    }
    this.requestUpdate();
  }

  /** Another version is in force. */
  #reload() {
    this.#parts.delete('history');
    this.#parts.delete('signatures');
    void this.#charter.load();
  }

  #accept = async () => {
    this.told = '';
    if (await this.#charter.accept()) {
      this.#parts.delete('own');
      this.told = this.localize.term('charterThanks');
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.acceptance')?.focus();
  };

  #newest = async () => {
    this.view = 'charter';
    await this.#charter.load();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#charter-title')?.focus();
  };

  #views(edit: boolean) {
    const { localize } = this;
    const tab = (name: PartName | 'charter', word: string) =>
      html`<button
        type="button"
        data-view=${name}
        aria-pressed=${this.view === name}
        @click=${() => void this.#turnTo(name)}
      >
        ${word}
      </button>`;
    return html`<div class="views" role="group" aria-label=${localize.term('charterViews')}>
      ${tab('charter', localize.term('charterArticles'))} ${tab('history', localize.term('charterHistory'))}
      ${tab('own', localize.term('charterOwn'))}
      ${
        edit
          ? html`${tab('draft', localize.term('charterDraft'))} ${tab('signatures', localize.term('charterSignatures'))}`
          : nothing
      }
    </div>`;
  }

  #acceptance() {
    const { localize } = this;
    const { charter, accepting, failure, newer } = this.#charter;
    const { accepted, abilities } = charter!;
    if (newer)
      return html`<div class="acceptance warn" part="acceptance" role="status" tabindex="-1">
        <p>${localize.term('charterNewer')}</p>
        <button class="outlined" type="button" @click=${this.#newest}>${localize.term('charterNewerShow')}</button>
      </div>`;
    const words = accepted
      ? localize.term('charterAccepted', accepted.version, localize.date(accepted.acceptedAt, 'year'))
      : localize.term('charterUnaccepted');
    if (!abilities.accept)
      return html`<p class="acceptance good" part="acceptance" tabindex="-1">${checkIcon}<span>${words}</span></p>`;
    return html`<div class="acceptance warn" part="acceptance" tabindex="-1">
      <p>
        ${words} ${localize.term(accepted ? 'charterAgain' : 'charterFirst')}
        <span class="muted">${localize.term('charterReading')}</span>
      </p>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
      <button class="primary" type="button" aria-disabled=${accepting || this.#online.offline} @click=${this.#accept}>
        ${localize.term(accepting ? 'charterAccepting' : 'charterAccept')}
      </button>
    </div>`;
  }

  #articles() {
    const { articles } = this.#charter.charter!;
    return html`${this.#acceptance()}
      <div class="articles" part="articles">${articlesOf(articles, this.localize)}</div>`;
  }

  #part(view: PartName) {
    if (this.failed) return problemState(this.failed, this.localize, () => void this.#turnTo(view));
    return this.#parts.get(view)?.render() ?? html`<p class="muted" role="status">${this.localize.term('loading')}</p>`;
  }

  override render() {
    const { localize, view } = this;
    const { status, error, charter } = this.#charter;
    if (status === 'error') return problemState(error, localize, () => void this.#charter.load());
    if (!charter)
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('charterLoading')}</span>
        <div></div>
        <div></div>
      </div>`;
    return html`<h2 id="charter-title" tabindex="-1">${localize.term('charterTitle')}</h2>
      <p class="muted version">
        ${localize.term('charterVersion', charter.version, localize.date(charter.publishedAt, 'year'))}
      </p>
      ${this.#views(charter.abilities.edit)}
      <p class="visually-hidden" role="status">${this.told}</p>
      ${view === 'charter' ? this.#articles() : this.#part(view)}`;
  }
}
