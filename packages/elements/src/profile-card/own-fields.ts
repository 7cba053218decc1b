import type { OwnField, OwnProfile } from '@parvis/contracts';
import type { ProfileField } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { FieldDraft, OwnProfileController } from '../controllers/own-profile-controller.ts';
import { labelIn } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { conflict, trouble } from './attempts.ts';
import type { Desk } from './editor.ts';
import { type Away, FieldControl, type Hours, beginning, cleaned, fieldTerms } from './field-control.ts';
import { daysOf, hoursWords } from './hours.ts';
import { everyone, readersField, seenBy } from './readers.ts';

/** The fields of one's own profile, each edited where it stands. */
export class OwnFields {
  readonly #host: ParvisElement;
  readonly #own: OwnProfileController;
  readonly #desk: Desk;
  readonly #control: FieldControl;
  /** The one that is open. */
  #at: ProfileField | undefined;
  #draft: FieldDraft = { value: null, readers: everyone, version: 0 };

  constructor(host: ParvisElement, own: OwnProfileController, desk: Desk) {
    this.#host = host;
    this.#own = own;
    this.#desk = desk;
    this.#control = new FieldControl(host, (value) => this.#change({ value }));
  }

  get #localize() {
    return this.#host.localize;
  }

  get busy() {
    return this.#at !== undefined;
  }

  /** Something else is opened: what is written here is kept. */
  leave() {
    this.#at = undefined;
  }

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
      const name = deputy && deputy === profile.deputy?.id && profile.deputy.name;
      return [localize.term('awaySpan', day(from), day(until)), name].filter(Boolean).join(' · ');
    }
    return String(value);
  }

  row(profile: OwnProfile, own: OwnField) {
    const localize = this.#localize;
    const { field, value, readers, source } = own;
    const kept = this.#own.draft(field);
    const saving = this.#own.isSaving({ field });
    const open = this.#at === field && !saving;
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
                @click=${() => !saving && this.#open(profile, own)}
              >
                ${localize.term(value === null ? 'editAdd' : 'editEdit')}<span class="visually-hidden">, ${label}</span>
              </button>`
        }
      </div>
      ${
        open
          ? this.#form(profile, own)
          : html`<span class="value ${words ? '' : 'muted'}" dir="auto">${words || localize.term('editNothing')}</span>
              <span class="meta">
                ${words || source === 'self' ? seenBy(localize, profile, readers) : nothing}
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

  #open(profile: OwnProfile, { field, value, readers, version }: OwnField) {
    const kept = this.#own.draft(field);
    this.#desk.taken(this);
    this.#at = field;
    this.#draft = { value: value ?? beginning(field), readers, version, ...kept };
    this.#control.deputy = profile.deputy?.name ?? '';
    this.#desk.redraw();
    this.#desk.focus('.edit-form :is(input, textarea, select)');
  }

  #close(field: ProfileField) {
    this.#at = undefined;
    this.#own.keep(field, null);
    this.#own.forget({ field });
    this.#desk.focus(`#edit-${field}`);
  }

  #change = (change: Partial<FieldDraft>) => {
    this.#draft = { ...this.#draft, ...change };
    if (this.#at) this.#own.keep(this.#at, this.#draft);
    this.#desk.redraw();
  };

  async #save(field: ProfileField, draft: FieldDraft) {
    this.#at = undefined;
    const saved = this.#own.saveField(field, draft);
    this.#desk.focus(`#edit-${field}`);
    if (await saved) return;
    // What failed is put back, with what was written, unless something else is being written by now.
    this.#own.keep(field, draft);
    if (this.#desk.busy) return;
    this.#at = field;
    this.#draft = draft;
    this.#desk.redraw();
    this.#desk.focus('.edit-form :is(input, textarea, select)');
  }

  #form(profile: OwnProfile, own: OwnField) {
    const localize = this.#localize;
    const { field } = own;
    const submit = (event: Event) => {
      event.preventDefault();
      void this.#save(field, this.#draftNow());
    };
    return html`<form class="edit-form" @submit=${submit}>
      ${conflict(localize, this.#own.failure({ field }), this.#words(profile, own), {
        mine: () => void this.#save(field, { ...this.#draftNow(), version: own.version }),
        theirs: () => this.#close(field),
      })}
      ${this.#control.draw(field, this.#draft.value)}
      ${readersField(localize, profile, this.#draft.readers, (readers) => this.#change({ readers }))}
      ${trouble(localize, this.#own.failure({ field }), this.#draft.readers)}
      <div class="form-end">
        ${
          own.value === null
            ? nothing
            : html`<button
                class="quiet"
                type="button"
                @click=${() => void this.#save(field, { ...this.#draft, value: null })}
              >
                ${localize.term('editRemove')}
              </button>`
        }
        <button class="outlined" type="button" @click=${() => this.#close(field)}>${localize.term('cancel')}</button>
        <button class="primary" type="submit">${localize.term('save')}</button>
      </div>
    </form>`;
  }

  /** Nothing written is nothing. */
  #draftNow(): FieldDraft {
    return { ...this.#draft, value: cleaned(this.#draft.value) };
  }
}
