import type { ParvisLocalize } from './localize.ts';

/** What Intl makes is costly and kept. */
const made = new Map<string, unknown>();
const format = <Format>(key: string, make: () => Format): Format => {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as Format;
};

const dates = {
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  clock: { timeStyle: 'short' },
  weekday: { weekday: 'long', hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Milliseconds for which what is said of a time stays as it is: a feed that is drawn anew asks for all of its posts. */
const momentLength = 5_000;
let told = { moment: 0, words: new Map<string, string>() };

const once = (localize: ParvisLocalize, what: string, say: () => string): string => {
  const moment = Math.floor(Date.now() / momentLength);
  if (moment !== told.moment) told = { moment, words: new Map() };
  const key = `${localize.lang()} ${what}`;
  let words = told.words.get(key);
  if (words === undefined) told.words.set(key, (words = say()));
  return words;
};

const ago = (localize: ParvisLocalize, time: string): string => {
  // Nothing that was written is in the future: where it seems so, two clocks differ.
  const elapsed = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  const lang = localize.lang();
  const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    format(`ago ${lang}`, () => new Intl.RelativeTimeFormat(lang, { numeric: 'auto', style: 'short' })).format(
      -Math.trunc(value),
      unit,
    );
  if (elapsed < 45) return localize.term('now');
  if (elapsed < 3_600) return relative(Math.max(1, elapsed / 60), 'minute');
  if (elapsed < 86_400) return relative(elapsed / 3_600, 'hour');
  if (elapsed < 7 * 86_400) return relative(elapsed / 86_400, 'day');
  const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
  return localize.date(time, sameYear ? 'day' : 'year');
};

/** How dates, numbers and lists are said: methods of `ParvisLocalize`, which not every first view needs. */
export const formats = {
  number(this: ParvisLocalize, value: number): string {
    const lang = this.lang();
    return format(`number ${lang}`, () => new Intl.NumberFormat(lang)).format(value);
  },

  /** "2.5 MB". */
  bytes(this: ParvisLocalize, value: number): string {
    const lang = this.lang();
    const [unit, size] = value < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
    const options = { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 } as const;
    return format(`${unit} ${lang}`, () => new Intl.NumberFormat(lang, options)).format(
      Math.max(1, Math.round((value / size) * 10) / 10),
    );
  },

  /** "a, b and c". */
  list(this: ParvisLocalize, items: readonly string[]): string {
    const lang = this.lang();
    return format(`list ${lang}`, () => new Intl.ListFormat(lang, { type: 'conjunction' })).format(items);
  },

  /** How long ago: "3 minutes ago", "yesterday"; a date once that is clearer. */
  ago(this: ParvisLocalize, time: string): string {
    return once(this, time, () => ago(this, time));
  },

  exact(this: ParvisLocalize, time: string): string {
    return once(this, `exact ${time}`, () => this.date(time, 'exact'));
  },

  /** A time near by: "Monday 9:12", with the date where it is a week away or more. */
  moment(this: ParvisLocalize, time: string): string {
    const away = Math.abs(Date.now() - Date.parse(time));
    return this.date(time, away < 6 * 86_400_000 ? 'weekday' : 'moment');
  },

  /** What a language is called: "French". */
  languageName(this: ParvisLocalize, tag: string): string {
    const lang = this.lang();
    try {
      return format(`language ${lang}`, () => new Intl.DisplayNames(lang, { type: 'language' })).of(tag) ?? tag;
    } catch {
      return tag;
    }
  },

  date(this: ParvisLocalize, time: string, kind: keyof typeof dates): string {
    const lang = this.lang();
    const date = new Date(time);
    // Intl throws at what is no date.
    return isNaN(+date) ? '' : format(`${kind} ${lang}`, () => new Intl.DateTimeFormat(lang, dates[kind])).format(date);
  },
};
export type Formats = typeof formats;
