/** One skill: what it is called in each language, what it becomes part of, whether it is offered. Loaded when one is opened. */
import type { Skill, SkillMergePreview } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { DraftsController } from '../controllers/drafts-controller.ts';
import type { VocabularyController } from '../controllers/vocabulary-controller.ts';
import { icon } from '../internal/icons.ts';
import { labelIn } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Picked, picker } from '../internal/picker.ts';
import { problemWords } from '../internal/problem.ts';
import { languagesLike } from '../internal/spoken.ts';
import { type Names, anyLanguage, carried, read, written } from './skill-names.ts';

const backIcon = icon(arrowLeft);

/** What was written, and over what: somebody else may have changed that since. */
type Draft = { names: Names; base: Names };

export class SkillPage {
  readonly #host: ParvisElement;
  readonly #vocabulary: VocabularyController;
  readonly #leave: (told?: string) => void;
  readonly #drafts: DraftsController<Draft>;
  #skill: Skill | undefined;
  #names: Names;
  #into: Picked | undefined;
  #preview: SkillMergePreview | undefined;
  #busy = false;
  #failed: unknown;
  #unnamed = false;
  /** The language in which another skill is called so. */
  #taken: string | undefined;

  constructor(
    host: ParvisElement,
    vocabulary: VocabularyController,
    skill: Skill | undefined,
    leave: (told?: string) => void,
  ) {
    this.#host = host;
    this.#vocabulary = vocabulary;
    this.#skill = skill;
    this.#leave = leave;
    this.#names = this.#base;
    this.#drafts = new DraftsController<Draft>(host, () => {
      const draft = this.#drafts.get(this.#place);
      if (draft) this.#names = carried(draft.base, draft.names, this.#base);
      host.requestUpdate();
    });
    void this.#drafts.open(this.#place, 'C1');
  }

  get #place() {
    return `skill:${this.#skill?.id ?? ''}`;
  }

  get #base(): Names {
    return written(this.#skill ?? { label: {}, synonyms: {} });
  }

  get #called() {
    return this.#skill ? labelIn(this.#skill.label, this.#host.localize.language) : '';
  }

  #name(language: string, change: Partial<Names[string]>) {
    this.#names = { ...this.#names, [language]: { label: '', synonyms: '', ...this.#names[language], ...change } };
    this.#drafts.write(this.#place, { names: this.#names, base: this.#base }, 'C1', true);
    this.#unnamed = false;
    this.#taken = undefined;
    this.#failed = undefined;
    this.#host.requestUpdate();
  }

  /** What is done answers what is told of it; then the lists are shown again. */
  async #act(deed: () => Promise<string>) {
    if (this.#busy) return;
    this.#busy = true;
    this.#failed = undefined;
    this.#host.requestUpdate();
    try {
      this.#end(await deed());
    } catch (error) {
      this.#failed = error;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  /** Back to the lists; what is written and not saved stays as a draft where it is not ended. */
  #end(told?: string, ended = true) {
    if (ended) this.#drafts.write(this.#place, null, 'C1', true);
    this.#host.removeController(this.#drafts);
    this.#drafts.hostDisconnected();
    this.#leave(told);
  }

  #save = (event: Event) => {
    event.preventDefault();
    const names = read(this.#names);
    if (!Object.keys(names.label).length) {
      this.#unnamed = true;
      this.#focus('en');
      return;
    }
    const skill = this.#skill;
    const { localize } = this.#host;
    void this.#act(async () => {
      try {
        await this.#vocabulary.act((skills) =>
          skill ? skills.update(skill.id, names, { version: skill.version }) : skills.create(names),
        );
      } catch (error) {
        await this.#meet(error);
      }
      const called = labelIn(names.label, localize.language);
      if (!skill) return localize.term('skillAdded', called);
      return called === this.#called
        ? localize.term('skillSaved', called)
        : localize.term('skillRenamed', called, this.#called);
    });
  };

  /** Another skill is called so, or somebody else changed this one: what they wrote and what is written here stay both. */
  async #meet(error: unknown): Promise<never> {
    const { code, errors = [] } = error as { code?: string; errors?: readonly { path: string }[] };
    const [, language] = errors[0]?.path.split('label.') ?? [];
    if (code === 'conflict' && language) {
      this.#taken = language;
      this.#focus(language);
    }
    if (code === 'precondition-failed') {
      const { id } = this.#skill!;
      const now = await this.#vocabulary.ask((skills) => skills.get(id));
      this.#names = carried(this.#base, this.#names, written(now));
      this.#skill = now;
    }
    throw error;
  }

  #focus(language: string) {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`#label-${CSS.escape(language)}`)?.focus(),
    );
  }

  #retire = () => {
    const { id, retired } = this.#skill!;
    void this.#act(async () => {
      await this.#vocabulary.act((skills) => skills.retire(id, !retired));
      return this.#host.localize.term(retired ? 'skillRestored' : 'skillRetiredNow', this.#called);
    });
  };

  async #choose(into: Picked | undefined) {
    this.#into = into;
    this.#preview = undefined;
    this.#failed = undefined;
    this.#host.requestUpdate();
    if (!into) return;
    try {
      const preview = await this.#vocabulary.ask((skills) => skills.previewMerge(this.#skill!.id, into.id));
      if (into === this.#into) this.#preview = preview;
    } catch (error) {
      if (into === this.#into) this.#failed = error;
    }
    this.#host.requestUpdate();
  }

  #merge = () => {
    const { from, into } = this.#preview!;
    const { localize } = this.#host;
    void this.#act(async () => {
      await this.#vocabulary.act((skills) => skills.merge(from.id, into.id));
      return localize.term('skillMerged', this.#called, labelIn(into.label, localize.language));
    });
  };

  #language(language: string) {
    const { localize } = this.#host;
    const { label, synonyms } = this.#names[language]!;
    const any = language === anyLanguage;
    const called = any ? localize.term('skillAnyLanguage') : localize.languageName(language);
    return html`<fieldset>
      <legend>${called}</legend>
      ${
        any
          ? nothing
          : html`<label for="label-${language}"
                >${localize.term('skillLabel')}<span class="visually-hidden">, ${called}</span></label
              >
              <input
                id="label-${language}"
                lang=${language}
                dir="auto"
                maxlength=${limits.skill}
                aria-invalid=${this.#unnamed || this.#taken === language}
                .value=${live(label)}
                @input=${(event: Event) => this.#name(language, { label: (event.target as HTMLInputElement).value })}
              />`
      }
      <label for="synonyms-${language}"
        >${localize.term('skillSynonyms')}<span class="visually-hidden">, ${called}</span></label
      >
      <textarea
        id="synonyms-${language}"
        lang=${any ? nothing : language}
        dir="auto"
        rows="2"
        .value=${live(synonyms)}
        @input=${(event: Event) => this.#name(language, { synonyms: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    </fieldset>`;
  }

  #form() {
    const { localize } = this.#host;
    const languages = Object.keys(this.#names);
    return html`<form @submit=${this.#save}>
      <div class="languages">${languages.map((language) => this.#language(language))}</div>
      ${this.#unnamed ? html`<p class="problem" role="alert">${localize.term('skillUnnamed')}</p>` : nothing}
      ${
        this.#taken
          ? html`<p class="problem" role="alert">
              ${localize.term('skillTaken', this.#names[this.#taken]?.label ?? '')}
            </p>`
          : nothing
      }
      ${
        languages.length < limits.skillLanguages
          ? picker(this.#host, {
              id: 'add-language',
              label: localize.term('skillAddLanguage'),
              chosen: [],
              none: localize.term('skillNoLanguage'),
              ask: (q) =>
                Promise.resolve(languagesLike(localize, q).filter(({ id }) => !Object.hasOwn(this.#names, id))),
              change: ([chosen]) => {
                if (!chosen) return;
                this.#name(chosen.id, {});
                this.#focus(chosen.id);
              },
            })
          : nothing
      }
      <div class="form-end">
        ${this.#skill?.free ? html`<span class="muted">${localize.term('skillOwnSaved')}</span>` : nothing}
        <button class="outlined" type="button" @click=${() => this.#end()}>${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${this.#busy}>${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #merging() {
    const { localize } = this.#host;
    const { id } = this.#skill!;
    return html`<section>
      <h3>${localize.term('skillMerge')}</h3>
      <p class="note">${localize.term('skillMergeHint')}</p>
      ${picker(this.#host, {
        id: 'merge-into',
        label: localize.term('skillMergeInto'),
        chosen: this.#into ? [this.#into] : [],
        none: localize.term('skillsFoundCount', 0),
        busy: this.#busy,
        ask: async (q, signal) =>
          (await this.#vocabulary.find(q, signal)).items
            .filter((one) => one.id !== id)
            .map(({ id, label, matched }) => ({
              id,
              name: labelIn(label, localize.language),
              ...(matched && { about: matched }),
            })),
        change: ([chosen]) => void this.#choose(chosen),
      })}
      ${this.#preview ? this.#moves(this.#preview) : nothing}
    </section>`;
  }

  /** What a merge would move, before it does. */
  #moves({ from, into, people, thanks, fewest }: SkillMergePreview) {
    const { localize } = this.#host;
    const target = labelIn(into.label, localize.language);
    const names = [...Object.values(from.label), ...Object.values(from.synonyms).flat()];
    const figure = (count: number | null) =>
      count === null ? localize.term('skillFewer', fewest) : localize.term('skillAtLeast', localize.number(count));
    return html`<div class="moves" role="status">
      <p>
        <b>${localize.term('skillMoves', this.#called, target)}</b>
      </p>
      <dl>
        <div>
          <dt>${localize.term('skillMovesPeople')}</dt>
          <dd>${figure(people)}</dd>
        </div>
        <div>
          <dt>${localize.term('skillMovesThanks')}</dt>
          <dd>${figure(thanks)}</dd>
        </div>
        <div>
          <dt>${localize.term('skillMovesNames')}</dt>
          <dd dir="auto">${[...new Set(names)].join(', ')}</dd>
        </div>
      </dl>
      <p class="note">${localize.term('skillMergeForGood')}</p>
      <div class="form-end">
        <button class="outlined" type="button" @click=${() => this.#choose(undefined)}>
          ${localize.term('cancel')}
        </button>
        <button class="primary" type="button" aria-disabled=${this.#busy} @click=${this.#merge}>
          ${localize.term('skillMergeDo')}
        </button>
      </div>
    </div>`;
  }

  #retiring() {
    const { localize } = this.#host;
    const { retired } = this.#skill!;
    return html`<section>
      <h3>${localize.term(retired ? 'skillRestore' : 'skillRetire')}</h3>
      <p class="note">${localize.term(retired ? 'skillRestoreHint' : 'skillRetireHint')}</p>
      <p>
        <button class="outlined" type="button" aria-disabled=${this.#busy} @click=${this.#retire}>
          ${localize.term(retired ? 'skillRestore' : 'skillRetire')}
        </button>
      </p>
    </section>`;
  }

  draw() {
    const { localize } = this.#host;
    return html`<div class="page" part="skill">
      <button class="quiet back" type="button" @click=${() => this.#end(undefined, false)}>
        ${backIcon}<span>${localize.term('skillsReturn')}</span>
      </button>
      <h2 id="page-title" tabindex="-1"><bdi>${this.#called || localize.term('skillsAdd')}</bdi></h2>
      ${this.#form()}
      ${this.#failed && !this.#taken ? html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>` : nothing}
      ${this.#skill ? html`${this.#merging()} ${this.#retiring()}` : nothing}
    </div>`;
  }
}
