import type { FieldAudience, OwnField, OwnProfile, OwnSkill, Person } from '@parvis/contracts';
import {
  type ProfileField,
  type SkillLevel,
  type SkillTag,
  limits,
  skillLevels,
  skillTags,
} from '@parvis/contracts/tables';
import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import eye from 'lucide/dist/esm/icons/eye.mjs';
import lock from 'lucide/dist/esm/icons/lock.mjs';
import { OnlineController } from '../controllers/online-controller.ts';
import { type FieldDraft, OwnProfileController, type SkillDraft } from '../controllers/own-profile-controller.ts';
import { avatar } from '../internal/avatar.ts';
import { icon } from '../internal/icons.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { type Candidate, peopleFor, picker } from '../internal/picker.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { daysOf, dayName, hoursWords } from './hours.ts';

const eyeIcon = icon(eye);
const lockIcon = icon(lock);

const fieldTerms = {
  bio: 'fieldBio',
  pronouns: 'fieldPronouns',
  pronunciation: 'fieldPronunciation',
  phone: 'fieldPhone',
  languages: 'fieldLanguages',
  timeZone: 'fieldTimeZone',
  workingHours: 'fieldWorkingHours',
  absence: 'fieldAbsence',
} as const satisfies Record<ProfileField, string>;
const levelTerms = {
  learning: 'levelLearning',
  practising: 'levelPractising',
  proficient: 'levelProficient',
  expert: 'levelExpert',
} as const satisfies Record<SkillLevel, string>;
const myTerms = {
  'ask-me-about': 'editMyAskMe',
  'can-mentor': 'editMyMentor',
  'want-to-learn': 'editMyLearn',
} as const satisfies Record<SkillTag, string>;

type Hours = { days: number[]; from: string; until: string };
type Away = { from: string; until: string; deputy: string | null };
const office: Hours = { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' };

/** Languages that are offered; any other keeps its tag. */
const spoken =
  'ar bg br ca cs cy da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka ko lb lt lv mk mt ms nb nl oc pl pt ro ru sk sl sq sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

/** The card of the viewer while they edit it. Each field and each skill is saved by itself. */
export class Editor {
  readonly #host: ParvisElement;
  readonly #own: OwnProfileController;
  readonly #done: () => void;
  /** What is open: one thing at a time. */
  #field: ProfileField | undefined;
  #draft: FieldDraft = { value: null, readers: { kind: 'profile', community: null }, version: 0 };
  #deputy = '';
  #skill: SkillDraft | undefined;

  constructor(host: ParvisElement, done: () => void) {
    this.#host = host;
    this.#done = done;
    this.#own = new OwnProfileController(host);
    new OnlineController(host, () => this.#own.error && void this.#own.load());
  }

  get #localize() {
    return this.#host.localize;
  }

  #redraw() {
    this.#host.requestUpdate();
  }

  #focus(selector: string) {
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  render(person: Person) {
    const { profile, error } = this.#own;
    const localize = this.#localize;
    if (!profile)
      return error
        ? problemState(error, localize, () => void this.#own.load())
        : html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    return html`<div class="editor">
      <header>
        ${avatar(profile.person)}
        <div class="who">
          <h3 id="name" tabindex="-1">${localize.term('editTitle')}</h3>
          <p class="muted"><bdi>${profile.person.name}</bdi></p>
        </div>
      </header>
      <section>
        <h4>${localize.term('editAbout')}</h4>
        <ul class="rows">
          ${repeat(
            profile.fields.filter(({ editable }) => editable),
            ({ field }) => field,
            (field) => this.#row(profile, field),
          )}
        </ul>
      </section>
      <section>
        <h4>${localize.term('editSkills')}</h4>
        <ul class="rows">
          ${repeat(
            profile.skills,
            ({ id }) => id,
            (skill) => this.#skillRow(profile, skill),
          )}
          <li>${this.#newSkill(profile)}</li>
        </ul>
      </section>
      ${this.#suggested()} ${this.#directory(profile, person)}
      <p class="end">
        <button class="primary" type="button" @click=${this.#done}>${localize.term('editDone')}</button>
      </p>
      <p class="visually-hidden" role="status">${this.#own.saved ? localize.term('editSaved') : nothing}</p>
    </div>`;
  }

  // Who sees it.

  #readersWords(profile: OwnProfile, { kind, community }: FieldAudience): string {
    const localize = this.#localize;
    switch (kind) {
      case 'profile':
        return localize.term(
          profile.person.circle === 'client'
            ? 'readersClient'
            : profile.person.circle === 'supplier'
              ? 'readersSupplier'
              : 'readersEmployees',
        );
      case 'employees':
        return localize.term('readersEmployeesOnly');
      case 'community':
        return localize.term(
          'readersCommunity',
          profile.readers.find((one) => one.community?.id === community)?.community?.name ?? '…',
        );
      default:
        return localize.term('readersSelf');
    }
  }

  #seenBy(profile: OwnProfile, readers: FieldAudience) {
    const narrow = readers.kind !== 'profile';
    return html`<span class=${narrow ? 'narrow' : ''}
      >${narrow ? lockIcon : eyeIcon}
      <span class="visually-hidden">${this.#localize.term('editReaders')}: </span>${this.#readersWords(
        profile,
        readers,
      )}</span
    >`;
  }

  #readersField(profile: OwnProfile, readers: FieldAudience, change: (readers: FieldAudience) => void) {
    const localize = this.#localize;
    const keyOf = (kind: string, community: string | null | undefined) => `${kind}:${community ?? ''}`;
    const now = keyOf(readers.kind, readers.community);
    return html`<label
        >${localize.term('editReaders')}
        <select
          aria-describedby="readers-hint"
          @change=${(event: Event) => {
            const [kind, community] = (event.target as HTMLSelectElement).value.split(':');
            change({ kind: kind as FieldAudience['kind'], community: community || null });
          }}
        >
          ${profile.readers.map(({ kind, community }) => {
            const key = keyOf(kind, community?.id);
            return html`<option value=${key} ?selected=${key === now}>
              ${this.#readersWords(profile, { kind, community: community?.id ?? null })}
            </option>`;
          })}
        </select></label
      >
      <p class="note" id="readers-hint">${localize.term('editReadersHint')}</p>`;
  }

  // Fields.

  #words(profile: OwnProfile, { field, value }: Pick<OwnField, 'field' | 'value'>): string {
    const localize = this.#localize;
    const lang = localize.lang();
    if (value === null) return '';
    if (field === 'languages') return (value as string[]).map((tag) => localize.languageName(tag)).join(', ');
    if (field === 'workingHours') {
      const hours = value as Hours;
      return `${daysOf(hours.days, lang, localize.term('profileDaily'))}, ${hoursWords(hours, lang)}`;
    }
    if (field === 'absence') {
      const { from, until, deputy } = value as Away;
      const day = (date: string) => localize.date(`${date}T12:00:00`, 'year');
      const name = deputy && deputy === profile.deputy?.id ? ` · ${profile.deputy.name}` : '';
      return localize.term('awaySpan', day(from), day(until)) + name;
    }
    return String(value);
  }

  #row(profile: OwnProfile, own: OwnField) {
    const localize = this.#localize;
    const { field, value, readers, source } = own;
    const kept = this.#own.draft(field);
    const saving = this.#own.isSaving({ field });
    const open = this.#field === field && !saving;
    const words = this.#words(profile, own);
    const label = localize.term(fieldTerms[field]);
    return html`<li>
      <div class="row-head">
        <span>${label}</span>
        ${
          open
            ? nothing
            : html`<button
                type="button"
                id="edit-${field}"
                aria-disabled=${saving}
                @click=${() => !saving && this.#openField(profile, own)}
              >
                ${localize.term(value === null ? 'editAdd' : 'editEdit')}<span class="visually-hidden">, ${label}</span>
              </button>`
        }
      </div>
      ${
        open
          ? this.#fieldForm(profile, own)
          : html`<span class="value ${words ? '' : 'muted'}" dir="auto">${words || localize.term('editNothing')}</span>
              <span class="meta">
                ${words || source === 'self' ? this.#seenBy(profile, readers) : nothing}
                ${
                  source === 'directory' && words
                    ? html`<span
                        >·
                        ${localize.term('editFromDirectory', labelIn(profile.directory.name, localize.language))}</span
                      >`
                    : nothing
                }
                ${saving ? html`<span role="status">· ${localize.term('editSaving')}</span>` : nothing}
                ${kept && !saving ? html`<span class="problem">· ${localize.term('editFailed')}</span>` : nothing}
              </span>`
      }
    </li>`;
  }

  #openField(profile: OwnProfile, { field, value, readers, version }: OwnField) {
    const kept = this.#own.draft(field);
    this.#skill = undefined;
    this.#field = field;
    this.#draft = { value, readers, version, ...kept };
    this.#deputy = profile.deputy?.name ?? '';
    this.#redraw();
    this.#focus('.edit-form :is(input, textarea, select)');
  }

  #closeField(field: ProfileField) {
    this.#field = undefined;
    this.#own.keep(field, null);
    this.#own.forget({ field });
    this.#focus(`#edit-${field}`);
  }

  #change = (change: Partial<FieldDraft>) => {
    this.#draft = { ...this.#draft, ...change };
    if (this.#field) this.#own.keep(this.#field, this.#draft);
    this.#redraw();
  };

  async #saveField(field: ProfileField, draft: FieldDraft) {
    this.#field = undefined;
    const saved = this.#own.saveField(field, draft);
    this.#focus(`#edit-${field}`);
    if (await saved) return;
    // What failed is put back, with what was written, unless something else is being written by now.
    this.#own.keep(field, draft);
    if (this.#field || this.#skill) return;
    this.#field = field;
    this.#draft = draft;
    this.#redraw();
    this.#focus('.edit-form :is(input, textarea, select)');
  }

  #fieldForm(profile: OwnProfile, own: OwnField) {
    const localize = this.#localize;
    const { field } = own;
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#saveField(field, this.#cleaned());
    };
    return html`<form class="edit-form" @submit=${submit}>
      ${this.#conflict(this.#own.failure({ field }), this.#words(profile, own), {
        mine: () => void this.#saveField(field, { ...this.#cleaned(), version: own.version }),
        theirs: () => this.#closeField(field),
      })}
      ${this.#control(field)}
      ${this.#readersField(profile, this.#draft.readers, (readers) => this.#change({ readers }))}
      ${this.#trouble(this.#own.failure({ field }), this.#draft.readers)}
      <div class="form-end">
        ${
          own.value === null
            ? nothing
            : html`<button
                class="quiet"
                type="button"
                @click=${() => void this.#saveField(field, { ...this.#draft, value: null })}
              >
                ${localize.term('editRemove')}
              </button>`
        }
        <button class="outlined" type="button" @click=${() => this.#closeField(field)}>
          ${localize.term('cancel')}
        </button>
        <button class="primary" type="submit">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  /** Nothing written is nothing. */
  #cleaned(): FieldDraft {
    const { value } = this.#draft;
    const cleaned = typeof value === 'string' ? value.trim() || null : value;
    return { ...this.#draft, value: Array.isArray(cleaned) && !cleaned.length ? null : cleaned };
  }

  #conflict(
    failure: { conflict: boolean } | undefined,
    theirs: string,
    settle: { mine: () => void; theirs: () => void },
  ): unknown {
    if (!failure?.conflict) return nothing;
    const localize = this.#localize;
    return html`<div class="conflict" role="alert">
      <span>${localize.term('editConflict')}</span>
      <blockquote dir="auto">${theirs || localize.term('editNothing')}</blockquote>
      <div class="form-end">
        <button class="outlined" type="button" @click=${settle.theirs}>${localize.term('editTheirs')}</button>
        <button class="outlined" type="button" @click=${settle.mine}>${localize.term('editMine')}</button>
      </div>
    </div>`;
  }

  #trouble(failure: { error: unknown; conflict: boolean } | undefined, readers?: FieldAudience): unknown {
    if (!failure || failure.conflict) return nothing;
    const localize = this.#localize;
    const offline = (failure.error as { code?: string }).code === 'network';
    const narrow = readers && readers.kind !== 'profile' && readers.kind !== 'employees';
    return html`<p class="problem" role="alert">
      ${
        offline && readers ? localize.term(narrow ? 'editKeptHere' : 'editKept') : problemWords(failure.error, localize)
      }
    </p>`;
  }

  #control(field: ProfileField): TemplateResult {
    const localize = this.#localize;
    const { value } = this.#draft;
    const label = localize.term(fieldTerms[field]);
    const text = (event: Event) => this.#change({ value: (event.target as HTMLInputElement).value });
    switch (field) {
      case 'bio':
        return html`<label
          >${label}
          <textarea
            rows="4"
            dir="auto"
            maxlength=${limits.bio}
            placeholder=${localize.term('hintBio')}
            .value=${live((value as string | null) ?? '')}
            @input=${text}
          ></textarea>
        </label>`;
      case 'languages':
        return html`${picker(this.#host, {
          id: 'languages',
          label,
          placeholder: localize.term('hintLanguages'),
          most: limits.languagesPerPerson,
          chosen: ((value as string[] | null) ?? []).map((tag) => ({ id: tag, name: localize.languageName(tag) })),
          change: (chosen) => this.#change({ value: chosen.map(({ id }) => id) }),
          none: localize.term('editSkillNone'),
          ask: (q) => Promise.resolve(this.#languagesLike(q)),
        })}`;
      case 'timeZone':
        return this.#timeZone(label);
      case 'workingHours':
        return this.#hours((value as Hours | null) ?? office);
      case 'absence':
        return this.#absence(value as Away | null);
      default:
        return html`<label
          >${label}
          <input
            type=${field === 'phone' ? 'tel' : 'text'}
            dir="auto"
            maxlength=${limits[field]}
            placeholder=${
              field === 'phone' ? nothing : localize.term(field === 'pronouns' ? 'hintPronouns' : 'hintPronunciation')
            }
            .value=${live((value as string | null) ?? '')}
            @input=${text}
          />
        </label>`;
    }
  }

  #languagesLike(q: string): Candidate[] {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return spoken
      .map((tag) => ({ id: tag, name: this.#localize.languageName(tag) }))
      .filter(({ id, name }) => id === plain(q) || plain(name).startsWith(plain(q)))
      .slice(0, 8);
  }

  #timeZone(label: string) {
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const chosen = (this.#draft.value as string | null) ?? here;
    if (this.#draft.value === null) this.#draft = { ...this.#draft, value: here };
    const zones = Intl.supportedValuesOf('timeZone');
    return html`<label
      >${label}
      <select @change=${(event: Event) => this.#change({ value: (event.target as HTMLSelectElement).value })}>
        ${(zones.includes(chosen) ? zones : [chosen, ...zones]).map(
          (zone) => html`<option value=${zone} ?selected=${zone === chosen}>${zone.replaceAll('_', ' ')}</option>`,
        )}
      </select></label
    >`;
  }

  #hours(hours: Hours) {
    const localize = this.#localize;
    if (this.#draft.value === null) this.#draft = { ...this.#draft, value: hours };
    const set = (change: Partial<Hours>) => this.#change({ value: { ...hours, ...change } });
    const time = (key: 'from' | 'until', term: 'hoursFrom' | 'hoursUntil') =>
      html`<label
        >${localize.term(term)}
        <input
          type="time"
          required
          .value=${live(hours[key])}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            if (value) set({ [key]: value.slice(0, 5) });
          }}
      /></label>`;
    return html`<fieldset>
        <legend>${localize.term('hoursDays')}</legend>
        <div class="checks">
          ${[1, 2, 3, 4, 5, 6, 7].map(
            (day) =>
              html`<label title=${dayName(day, localize.lang(), 'long')}
                ><input
                  type="checkbox"
                  .checked=${live(hours.days.includes(day))}
                  @change=${(event: Event) => {
                    const on = (event.target as HTMLInputElement).checked;
                    const days = hours.days.filter((one) => one !== day);
                    // Hours of no day are none: remove them instead.
                    set({ days: on ? [...days, day].sort() : days.length ? days : [day] });
                  }}
                />${dayName(day, localize.lang())}</label
              >`,
          )}
        </div>
      </fieldset>
      <div class="pair">${time('from', 'hoursFrom')} ${time('until', 'hoursUntil')}</div>`;
  }

  #absence(given: Away | null) {
    const localize = this.#localize;
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    const away = given ?? { from: today, until: today, deputy: null };
    if (this.#draft.value === null) this.#draft = { ...this.#draft, value: away };
    const set = (change: Partial<Away>) => this.#change({ value: { ...away, ...change } });
    const day = (key: 'from' | 'until', term: 'awayFirst' | 'awayLast') =>
      html`<label
        >${localize.term(term)}
        <input
          type="date"
          required
          min=${key === 'until' ? away.from : nothing}
          .value=${live(away[key])}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            if (!value) return;
            set(key === 'from' ? { from: value, until: value > away.until ? value : away.until } : { until: value });
          }}
      /></label>`;
    return html`<div class="pair">${day('from', 'awayFirst')} ${day('until', 'awayLast')}</div>
      ${picker(this.#host, {
        id: 'deputy',
        label: localize.term('awayDeputy'),
        chosen: away.deputy ? [{ id: away.deputy, name: this.#deputy }] : [],
        ask: peopleFor(this.#host),
        change: ([chosen]) => {
          this.#deputy = chosen?.name ?? '';
          set({ deputy: chosen?.id ?? null });
        },
      })}`;
  }

  // Skills.

  #skillWords({ level, tags }: Pick<OwnSkill, 'level' | 'tags'>): string {
    const localize = this.#localize;
    return [level && localize.term(levelTerms[level]), ...tags.map((tag) => localize.term(myTerms[tag]))]
      .filter(Boolean)
      .join(' · ');
  }

  #skillRow(profile: OwnProfile, skill: OwnSkill) {
    const localize = this.#localize;
    const { id, label, level, tags, readers, version } = skill;
    const name = labelIn(label, localize.language);
    const saving = this.#own.isSaving({ id, name });
    const open = this.#skill?.id === id && !saving;
    const failure = this.#own.failure({ id, name: '' });
    return html`<li>
      <div class="row-head">
        <span><bdi>${name}</bdi></span>
        ${
          open
            ? nothing
            : html`<button
                type="button"
                data-skill=${id}
                aria-disabled=${saving}
                @click=${() => !saving && this.#openSkill({ id, name, level, tags: [...tags], readers, version })}
              >
                ${localize.term('editEdit')}<span class="visually-hidden">, ${name}</span>
              </button>`
        }
      </div>
      ${
        open
          ? this.#skillForm(profile, this.#skill!, skill)
          : html`<span class="meta">
              ${[this.#skillWords(skill)].filter(Boolean).map((words) => html`<span>${words} ·</span>`)}
              ${this.#seenBy(profile, readers)}
              ${saving ? html`<span role="status">· ${localize.term('editSaving')}</span>` : nothing}
              ${failure ? html`<span class="problem">· ${localize.term('editFailed')}</span>` : nothing}
            </span>`
      }
    </li>`;
  }

  #openSkill(draft: SkillDraft) {
    this.#field = undefined;
    this.#skill = draft;
    this.#redraw();
    this.#focus('.edit-form select');
  }

  #closeSkill(draft: SkillDraft) {
    this.#skill = undefined;
    this.#own.forget(draft);
    this.#redraw();
    this.#focus(draft.id ? `[data-skill="${CSS.escape(draft.id)}"]` : '#new-skill');
  }

  async #saveSkill(draft: SkillDraft) {
    this.#skill = undefined;
    this.#focus('#new-skill');
    if (await this.#own.saveSkill(draft)) return;
    this.#skill = draft;
    this.#redraw();
    this.#focus('.edit-form select');
  }

  #skillForm(profile: OwnProfile, draft: SkillDraft, known?: OwnSkill) {
    const localize = this.#localize;
    const change = (part: Partial<SkillDraft>) => {
      this.#skill = { ...this.#skill!, ...part };
      this.#redraw();
    };
    const failure = this.#own.failure(draft);
    return html`<form
      class="edit-form"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#saveSkill(this.#skill!);
      }}
    >
      ${known ? nothing : html`<b dir="auto">${draft.name}</b>`}
      ${
        known
          ? this.#conflict(failure, this.#skillWords(known) || localize.term('editNoLevel'), {
              mine: () => void this.#saveSkill({ ...this.#skill!, version: known.version }),
              theirs: () => this.#closeSkill(draft),
            })
          : nothing
      }
      <label
        >${localize.term('editLevel')}
        <select
          @change=${(event: Event) =>
            change({ level: ((event.target as HTMLSelectElement).value || null) as SkillLevel | null })}
        >
          <option value="" ?selected=${!draft.level}>${localize.term('editNoLevel')}</option>
          ${skillLevels.map(
            (level) =>
              html`<option value=${level} ?selected=${level === draft.level}>
                ${localize.term(levelTerms[level])}
              </option>`,
          )}
        </select></label
      >
      <fieldset>
        <legend>${localize.term('editTags')}</legend>
        <div class="checks">
          ${skillTags.map(
            (tag) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${live(draft.tags.includes(tag))}
                  @change=${(event: Event) =>
                    change({
                      tags: (event.target as HTMLInputElement).checked
                        ? [...draft.tags, tag]
                        : draft.tags.filter((one) => one !== tag),
                    })}
                />${localize.term(myTerms[tag])}</label
              >`,
          )}
        </div>
      </fieldset>
      ${this.#readersField(profile, draft.readers, (readers) => change({ readers }))} ${this.#trouble(failure)}
      <div class="form-end">
        ${
          known
            ? html`<button
                class="quiet"
                type="button"
                @click=${() => {
                  this.#skill = undefined;
                  void this.#own.removeSkill(known);
                  this.#focus('#new-skill');
                }}
              >
                ${localize.term('editRemove')}
              </button>`
            : nothing
        }
        <button class="outlined" type="button" @click=${() => this.#closeSkill(draft)}>
          ${localize.term('cancel')}
        </button>
        <button class="primary" type="submit">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  #newSkill(profile: OwnProfile) {
    const localize = this.#localize;
    const draft = this.#skill;
    if (draft && !profile.skills.some(({ id }) => id === draft.id)) return this.#skillForm(profile, draft);
    return html`${picker(this.#host, {
      id: 'new-skill',
      label: localize.term('editAddSkill'),
      placeholder: localize.term('editSkillHint'),
      chosen: [],
      ask: async (q, signal) => {
        const found = await this.#own.completeSkills(q, signal);
        const mine = new Set(profile.skills.map(({ id }) => id));
        const named = found
          .filter(({ id }) => !mine.has(id))
          .map(({ id, label, matched }) => ({
            id,
            name: labelIn(label, localize.language),
            ...(matched && { about: matched }),
          }));
        const same = named.some(({ name }) => name.toLowerCase() === q.trim().toLowerCase());
        return same ? named : [...named, { id: '', name: q.trim(), about: localize.term('editOwnWord') }];
      },
      none: localize.term('editSkillNone'),
      change: ([chosen]) => {
        if (chosen)
          this.#openSkill({
            ...{ id: chosen.id, name: chosen.name, level: null, tags: [] },
            readers: { kind: 'profile', community: null },
          });
      },
    })}`;
  }

  #suggested() {
    const { suggestions } = this.#own;
    if (!suggestions.length) return nothing;
    const localize = this.#localize;
    return html`<section class="suggested" part="suggested">
      <h4>${localize.term('editSuggested')}</h4>
      <p class="note">${localize.term('editSuggestedHint')}</p>
      <ul>
        ${repeat(
          suggestions,
          ({ skill }) => skill.id,
          ({ skill: { id, label }, evidence }) => {
            const name = labelIn(label, localize.language);
            const titles = [...new Set(evidence.map(({ title }) => title ?? localize.term('editUntitled')))];
            return html`<li>
              <b><bdi>${name}</bdi></b>
              <span class="note" dir="auto">${localize.term('editSuggestedFrom', localize.list(titles))}</span>
              <span class="checks">
                <button
                  class="outlined"
                  type="button"
                  @click=${() =>
                    this.#openSkill({ id, name, level: null, tags: [], readers: { kind: 'profile', community: null } })}
                >
                  ${localize.term('editSuggestAdd')}<span class="visually-hidden">, ${name}</span>
                </button>
                <button class="quiet" type="button" @click=${() => void this.#own.dismiss(id)}>
                  ${localize.term('editSuggestNo')}<span class="visually-hidden">, ${name}</span>
                </button>
              </span>
              ${this.#trouble(this.#own.failure({ id, name: '' }))}
            </li>`;
          },
        )}
      </ul>
    </section>`;
  }

  #directory(profile: OwnProfile, { name, title, unit, site, manager, mail, phone, bio }: Person) {
    const localize = this.#localize;
    const { directory } = profile;
    const fixed = (field: ProfileField) => profile.fields.some((one) => one.field === field && !one.editable);
    const facts: [string, string | null | undefined][] = [
      [localize.term('factName'), name],
      [localize.term('factTitle'), title],
      [localize.term('profileUnit'), unitSteps(unit ?? '').join(' › ')],
      [localize.term('profileSite'), site],
      [localize.term('profileManager'), manager?.name],
      [localize.term('profileMail'), mail],
      ...(fixed('phone') ? ([[localize.term('profilePhone'), phone]] as [string, string | null][]) : []),
      ...(fixed('bio') ? ([[localize.term('fieldBio'), bio]] as [string, string | null][]) : []),
    ];
    return html`<section part="directory">
      <h4>${localize.term('editDirectory', labelIn(directory.name, localize.language))}</h4>
      <dl class="facts">
        ${facts
          .filter(([, value]) => value)
          .map(
            ([word, value]) =>
              html`<div>
                <dt>${word}</dt>
                <dd dir="auto">${value}</dd>
              </div>`,
          )}
      </dl>
      <p class="note">
        ${localize.term('editDirectoryHint')}
        ${
          directory.address
            ? html`<a href=${directory.address} rel="noopener">${localize.term('editCorrect')}</a>`
            : nothing
        }
      </p>
    </section>`;
  }
}
