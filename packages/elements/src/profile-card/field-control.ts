/** What each field of a profile is written with. */
import type { OwnField } from '@parvis/contracts';
import { type ProfileField, limits } from '@parvis/contracts/tables';
import { type TemplateResult, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { today } from '../internal/local-time.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { peopleFor, picker } from '../internal/picker.ts';
import { languagesLike } from '../internal/spoken.ts';
import { dayName } from './hours.ts';

export const fieldTerms = {
  bio: 'fieldBio',
  pronouns: 'fieldPronouns',
  pronunciation: 'fieldPronunciation',
  phone: 'fieldPhone',
  languages: 'fieldLanguages',
  timeZone: 'fieldTimeZone',
  workingHours: 'fieldWorkingHours',
  absence: 'fieldAbsence',
} as const satisfies Record<ProfileField, string>;

export type Hours = { days: number[]; from: string; until: string };
export type Away = { from: string; until: string; deputy: string | null };
type Value = OwnField['value'];

/** What a field begins with that is not of words: as it is drawn, so that it can be saved as it is. */
export function beginning(field: ProfileField): Value {
  switch (field) {
    case 'timeZone':
      return new Intl.DateTimeFormat().resolvedOptions().timeZone;
    case 'workingHours':
      return { days: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' };
    case 'absence':
      return { from: today(), until: today(), deputy: null };
    default:
      return null;
  }
}

/** Nothing written is nothing. */
export function cleaned(value: Value): Value {
  const trimmed = typeof value === 'string' ? value.trim() || null : value;
  return Array.isArray(trimmed) && !trimmed.length ? null : trimmed;
}

export class FieldControl {
  readonly #host: ParvisElement;
  readonly #change: (value: Value) => void;
  /** Name of who stands in. */
  deputy = '';

  constructor(host: ParvisElement, change: (value: Value) => void) {
    this.#host = host;
    this.#change = change;
  }

  get #localize() {
    return this.#host.localize;
  }

  draw(field: ProfileField, value: Value): TemplateResult {
    const localize = this.#localize;
    const label = localize.term(fieldTerms[field]);
    const text = (event: Event) => this.#change((event.target as HTMLInputElement).value);
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
          change: (chosen) => this.#change(chosen.map(({ id }) => id)),
          none: localize.term('editSkillNone'),
          ask: (q) => Promise.resolve(languagesLike(localize, q)),
        })}`;
      case 'timeZone':
        return this.#timeZone(label, value as string);
      case 'workingHours':
        return this.#hours(value as Hours);
      case 'absence':
        return this.#absence(value as Away);
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

  #timeZone(label: string, chosen: string) {
    const zones = Intl.supportedValuesOf('timeZone');
    return html`<label
      >${label}
      <select @change=${(event: Event) => this.#change((event.target as HTMLSelectElement).value)}>
        ${(zones.includes(chosen) ? zones : [chosen, ...zones]).map(
          (zone) => html`<option value=${zone} ?selected=${zone === chosen}>${zone.replaceAll('_', ' ')}</option>`,
        )}
      </select></label
    >`;
  }

  #hours(hours: Hours) {
    const localize = this.#localize;
    const set = (change: Partial<Hours>) => this.#change({ ...hours, ...change });
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

  #absence(away: Away) {
    const localize = this.#localize;
    const set = (change: Partial<Away>) => this.#change({ ...away, ...change });
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
        chosen: away.deputy ? [{ id: away.deputy, name: this.deputy }] : [],
        ask: peopleFor(this.#host),
        change: ([chosen]) => {
          this.deputy = chosen?.name ?? '';
          set({ deputy: chosen?.id ?? null });
        },
      })}`;
  }
}
