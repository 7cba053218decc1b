import type { AppealOutcome } from '@parvis/contracts/tables';
import type { PropertyValues } from 'lit';
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { CasesController, type Shelf } from '../controllers/cases-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { OwnFlagsController } from '../controllers/own-flags-controller.ts';
import { StatementsController } from '../controllers/statements-controller.ts';
import { ParvisCaseDecidedEvent, ParvisCaseErrorEvent } from '../events/index.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemState } from '../internal/states.ts';
import { cards } from '../styles/cards.ts';
import { facts } from '../styles/facts.ts';
import { fields } from '../styles/fields.ts';
import { nameStyles } from '../styles/name.ts';
import { problemStyles } from '../styles/problem.ts';
import { peopleStyles } from '../styles/people.ts';
import { richTextStyles } from '../styles/rich-text.ts';
import { states } from '../styles/states.ts';
import { CaseList } from './case-list.ts';
import { CaseParts } from './case-parts.ts';
import { CaseView } from './case-view.ts';
import { missingIn } from './decision.ts';
import type { Figures, Scope } from './figures.ts';
import { CaseFilters } from './filters.ts';
import { caseStyles } from './case.styles.ts';
import { moderationStyles } from './moderation.styles.ts';
import { ownStyles } from './own.styles.ts';
import { OwnFlags } from './own-flags.ts';
import { OwnStatements } from './own-statements.ts';

/**
 * @summary What was flagged: for everybody their own flags and what became of them; for those who examine, the cases on
 * their desk, what each is about, and the decision.
 *
 * @event parvis-case-decided - Somebody decided a case; `decided` is the case with its decision.
 * @event parvis-case-error - A case could not be decided; `error` says why.
 *
 * @csspart list - The list of cases.
 * @csspart case - The case that is looked at.
 * @csspart figures - What a year of cases adds up to.
 * @csspart flags - The viewer's own flags.
 * @csspart case-header - What a case is about.
 * @csspart decision - Where it is decided.
 * @csspart outcome - What was decided.
 * @csspart statements - What was decided about what its reader wrote.
 * @csspart photo - A photo, or the initials.
 * @csspart dialog - What asks before something goes on: the charter, a warning, where to move it.
 * @csspart error - What stands where the cases could not be loaded.
 */
export class ParvisModeration extends ParvisElement {
  static override readonly elementName: string = 'moderation';
  static override readonly families = ['common', 'moderation', 'flag-panel'] as const;
  static override styles = [
    ...ParvisElement.styles,
    states,
    fields,
    facts,
    richTextStyles,
    peopleStyles,
    nameStyles,
    problemStyles,
    cards,
    moderationStyles,
    caseStyles,
    ownStyles,
  ];

  readonly #cases = new CasesController(this);
  readonly #own = new OwnFlagsController(this);
  readonly #ownFlags = new OwnFlags(this, this.#own);
  readonly #about = new StatementsController(this);
  readonly #aboutYou = new OwnStatements(this, this.#about);
  readonly #online = new OnlineController(this, () => {
    if (this.#cases.list.status === 'error') void this.#cases.load();
    if (this.#own.list.status === 'error') void this.#own.load();
    if (this.#about.list.status === 'error') void this.#about.load();
  });
  readonly #filters = new CaseFilters(this, this.#cases);
  readonly #list = new CaseList(this, this.#cases, {
    show: (id) => this.#show(id),
    open: (id) => void this.#open(id),
  });
  readonly #parts = new CaseParts(this);
  readonly #view = new CaseView(this, {
    cases: this.#cases,
    offline: () => this.#online.offline,
    tried: () => this.tried,
    back: () => this.#back(),
    beside: (step) => void this.#beside(step),
    claim: () => void this.#claim(),
    release: () => void this.#release(),
    decide: (event) => void this.#decide(event),
    undo: () => void this.#undo(),
    answer: (outcome) => void this.#answer(outcome),
    parts: this.#parts,
  });

  /** In a narrow place: whether the case is seen, or the list. */
  @state() private opened = false;
  @state() private tried = false;
  /** What is shown instead of cases: what the viewer flagged, what was decided about them, the figures of the desk. */
  @state() private view: 'flags' | 'statements' | 'figures' | '' = '';
  #language = '';
  #figures: Figures | undefined;
  #lost: unknown;

  constructor() {
    super();
    new CardTrigger(this);
  }

  protected override willUpdate() {
    // Figures are for those who examine.
    if (this.#cases.moderates === false && (!this.view || this.view === 'figures')) this.view = 'flags';
    if (this.view === 'flags') this.#own.show();
    if (this.view === 'statements') this.#about.show();
  }

  protected override updated(changed: PropertyValues<this>) {
    super.updated(changed);
    const { language } = this.localize;
    if (this.#cases.current && this.#cases.moderates) this.#parts.attend();
    // Articles are chosen by their titles, in the language that is spoken here.
    if (this.#cases.current?.claim?.mine && (!this.#cases.charter || language !== this.#language)) {
      this.#language = language;
      void this.#cases.read(language);
    }
  }

  /** Of the communities one keeps; of those that examine everywhere, also of what belongs to none. */
  #scopes(): Scope[] {
    const { places, everywhere } = this.#cases;
    return [...places, ...(everywhere ? [{ id: '', name: '' }] : [])];
  }

  async #showFigures() {
    this.view = 'figures';
    try {
      if (!this.#figures) {
        const [{ Figures }, { fileStyles }] = await Promise.all([import('./figures.ts'), import('./file.styles.ts')]);
        await this.extend('desk', [fileStyles]);
        this.#figures ??= new Figures(this);
      }
      this.#figures.open(this.#scopes()[0]?.id ?? '');
    } catch (error) {
      this.#lost = error;
      this.requestUpdate();
    }
  }

  #find<Found extends HTMLElement>(selector: string) {
    return this.renderRoot.querySelector<Found>(selector);
  }

  async #focus(selector: string) {
    await this.updateComplete;
    this.#find(selector)?.focus();
  }

  #show(id: string) {
    this.tried = false;
    this.#cases.show(id);
  }

  async #open(id: string) {
    this.opened = true;
    this.#show(id);
    await this.#focus('#case-title');
  }

  #back() {
    this.opened = false;
    void this.#focus('.cases [aria-current="true"]');
  }

  async #beside(step: 1 | -1) {
    const to = this.#cases.beside(step);
    if (to) await this.#open(to.id);
  }

  async #claim() {
    // Where it is narrow, what is examined stays in sight.
    this.opened = true;
    const claimed = await this.#cases.claim();
    await this.#focus(claimed?.done ? '.choice input, #publicNote' : '#case-title');
  }

  async #release() {
    if ((await this.#cases.release())?.done) await this.#focus('#claim');
  }

  async #decide(event: Event) {
    event.preventDefault();
    const { current } = this.#cases;
    if (!current) return;
    const [missing] = Object.keys(missingIn(current, this.#cases.draft(current)));
    this.tried = !!missing;
    if (missing) {
      await this.#focus(missing === 'decision' ? '.choice input' : `#${missing}`);
      return;
    }
    const outcome = await this.#cases.decide();
    if (!outcome) return;
    const { done: made, error } = outcome;
    this.dispatchEvent(made ? new ParvisCaseDecidedEvent(made) : new ParvisCaseErrorEvent(error));
    const done = made || this.#cases.current?.decision;
    await this.#focus(done ? '#outcome-title' : this.#cases.told ? '#case-title' : 'form .primary');
  }

  async #undo() {
    if ((await this.#cases.undo())?.done) await this.#focus('.choice input');
    else await this.#focus('#case-title');
  }

  async #answer(outcome: AppealOutcome) {
    const { current } = this.#cases;
    if (!current) return;
    this.tried = !this.#cases.draft(current).publicNote.trim();
    if (this.tried) return this.#focus('#publicNote');
    const answered = await this.#cases.answer(outcome);
    if (answered) await this.#focus(answered.done ? '#outcome-title' : '#case-title');
  }

  async #change(shelf: Shelf) {
    this.opened = false;
    this.view = '';
    if (shelf !== this.#cases.shelf) await this.#cases.load(shelf);
  }

  #shelves() {
    const { localize } = this;
    const { shelf } = this.#cases;
    const tab = (name: Shelf, word: string) =>
      html`<button type="button" aria-pressed=${!this.view && shelf === name} @click=${() => this.#change(name)}>
        ${word}
      </button>`;
    const own = (name: 'flags' | 'statements', word: string) =>
      html`<button type="button" aria-pressed=${this.view === name} @click=${() => (this.view = name)}>
        ${word}
      </button>`;
    return html`<div class="shelves" role="group" aria-label=${localize.term('casesLabel')}>
      ${
        this.#cases.moderates
          ? html`${tab('open', localize.term('casesOpen'))} ${tab('decided', localize.term('casesDecided'))}`
          : nothing
      }
      ${
        this.#cases.moderates
          ? html`<button type="button" aria-pressed=${this.view === 'figures'} @click=${() => void this.#showFigures()}>
              ${localize.term('caseFigures')}
            </button>`
          : nothing
      }
      ${own('flags', localize.term('casesYours'))} ${own('statements', localize.term('aboutYou'))}
    </div>`;
  }

  #content() {
    const { localize } = this;
    const { unknown, current } = this.#cases;
    const { status, error, items } = this.#cases.list;
    if (status === 'error' || unknown) return problemState(error ?? unknown, localize, () => void this.#cases.load());
    if (status !== 'ready' || this.#cases.moderates === undefined)
      return html`<div class="bones" role="status" aria-label=${localize.term('casesLoading')}>
        <div></div>
        <div></div>
      </div>`;
    if (!items.length && !current) return this.#list.empty();
    return html`<div class=${this.opened ? 'desk opened' : 'desk'}>
      <div class="side">${this.#list.render()}</div>
      ${
        current
          ? html`<article part="case" aria-labelledby="case-title">${this.#view.render(current)}</article>`
          : html`<p class="muted choose">${localize.term('casesChoose')}</p>`
      }
    </div>`;
  }

  protected override reload() {
    if (this.#own.list.status !== 'idle') void this.#own.load();
    if (this.#about.list.status !== 'idle') void this.#about.load();
    return this.#cases.load();
  }

  #shelf() {
    if (this.view === 'flags') return this.#ownFlags.render();
    if (this.view === 'statements') return this.#aboutYou.render();
    if (this.view === 'figures')
      return (
        this.#figures?.render(this.#scopes()) ??
        (this.#lost
          ? problemState(this.#lost, this.localize, () => void this.#showFigures())
          : html`<p class="muted" role="status">${this.localize.term('loading')}</p>`)
      );
    return html`${this.#cases.moderates ? this.#filters.render() : nothing}${this.#content()}`;
  }

  override render() {
    const { shelf, moderates } = this.#cases;
    const { status, items } = this.#cases.list;
    return html`${moderates === undefined ? nothing : this.#shelves()}
      <p class="visually-hidden" role="status">
        ${moderates && !this.view && shelf === 'open' && status === 'ready' ? this.localize.term('casesCount', items.length) : nothing}
      </p>
      ${this.#shelf()}`;
  }
}
