import type { Expert } from '@parvis/contracts';
import {
  type ExpertPurpose,
  type ReasonKind,
  type SkillLevel,
  expertPurposes,
  shownLimits,
  skillLevels,
} from '@parvis/contracts/tables';
import { type PropertyValues, type TemplateResult, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import answer from 'lucide/dist/esm/icons/message-circle.mjs';
import briefcase from 'lucide/dist/esm/icons/briefcase.mjs';
import folder from 'lucide/dist/esm/icons/folder.mjs';
import message from 'lucide/dist/esm/icons/message-square.mjs';
import nobody from 'lucide/dist/esm/icons/search-x.mjs';
import person from 'lucide/dist/esm/icons/user.mjs';
import searchShape from 'lucide/dist/esm/icons/search.mjs';
import sparkles from 'lucide/dist/esm/icons/sparkles.mjs';
import { ExpertsController } from '../controllers/experts-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { ParvisAskEvent, ParvisPersonOpenEvent, ParvisPostOpenEvent, ParvisSearchEvent } from '../events/index.ts';
import { avatar } from '../internal/avatar.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { child } from '../internal/child.ts';
import { choice } from '../internal/choice.ts';
import { icon } from '../internal/icons.ts';
import { marked } from '../internal/marked.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemState } from '../internal/states.ts';
import { fields } from '../styles/fields.ts';
import { peopleStyles } from '../styles/people.ts';
import { states } from '../styles/states.ts';
import type { Keeping, Kept } from './keeping.ts';
import type { Chosen, Suggesting } from './suggesting.ts';
import type * as Parts from './beside.ts';
import { expertiseSearchStyles } from './expertise-search.styles.ts';

type Reason = Expert['reasons'][number];
type Facet = 'site' | 'unit' | 'language' | 'level';
type Beside = typeof Parts;

const searchIcon = icon(searchShape);
const nobodyIcon = icon(nobody);
const icons = {
  name: icon(person),
  role: icon(briefcase),
  bio: icon(person),
  skill: icon(sparkles),
  post: icon(message),
  comment: icon(answer),
  project: icon(folder),
} satisfies Record<ReasonKind, TemplateResult>;

const reasonTerms = {
  name: 'reasonName',
  role: 'reasonRole',
  bio: 'reasonBio',
  skill: 'reasonSkill',
  post: 'reasonPost',
  comment: 'reasonComment',
  project: 'reasonProject',
} as const satisfies Record<ReasonKind, string>;

const joined = (parts: unknown[]) => parts.filter(Boolean).flatMap((part, index) => (index ? [' · ', part] : [part]));

/** Values of a filter that are shown before somebody asks for the rest. */
const few = 5;

/**
 * @summary Whom to ask about something: a name, a skill or a problem in a sentence, answered with people and the reasons
 * why each of them is there.
 *
 * @slot header - Above the box.
 * @slot empty - Instead of the words that say that nobody was found.
 *
 * @event parvis-search - Somebody searched, or narrowed the results (`query`, `unit`, `site`).
 * @event parvis-person-open - Somebody's card is about to open (`person`, `anchor`). Preventing it keeps it closed.
 * @event parvis-post-open - Somebody wants to read the evidence (`post`). Preventing it leaves showing it to the page.
 * @event parvis-ask - Somebody wants to ask publicly (`question`). Preventing it keeps the composer from opening.
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
 * @csspart error - What stands where the search failed.
 */
export class ParvisExpertiseSearch extends ParvisElement {
  static override readonly elementName: string = 'expertise-search';
  static override readonly families = ['common', 'search'] as const;
  static override styles = [...ParvisElement.styles, states, fields, peopleStyles, expertiseSearchStyles];

  readonly #experts = new ExpertsController(this);

  /** The evidence that is open, and under whom. */
  @state() private reading: { person: string; post: string } | undefined;
  /** The filters of which all values are shown. */
  @state() private unfolded: readonly Facet[] = [];
  @state() private asking = false;
  /** What completes the box, once somebody is in it. */
  @state() private suggesting: Suggesting | undefined;
  /** The answered question that was chosen. */
  @state() private answered: string | undefined;
  /** What is drawn beside the people, once it was fetched. */
  @state() private beside: Beside | undefined;
  /** The searches that the viewer keeps, once somebody is in the box or found somebody. */
  @state() private keeping: Keeping | undefined;
  /** That the viewer's own match could not be found out. */
  @state() private unexplained = false;

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
    new CardTrigger(this);
    new OnlineController(this, () => this.#experts.status === 'error' && this.#experts.again());
  }

  protected override reload() {
    return this.#experts.again();
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
    if (this.#experts.status === 'ready') {
      if (!this.beside) void this.#loadBeside();
      void this.#loadKeeping();
    }
  }

  #find() {
    const q = this.query.trim().slice(0, shownLimits.query);
    this.asking = false;
    this.reading = undefined;
    this.answered = undefined;
    this.suggesting?.stop();
    const { unit, site, language } = this;
    const level = this.level ? choice(this, 'level', this.level as SkillLevel, skillLevels, 'expert') : undefined;
    const purpose = choice(this, 'for', this.for, expertPurposes, 'know');
    if (q) void this.#experts.find({ q, for: purpose, unit, site, language, level });
    else this.#experts.clear();
  }

  #handleSubmit = (event: Event) => {
    event.preventDefault();
    const query = String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim();
    const again = query === this.query;
    if (!again) {
      this.unit = this.site = this.language = this.level = '';
      this.query = query;
    } else if (query) this.#experts.again();
    if (query) this.#tell();
    if (!this.parameter) return;
    const address = new URL(location.href);
    if (query) address.searchParams.set(this.parameter, query);
    else address.searchParams.delete(this.parameter);
    history.replaceState(history.state, '', address);
  };

  #handleFocus = () => {
    void this.#loadKeeping();
    this.#loading ??= import('./suggesting.ts').then(
      async ({ Suggesting, suggestingStyles }) => {
        await this.extend('suggesting', suggestingStyles);
        this.suggesting = new Suggesting(this, this.#experts.suggest, this.#take);
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

  /** Whoever is chosen is opened, a skill is searched, an answered question is read. */
  #take = async ({ kind, id, name }: Chosen, anchor: HTMLElement) => {
    if (kind === 'skill') {
      this.unit = this.site = this.language = this.level = '';
      this.query = name;
      this.#tell();
    } else if (kind === 'question') {
      if (!this.dispatchEvent(new ParvisPostOpenEvent(id))) return;
      if (this.postUrl) location.assign(this.postUrl.replace('{id}', encodeURIComponent(id)));
      else this.answered = id;
    } else if (anchor.dispatchEvent(new ParvisPersonOpenEvent(id, anchor)))
      (await import('../internal/card-overlay.ts')).openCard(this, anchor, id, true);
  };

  #tell() {
    this.dispatchEvent(new ParvisSearchEvent(this.query, this.unit, this.site));
  }

  #narrow(facet: Facet, value: string) {
    this[facet] = this[facet] === value ? '' : value;
    this.#tell();
  }

  #handleEverywhere = () => {
    this.unit = this.site = this.language = this.level = '';
    this.#tell();
    this.renderRoot.querySelector('input')?.focus();
  };

  #handleMore = async () => {
    const shown = this.#experts.people.length;
    await this.#experts.findMore();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.results > li')[shown]?.querySelector<HTMLElement>('.name')?.focus();
  };

  async #loadBeside() {
    try {
      const [beside, { besideStyles }] = await Promise.all([import('./beside.ts'), import('./beside.styles.ts')]);
      await Promise.all([this.extend('profile', []), this.extend('beside', [besideStyles])]);
      this.beside = beside;
    } catch {
      // The connection failed in between: the people are there, and the next search asks again.
    }
  }

  #loadKeeping() {
    return (this.#comingKeeping ??= Promise.all([import('./keeping.ts'), this.extend('profile', [])]).then(
      async ([{ Keeping, keepingStyles }]) => {
        await this.extend('keeping', [keepingStyles]);
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

  #offer() {
    const { search } = this.#experts;
    return (search && this.keeping?.offer(search)) ?? nothing;
  }

  #handleWhy = async () => {
    try {
      this.unexplained = false;
      await this.#experts.explainMe();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.mine')?.focus();
    } catch {
      this.unexplained = true;
    }
  };

  #why() {
    if (!this.beside) return nothing;
    const { localize } = this;
    const { me } = this.#experts;
    return html`<p>
        <button class="link" type="button" data-why @click=${this.#handleWhy}>${localize.term('whyNotMe')}</button>
      </p>
      ${this.unexplained ? html`<p class="problem" role="alert">${localize.term('whyFailed')}</p>` : nothing}
      ${me ? this.beside.mine(me, localize) : nothing}`;
  }

  #handleAsk = async () => {
    if (!this.dispatchEvent(new ParvisAskEvent(this.query))) return;
    this.asking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.ask > *')?.focus();
  };

  #handleRead(event: MouseEvent, person: string, post: string) {
    // In another tab or window it is the browser's own way to follow a link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const prevented = !this.dispatchEvent(new ParvisPostOpenEvent(post));
    if (prevented || !this.postUrl) event.preventDefault();
    if (!prevented && !this.postUrl) this.reading = this.#reads(person, post) ? undefined : { person, post };
  }

  #reads(person: string, post: string) {
    return this.reading?.person === person && this.reading.post === post;
  }

  #facet(facet: Facet, title: string) {
    const values = this.#experts.facets[facet];
    const chosen = this[facet];
    if (!chosen && values.length < 2) return nothing;
    const { localize } = this;
    const all = this.unfolded.includes(facet);
    const listed =
      chosen && !values.some(({ value }) => value === chosen) ? [{ value: chosen, count: 0 }, ...values] : values;
    const shown = all ? listed : listed.filter(({ value }, index) => index < few || value === chosen);
    const rest = listed.length - shown.length;
    return html`<div role="group" aria-labelledby="by-${facet}">
      <span class="label" id="by-${facet}">${title}</span>
      ${shown.map(
        ({ value, count }) =>
          html`<button
            class="filter"
            type="button"
            aria-pressed=${value === chosen}
            title=${facet === 'unit' ? unitSteps(value).join(' › ') : nothing}
            @click=${() => this.#narrow(facet, value)}
          >
            <bdi>${this.#valueName(facet, value, listed)}</bdi>
            <span class="count" aria-hidden="true">${localize.number(count)}</span
            ><span class="visually-hidden">${localize.term('searchPeopleThere', count)}</span>
          </button>`,
      )}
      ${
        rest
          ? html`<button class="quiet" type="button" @click=${() => (this.unfolded = [...this.unfolded, facet])}>
              ${localize.term('searchMoreValues', rest)}<span class="visually-hidden">, ${title}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #valueName(facet: Facet, value: string, among: readonly { value: string }[]) {
    if (facet === 'unit') return this.#unitName(value, among);
    if (facet === 'language') return this.localize.languageName(value);
    return facet === 'level' ? this.localize.term(this.beside!.levels[value as SkillLevel]) : value;
  }

  /** The last step of the path; with the one above it where two units are called the same. */
  #unitName(path: string, among: readonly { value: string }[]) {
    const steps = unitSteps(path);
    const twice = among.filter(({ value }) => unitSteps(value).at(-1) === steps.at(-1)).length > 1;
    return steps.slice(twice ? -2 : -1).join(' › ');
  }

  #reason(person: string, reason: Reason) {
    const { kind, text, marks, label, title, post, page, more } = reason;
    const { localize } = this;
    const name = label ? labelIn(label, localize.language) : '';
    const found = marked(text, marks);
    // A skill is called by its label; the word that was found may be one of another language.
    const words = name && name !== text ? html`${name} <span class="muted">(${found})</span>` : found;
    const open = post ? this.#reads(person, post) : false;
    const others = more ? html` <span class="muted more">${localize.term('reasonMore', more)}</span>` : nothing;
    const leading = (to: unknown) =>
      post
        ? html`<a
            dir="auto"
            href=${(this.postUrl || '#parvis-post-{id}').replace('{id}', encodeURIComponent(post))}
            aria-expanded=${this.postUrl ? nothing : open}
            @click=${(event: MouseEvent) => this.#handleRead(event, person, post)}
            >${to}</a
          >`
        : page
          ? html`<a dir="auto" href=${page}>${to}</a>`
          : html`<b dir="auto">${to}</b>`;
    return html`<li class=${kind}>
      ${icons[kind]}
      <div>
        <span class="kind">${localize.term(reasonTerms[kind])}</span>
        ${
          title
            ? html`${leading(title)}${others} <span class="excerpt" dir="auto">${words}</span>`
            : post || page
              ? html`${leading(words)}${others}`
              : html`<span dir="auto">${words}</span>${others}`
        }
        ${open ? html`<div class="evidence">${child(this, 'post', { post, withComments: kind === 'comment' })}</div>` : nothing}
      </div>
    </li>`;
  }

  #expert({ person, reasons }: Expert) {
    const { localize } = this;
    const { id, name, title, unit, site, circle, abilities } = person;
    const byName = reasons.find(({ kind, text }) => kind === 'name' && text === name);
    const byRole = reasons.find(({ kind, text }) => kind === 'role' && text === title);
    const others = reasons.filter((reason) => reason !== byName && reason !== byRole);
    const called = html`<bdi>${marked(name, byName?.marks ?? [])}</bdi>`;
    return html`<li part="result">
      ${avatar(person)}
      <div class="who">
        <p>
          ${
            abilities.open
              ? html`<button class="name" type="button" data-person=${id} aria-haspopup="dialog" aria-expanded="false">
                  ${called}
                </button>`
              : html`<span class="name">${called}</span>`
          }
          ${
            circle === 'employee'
              ? nothing
              : html`<span class="badge outside"
                  >${localize.term(circle === 'client' ? 'circleClient' : 'circleSupplier')}</span
                >`
          }
        </p>
        <p class="place">
          ${joined([
            title && html`<span dir="auto">${marked(title, byRole?.marks ?? [])}</span>`,
            ...[site, unitSteps(unit ?? '').at(-1)].map((step) => step && html`<span dir="auto">${step}</span>`),
          ])}
        </p>
      </div>
      ${
        others.length
          ? html`<ul class="reasons" part="reasons">
              ${others.map((reason) => this.#reason(id, reason))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #empty() {
    const { localize } = this;
    const narrowed = this.unit || this.site || this.language || this.level;
    return html`<slot name="empty">
      <div class="state" part="empty">
        ${nobodyIcon}
        <b>${localize.term(narrowed ? 'searchNobodyThere' : 'searchNobody')}</b>
        <span>${localize.term('searchNobodyHint')}</span>
        <div class="ways">
          ${
            narrowed
              ? html`<button class="outlined" type="button" @click=${this.#handleEverywhere}>
                  ${localize.term('searchWithoutFilters')}
                </button>`
              : nothing
          }
          ${this.#askButton('primary')}
        </div>
      </div>
    </slot>`;
  }

  #askButton(tone: string) {
    return html`<button class=${tone} type="button" aria-expanded=${this.asking} @click=${this.#handleAsk}>
      ${this.localize.term('searchAsk')}
    </button>`;
  }

  #composer() {
    if (!this.asking) return nothing;
    const short = this.query.length <= shownLimits.title;
    return html`<div class="ask">
      ${child(this, 'composer', {
        kind: 'question',
        heading: short ? this.query : '',
        text: short ? '' : this.query,
        community: this.community,
      })}
    </div>`;
  }

  #results() {
    const { localize } = this;
    const { status, error, people, more } = this.#experts;
    if (status === 'error') return problemState(error, localize, this.#experts.again);
    if (status === 'loading' && !people.length)
      return html`<div class="bones" aria-hidden="true">
        <div></div>
        <div></div>
        <div></div>
      </div>`;
    if (!people.length)
      return status === 'ready' ? html`${this.#empty()}${this.#offer()}${this.#why()}${this.#composer()}` : nothing;
    return html`
      ${this.beside?.teams(this.#experts.projects, localize)}
      <ol
        class="results"
        part="results"
        aria-label=${localize.term('searchResults')}
        aria-busy=${status === 'loading' || more === 'loading'}
      >
        ${repeat(
          people,
          ({ person }) => person.id,
          (expert) => this.#expert(expert),
        )}
      </ol>
      ${more === 'error' ? html`<p class="problem" role="alert">${localize.term('searchMoreFailed')}</p>` : nothing}
      <div class="end">
        ${
          more === 'none'
            ? nothing
            : html`<button class="outlined" type="button" ?disabled=${more === 'loading'} @click=${this.#handleMore}>
                ${localize.term(more === 'error' ? 'retry' : 'searchMore')}
              </button>`
        }
        <p><span class="muted">${localize.term('searchNotThem')}</span> ${this.#askButton('link')}</p>
        ${this.#offer()} ${this.#why()}
      </div>
      ${this.#composer()}
    `;
  }

  #summary() {
    const { localize } = this;
    const { status, people, more, corrected } = this.#experts;
    if (status === 'loading') return html`<span class="muted">${localize.term('searchRunning')}</span>`;
    if (status !== 'ready') return nothing;
    if (!people.length) return html`<span class="visually-hidden">${localize.term('searchNobody')}</span>`;
    return html`<span class="muted">${localize.term('searchFound', people.length, more !== 'none')}</span>${
        corrected
          ? html` <span class="corrected">${localize.term('searchCorrected')} <b dir="auto">${corrected}</b></span>`
          : nothing
      }`;
  }

  override render() {
    const { localize } = this;
    const { search } = this.#experts;
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
            maxlength=${shownLimits.query}
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
      ${
        this.answered
          ? html`<div class="evidence">${child(this, 'post', { post: this.answered, withComments: true })}</div>`
          : nothing
      }
      ${
        search
          ? html`<div class="filters" part="filters">
              ${this.#facet('site', localize.term('searchSite'))} ${this.#facet('unit', localize.term('searchUnit'))}
              ${
                this.beside
                  ? html`${this.#facet('language', localize.term('searchLanguage'))}
                    ${this.#facet('level', localize.term('searchLevel'))}`
                  : nothing
              }
            </div>`
          : nothing
      }
      <p class="summary" role="status">${this.#summary()}</p>
      ${this.keeping?.draw()} ${this.#results()}
    `;
  }
}
