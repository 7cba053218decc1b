import type { ExpertPurpose } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import searchShape from 'lucide/dist/esm/icons/search.mjs';
import type { ExpertsController } from '../controllers/experts-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { ParvisSearchEvent } from '../events/index.ts';
import { icon } from '../internal/icon.ts';
import { missed } from '../internal/problems.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import type { Keeping, Kept } from './keeping.ts';
import type { Results } from './results.ts';
import type * as Searching from './searching.ts';
import type { Suggesting } from './suggesting.ts';
import { expertiseSearchStyles } from './expertise-search.styles.ts';

export type Facet = 'site' | 'unit' | 'language' | 'level';

const searchIcon = icon(searchShape);
/** Milliseconds after which what is not needed at once is fetched. */
const settled = 1_500;

/**
 * @summary Whom to ask about something: a name, a skill or a problem in a sentence, answered with people and the reasons
 * why each of them is there.
 *
 * @slot header - Above the box.
 * @slot empty - Instead of the words that say that nobody was found.
 *
 * @event parvis-search - Somebody searched, or narrowed the results (`query`, `unit`, `site`, `language`, `level`).
 * @event parvis-person-open - Somebody's card is about to open (`person`, `anchor`). Preventing it keeps it closed.
 * @event parvis-post-open - Somebody wants to read the evidence (`post`). Preventing it leaves showing it to the page.
 * @event parvis-ask - Somebody wants to ask publicly (`question`). Preventing it keeps the dialog from opening in which
 * they would.
 *
 * @cssproperty --parvis-color-mark - Behind the words that matched. Default: a light or a dark yellow.
 *
 * @csspart form - The box and its button.
 * @csspart filters - The filters.
 * @csspart results - The people.
 * @csspart result - One of them.
 * @csspart reasons - Why they are there.
 * @csspart teams - Projects about it, with who worked on them.
 * @csspart mine - Which words are found in what is the viewer's own.
 * @csspart saved - The searches that the viewer keeps, with whom they found since.
 * @csspart empty - What stands where nobody was found.
 * @csspart photo - A photo, or the initials.
 * @csspart dialog - The question that is asked publicly.
 * @csspart error - What stands where the search failed.
 */
export class ParvisExpertiseSearch extends ParvisElement {
  static override readonly elementName: string = 'expertise-search';
  static override readonly families = ['search'] as const;
  static override readonly withFormats = false;
  static override styles = [...ParvisElement.styles, expertiseSearchStyles];

  /** What asks, once there is something to ask or somebody is in the box. */
  #experts: ExpertsController | undefined;
  /** Most characters of what is asked, once that is known. */
  #most: number | undefined;
  /** What is to be asked for is on its way to what asks. */
  #waiting = false;

  /** What completes the box, once somebody is in it. */
  @state() private suggesting: Suggesting | undefined;
  /** The answered question that was chosen. */
  @state() private answered: string | undefined;
  /** What was found, drawn: once somebody searched. */
  @state() private results: Results | undefined;
  /** The searches that the viewer keeps, once somebody is in the box or found somebody. */
  @state() private keeping: Keeping | undefined;

  /** What to search for at once. */
  @property() query = '';
  /** `know`: who knows the subject; `route`: who is likely to answer now. */
  @property() for: ExpertPurpose = 'know';
  /** Only people of this unit and those below it. */
  @property() unit = '';
  /** Only people at this site. */
  @property() site = '';
  /** Only people who say that they speak this language: its tag, as `fr`. */
  @property() language = '';
  /** Only people who say this of the skill: `learning`, `practising`, `proficient` or `expert`. */
  @property() level = '';
  /**
   * Name of a parameter of the page's address that holds the query: `q` searches for what stands behind `?q=` and writes
   * there what is searched, so that a search can be passed on as a link.
   */
  @property() parameter = '';
  /** Address that shows a post, with `{id}` in the place of its id. Without it, posts are shown where they are chosen. */
  @property({ attribute: 'post-url' }) postUrl = '';
  /** Community in which one asks publicly: its short name or id. Without it the writer chooses. */
  @property() community = '';

  constructor() {
    super();
    new OnlineController(this, () => this.#experts?.status === 'error' && this.#experts.again());
  }

  protected override firstUpdated() {
    super.firstUpdated();
    // Who is new for a search that is kept is told where one looks, also before one searches: when the page is at rest.
    setTimeout(() => void this.#loadKeeping(), settled);
  }

  protected override reload() {
    return this.#experts?.again();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('parameter') && this.parameter && !this.query)
      this.query = new URLSearchParams(location.search).get(this.parameter) ?? '';
    if (
      changed.has('query') ||
      changed.has('for') ||
      changed.has('unit') ||
      changed.has('site') ||
      changed.has('language') ||
      changed.has('level')
    )
      this.#find();
    if ((this.#waiting || this.#experts?.search) && !this.results) void this.#loadResults();
    if (this.#experts?.status === 'ready') void this.#loadKeeping();
  }

  #find() {
    this.results?.leave();
    this.answered = undefined;
    this.suggesting?.stop();
    if (this.query.trim()) void this.#ask();
    else {
      this.#waiting = false;
      this.#experts?.clear();
    }
  }

  #handleSubmit = (event: Event) => {
    event.preventDefault();
    const query = String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim();
    const again = query === this.query;
    if (!again) {
      this.unit = this.site = this.language = this.level = '';
      this.query = query;
    } else if (this.#experts) this.#experts.again();
    else this.#find();
    if (query) this.#tell();
    if (!this.parameter) return;
    const address = new URL(location.href);
    if (query) address.searchParams.set(this.parameter, query);
    else address.searchParams.delete(this.parameter);
    history.replaceState(history.state, '', address);
  };

  #handleFocus = () => {
    void this.#loadKeeping();
    this.#loading ??= Promise.all([import('./suggesting.ts'), this.#loadSearching()]).then(
      async ([{ Suggesting, suggestingStyles, take }, { experts }]) => {
        await this.extend('suggesting', suggestingStyles);
        this.suggesting = new Suggesting(this, experts.suggest, (chosen, anchor) => {
          if (chosen.kind === 'skill') this.#handleSkill(chosen.name);
          else this.answered = take(this, chosen, anchor) ?? this.answered;
        });
      },
      // The connection failed in between: the next time somebody comes here it is asked for again.
      () => (this.#loading = undefined),
    );
  };
  #loading: Promise<unknown> | undefined;

  #handleType = async (event: Event) => {
    // Afterwards the event has no target any more.
    const { value } = event.target as HTMLInputElement;
    await this.#loading;
    this.suggesting?.type(value);
  };

  #handleSkill = (name: string) => {
    this.unit = this.site = this.language = this.level = '';
    this.query = name;
    this.#tell();
  };

  #tell() {
    this.dispatchEvent(new ParvisSearchEvent(this.query, this.unit, this.site, this.language, this.level));
  }

  #narrow = (facet: Facet, value: string) => {
    this[facet] = this[facet] === value ? '' : value;
    this.#tell();
  };

  #handleEverywhere = () => {
    this.unit = this.site = this.language = this.level = '';
    this.#tell();
    this.renderRoot.querySelector('input')?.focus();
  };

  /** Names open cards, once there are names. */
  async #loadCards() {
    const { CardTrigger } = await import('../internal/card-trigger.ts');
    this.#cards ??= new CardTrigger(this);
  }
  #cards: unknown;

  #loadSearching() {
    return (this.#comingSearching ??= import('./searching.ts').then(
      async ({ ExpertsController, states, most, searchOf }) => {
        await this.extend('common', [states]);
        this.#most = most;
        const experts = (this.#experts = new ExpertsController(this));
        this.requestUpdate();
        return { experts, searchOf };
      },
      (error: unknown) => {
        // What asks next fetches it again.
        this.#comingSearching = undefined;
        throw error;
      },
    ));
  }
  #comingSearching: Promise<Pick<typeof Searching, 'searchOf'> & { experts: ExpertsController }> | undefined;

  async #ask() {
    this.#waiting = true;
    this.requestUpdate();
    try {
      const { experts, searchOf } = await this.#loadSearching();
      const search = searchOf(this);
      // Somebody else may have asked it already, or nobody asks any more.
      if (this.#waiting && search) void experts.find(search);
    } catch {
      missed(this);
    }
    this.#waiting = false;
    this.requestUpdate();
  }

  #loadResults() {
    return (this.#comingResults ??= Promise.all([
      import('./results.ts'),
      this.#loadSearching(),
      this.extend('profile', []),
    ]).then(
      async ([{ Results, resultsStyles }, { experts }]) => {
        await Promise.all([this.extend('results', resultsStyles), this.#loadCards()]);
        this.results = new Results(this, experts, {
          narrow: this.#narrow,
          widen: this.#handleEverywhere,
          offer: () => experts.search && this.keeping?.offer(experts.search),
        });
      },
      // What is drawn next asks again.
      () => {
        this.#comingResults = undefined;
        missed(this);
      },
    ));
  }
  #comingResults: Promise<unknown> | undefined;

  #loadKeeping() {
    return (this.#comingKeeping ??= Promise.all([import('./keeping.ts'), this.extend('profile', [])]).then(
      async ([{ Keeping, keepingStyles }]) => {
        await Promise.all([this.extend('keeping', keepingStyles), this.#loadCards()]);
        this.keeping = new Keeping(this, this.#takeKept);
      },
      // The connection failed in between: the next look asks again.
      () => (this.#comingKeeping = undefined),
    ));
  }
  #comingKeeping: Promise<unknown> | undefined;

  #takeKept = ({ q: query, unit = '', site = '', language = '', level }: Kept) => {
    Object.assign(this, { query, unit, site, language, level: level ?? '' });
    this.#tell();
  };

  #summary(): unknown {
    const status = this.#experts?.status;
    if (this.#waiting || status === 'loading')
      return html`<span class="muted">${this.localize.term('searchRunning')}</span>`;
    return status === 'ready' ? this.results?.summary() : nothing;
  }

  #body(): unknown {
    if (!this.#experts) return nothing;
    const { status, error, people, again } = this.#experts;
    if (status === 'error') return this.problem(error, again);
    if (status === 'idle') return nothing;
    if (this.results && (people.length || status === 'ready')) return this.results.draw();
    return html`<div class="bones" aria-hidden="true">
      <div></div>
      <div></div>
      <div></div>
    </div>`;
  }

  override render() {
    const { localize } = this;
    return html`
      <slot name="header"></slot>
      <form role="search" part="form" @submit=${this.#handleSubmit}>
        <label for="q">${localize.term('searchLabel')}</label>
        <div class="box">
          ${searchIcon}
          <input
            id="q"
            name="q"
            type="search"
            enterkeyhint="search"
            autocomplete="off"
            dir="auto"
            maxlength=${this.#most ?? nothing}
            placeholder=${localize.term('searchPlaceholder')}
            .value=${this.query}
            role=${this.suggesting ? 'combobox' : nothing}
            aria-autocomplete=${this.suggesting ? 'list' : nothing}
            aria-controls=${this.suggesting ? 'suggested' : nothing}
            aria-expanded=${this.suggesting ? this.suggesting.open : nothing}
            aria-activedescendant=${this.suggesting?.active ?? nothing}
            @focus=${this.#handleFocus}
            @input=${this.#handleType}
            @keydown=${(event: KeyboardEvent) => this.suggesting?.key(event)}
            @blur=${() => this.suggesting?.stop()}
          />
          <button class="primary">${localize.term('searchButton')}</button>
        </div>
        ${this.suggesting?.draw()}
      </form>
      ${this.answered ? this.suggesting?.answered(this.answered) : nothing}
      ${this.#experts?.search ? this.results?.filters.draw() : nothing}
      <p class="summary" role="status">${this.#summary()}</p>
      ${this.keeping?.above()} ${this.#body()} ${this.keeping?.below()}
    `;
  }
}
