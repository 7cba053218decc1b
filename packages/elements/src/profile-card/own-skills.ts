import type { OwnProfile, OwnSkill } from '@parvis/contracts';
import { type SkillLevel, type SkillTag, skillLevels, skillTags } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OwnProfileController, SkillDraft } from '../controllers/own-profile-controller.ts';
import { labelIn } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { picker } from '../internal/picker.ts';
import { levelTerms } from '../internal/skill-words.ts';
import { conflict, trouble } from './attempts.ts';
import type { Desk } from './editor.ts';
import { everyone, readersField, seenBy } from './readers.ts';

const myTerms = {
  'ask-me-about': 'editMyAskMe',
  'can-mentor': 'editMyMentor',
  'want-to-learn': 'editMyLearn',
} as const satisfies Record<SkillTag, string>;

/** One's own skills: each edited where it stands, added by name, or taken from what one wrote. */
export class OwnSkills {
  readonly #host: ParvisElement;
  readonly #own: OwnProfileController;
  readonly #desk: Desk;
  /** The one that is open. */
  #draft: SkillDraft | undefined;

  constructor(host: ParvisElement, own: OwnProfileController, desk: Desk) {
    this.#host = host;
    this.#own = own;
    this.#desk = desk;
  }

  get #localize() {
    return this.#host.localize;
  }

  get busy() {
    return this.#draft !== undefined;
  }

  /** Something else is opened: what is written here is kept. */
  leave() {
    this.#draft = undefined;
  }

  #words({ level, tags }: Pick<OwnSkill, 'level' | 'tags'>): string {
    const localize = this.#localize;
    return [level && localize.term(levelTerms[level]), ...tags.map((tag) => localize.term(myTerms[tag]))]
      .filter(Boolean)
      .join(' · ');
  }

  row(profile: OwnProfile, skill: OwnSkill) {
    const localize = this.#localize;
    const { id, label, level, tags, readers, version } = skill;
    const name = labelIn(label, localize.language);
    const saving = this.#own.isSaving({ id, name });
    const open = this.#draft?.id === id && !saving;
    const failure = this.#own.failure({ id, name: '' });
    const kept = this.#own.skillDraft(id);
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
                @click=${() => !saving && this.#open({ id, name, level, tags: [...tags], readers, version, ...kept })}
              >
                ${localize.term('editEdit')}<span class="visually-hidden">, ${name}</span>
              </button>`
        }
      </div>
      ${
        open
          ? this.#form(profile, this.#draft!, skill)
          : html`<span class="meta">
              ${[this.#words(skill)].filter(Boolean).map((words) => html`<span>${words} ·</span>`)}
              ${seenBy(localize, profile, readers)}
              ${saving ? html`<span role="status">· ${localize.term('editSaving')}</span>` : nothing}
              ${(failure || kept) && !saving ? html`<span class="problem">· ${localize.term('editFailed')}</span>` : nothing}
            </span>`
      }
    </li>`;
  }

  #open(draft: SkillDraft) {
    this.#desk.taken(this);
    this.#draft = draft;
    this.#desk.redraw();
    this.#desk.focus('.edit-form select');
  }

  #close(draft: SkillDraft) {
    this.#draft = undefined;
    this.#own.dropSkill(draft.id);
    this.#own.forget(draft);
    this.#desk.redraw();
    this.#desk.focus(draft.id ? `[data-skill="${CSS.escape(draft.id)}"]` : '#new-skill');
  }

  async #save(draft: SkillDraft) {
    this.#draft = undefined;
    this.#desk.focus('#new-skill');
    if (await this.#own.saveSkill(draft)) return;
    // What failed is put back, with what was written, unless something else is being written by now.
    if (this.#desk.busy) return this.#desk.redraw();
    this.#draft = draft;
    this.#desk.redraw();
    this.#desk.focus('.edit-form select');
  }

  #form(profile: OwnProfile, draft: SkillDraft, known?: OwnSkill) {
    const localize = this.#localize;
    const change = (part: Partial<SkillDraft>) => {
      this.#draft = { ...this.#draft!, ...part };
      this.#own.keepSkill(this.#draft);
      this.#desk.redraw();
    };
    const failure = this.#own.failure(draft);
    return html`<form
      class="edit-form"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#save(this.#draft!);
      }}
    >
      ${known ? nothing : html`<b dir="auto">${draft.name}</b>`}
      ${
        known
          ? conflict(localize, failure, this.#words(known) || localize.term('editNoLevel'), {
              mine: () => void this.#save({ ...this.#draft!, version: known.version }),
              theirs: () => this.#close(draft),
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
      ${readersField(localize, profile, draft.readers, (readers) => change({ readers }))}
      ${trouble(localize, failure, draft.readers)}
      <div class="form-end">
        ${
          known
            ? html`<button
                class="quiet"
                type="button"
                @click=${() => {
                  this.#draft = undefined;
                  this.#own.dropSkill(known.id);
                  void this.#own.removeSkill(known);
                  this.#desk.focus('#new-skill');
                }}
              >
                ${localize.term('editRemove')}
              </button>`
            : nothing
        }
        <button class="outlined" type="button" @click=${() => this.#close(draft)}>${localize.term('cancel')}</button>
        <button class="primary" type="submit">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  adding(profile: OwnProfile) {
    const localize = this.#localize;
    const draft = this.#draft;
    if (draft && !profile.skills.some(({ id }) => id === draft.id)) return this.#form(profile, draft);
    const kept = this.#own.skillDraft('');
    if (kept && !this.#own.isSaving(kept))
      return html`<div class="row-head">
          <span><bdi>${kept.name}</bdi></span>
          <button type="button" id="new-skill" @click=${() => this.#open(kept)}>
            ${localize.term('editGoOn')}<span class="visually-hidden">, ${kept.name}</span>
          </button>
        </div>
        <span class="meta"><span class="problem">${localize.term('editFailed')}</span></span>`;
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
          this.#open({
            ...{ id: chosen.id, name: chosen.name, level: null, tags: [] },
            readers: everyone,
          });
      },
    })}`;
  }

  suggested() {
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
                  @click=${() => this.#open({ id, name, level: null, tags: [], readers: everyone })}
                >
                  ${localize.term('editSuggestAdd')}<span class="visually-hidden">, ${name}</span>
                </button>
                <button class="quiet" type="button" @click=${() => void this.#own.dismiss(id)}>
                  ${localize.term('editSuggestNo')}<span class="visually-hidden">, ${name}</span>
                </button>
              </span>
              ${trouble(localize, this.#own.failure({ id, name: '' }))}
            </li>`;
          },
        )}
      </ul>
    </section>`;
  }
}
