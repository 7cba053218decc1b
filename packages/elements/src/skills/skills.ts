import type { SkillName } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { OnlineController } from '../controllers/online-controller.ts';
import { VocabularyController } from '../controllers/vocabulary-controller.ts';
import { labelIn } from '../internal/names.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { fields } from '../styles/fields.ts';
import { peopleStyles } from '../styles/people.ts';
import { states } from '../styles/states.ts';
import type { SkillPage } from './skill-page.ts';
import { skillsStyles } from './skills.styles.ts';

/** Milliseconds of not typing after which is looked. */
const pause = 200;

/**
 * @summary The vocabulary of skills, for admins: found by any name, added, named in every language, merged, retired; the
 * words that people use and the vocabulary does not have; what the last import changed.
 *
 * @csspart summary - How many skills there are, and what the last import changed.
 * @csspart skills - The skills that were looked for.
 * @csspart own - People's own words.
 * @csspart twins - Skills that are called the same.
 * @csspart skill - One skill, while it is changed.
 * @csspart photo - A photo, or the initials.
 * @csspart error - What stands where the vocabulary could not be loaded.
 */
export class ParvisSkills extends ParvisElement {
  static override readonly elementName: string = 'skills';
  static override readonly families = ['common', 'skills'] as const;
  static override styles = [...ParvisElement.styles, states, fields, peopleStyles, skillsStyles];

  readonly #vocabulary = new VocabularyController(this);
  #reader = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;

  /** The skill that is changed, in place of the lists; loaded when it is first opened. */
  @state() private page: SkillPage | undefined;
  @state() private told = '';
  @state() private failed: unknown;

  constructor() {
    super();
    new OnlineController(this, () => this.#vocabulary.status === 'error' && this.#vocabulary.load());
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    if (this.#reader === this.#vocabulary.reader) return;
    this.#reader = this.#vocabulary.reader;
    // What was opened is what somebody else was shown.
    this.page = undefined;
    this.told = '';
    this.failed = undefined;
  }

  protected override reload() {
    return this.#vocabulary.load();
  }

  async #open(id: string, back: string) {
    try {
      this.told = '';
      this.failed = undefined;
      const [{ SkillPage }, { pickerStyles }, skill] = await Promise.all([
        import('./skill-page.ts'),
        import('../internal/picker.ts'),
        id ? this.#vocabulary.ask((skills) => skills.get(id)) : undefined,
      ]);
      await this.extend('picker', pickerStyles);
      this.page = new SkillPage(this, this.#vocabulary, skill, (told = '') => {
        this.page = undefined;
        this.told = told;
        this.#focus(back);
      });
      this.#focus('#page-title');
    } catch (error) {
      this.failed = error;
    }
  }

  #focus(selector: string) {
    void this.updateComplete.then(() => {
      const found = this.renderRoot.querySelector<HTMLElement>(selector);
      (found ?? this.renderRoot.querySelector<HTMLElement>('#find'))?.focus();
    });
  }

  #look = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#vocabulary.search(value), pause);
  };

  #summary() {
    const { localize } = this;
    const { skills, retired, imported } = this.#vocabulary.vocabulary!;
    const changes = imported
      ? ([
          [imported.added, 'skillsAdded'],
          [imported.changed, 'skillsChanged'],
          [imported.retired, 'skillsGone'],
          [imported.restored, 'skillsBack'],
          [imported.unchanged, 'skillsUnchanged'],
        ] as const)
      : [];
    const said = changes
      .filter(([count]) => count > 0)
      .map(([count, term]) => localize.term(term, localize.number(count)));
    return html`<div class="summary" part="summary">
      <p>
        <b>${localize.term('skillsCount', skills, localize.number(skills))}</b>${
          retired
            ? html` <span class="muted">· ${localize.term('skillsRetiredCount', localize.number(retired))}</span>`
            : nothing
        }
      </p>
      <p class="muted">
        ${
          imported
            ? html`${localize.term('skillsImported', localize.date(imported.at, 'year'))} ${localize.list(said)}`
            : html`${localize.term('skillsNeverImported')} <code>parvis import-skills</code>`
        }
      </p>
    </div>`;
  }

  #row = ({ id, label, matched, free, retired }: SkillName) => {
    const { localize } = this;
    const called = labelIn(label, localize.language);
    const others = Object.entries(label).filter(([, name]) => name !== called);
    return html`<li>
      <div>
        <b><bdi>${called}</bdi></b>
        ${free ? html`<span class="badge">${localize.term('skillsOwnWord')}</span>` : nothing}
        ${retired ? html`<span class="badge">${localize.term('skillsRetired')}</span>` : nothing}
        ${
          others.length || matched
            ? html`<span class="muted">
                ${others.map(([language, name], index) => html`${index ? ' · ' : ''}<bdi lang=${language}>${name}</bdi>`)}
                ${matched ? html`${others.length ? ' · ' : ''}<bdi>${matched}</bdi>` : nothing}
              </span>`
            : nothing
        }
      </div>
      <button
        class="outlined"
        type="button"
        data-skill=${id}
        @click=${() => this.#open(id, `[data-skill="${CSS.escape(id)}"]`)}
      >
        ${localize.term('skillsEdit')}<span class="visually-hidden">, ${called}</span>
      </button>
    </li>`;
  };

  #list(items: readonly SkillName[]) {
    return html`<ul>
      ${repeat(items, ({ id }) => id, this.#row)}
    </ul>`;
  }

  #found() {
    const { localize } = this;
    const { found, lost } = this.#vocabulary;
    if (lost) return html`<p class="problem" role="alert">${problemWords(lost, localize)}</p>`;
    if (!found) return nothing;
    return html`<section part="skills" aria-label=${localize.term('skillsFound')}>
      <p class=${found.length ? 'visually-hidden' : 'muted'} role="status">
        ${localize.term('skillsFoundCount', found.length)}
      </p>
      ${found.length ? this.#list(found) : nothing}
    </section>`;
  }

  #own() {
    const { localize } = this;
    const { own, moreOwn } = this.#vocabulary.vocabulary!;
    if (!own.length || this.#vocabulary.found) return nothing;
    return html`<section part="own" aria-labelledby="own">
      <h3 id="own">${localize.term('skillsOwn')}</h3>
      <p class="note">${localize.term('skillsOwnHint')}</p>
      ${this.#list(own)} ${moreOwn ? html`<p class="muted">${localize.term('skillsOwnMore')}</p>` : nothing}
    </section>`;
  }

  #twins() {
    const { localize } = this;
    const { twins } = this.#vocabulary.vocabulary!;
    if (!twins.length || this.#vocabulary.found) return nothing;
    return html`<section part="twins" aria-labelledby="twins">
      <h3 id="twins">${localize.term('skillsTwins')}</h3>
      <p class="note">${localize.term('skillsTwinsHint')}</p>
      ${this.#list(twins)}
    </section>`;
  }

  override render() {
    const { localize } = this;
    const { status, error, vocabulary, q, withRetired } = this.#vocabulary;
    if (status === 'error')
      return (error as { code?: string } | undefined)?.code === 'forbidden'
        ? html`<p class="closed" part="error">${localize.term('skillsAdmins')}</p>`
        : problemState(error, localize, () => this.reload());
    if (!vocabulary) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    if (this.page) return this.page.draw();
    return html`
      ${this.#summary()}
      <p class="told" role="status">${this.told}</p>
      <div class="tools">
        <label for="find">${localize.term('skillsFind')}</label>
        <div class="find">
          <input
            id="find"
            type="search"
            autocomplete="off"
            dir="auto"
            maxlength=${limits.skill}
            placeholder=${localize.term('skillsFindHint')}
            .value=${q}
            @input=${this.#look}
          />
          <button class="primary add" type="button" @click=${() => this.#open('', '.add')}>
            ${localize.term('skillsAdd')}
          </button>
        </div>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${withRetired}
            @change=${(event: Event) => void this.#vocabulary.search(q, (event.target as HTMLInputElement).checked)}
          />${localize.term('skillsWithRetired')}</label
        >
      </div>
      ${this.failed ? html`<p class="problem" role="alert">${problemWords(this.failed, localize)}</p>` : nothing}
      ${this.#found()} ${this.#own()} ${this.#twins()}
    `;
  }
}
