import type { Language } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { languageContext } from '../contexts/index.ts';
import { Follow, type Host } from '../controllers/follow.ts';
import { type Family, type Terms, wordsOf } from '../locales/index.ts';

const words: Record<Language, Partial<Terms>> = { en: {}, fr: {} };
const languages = Object.keys(words) as Language[];
const loaded = new Map<string, Promise<void> | true>();

/** Fetches what an element says in one language; answers nothing when that is already here. */
export function loadTerms(language: Language, wanted: Iterable<Family>): Promise<unknown> | undefined {
  const missing: Promise<void>[] = [];
  for (const family of wanted) {
    const key = `${language}/${family}`;
    let state = loaded.get(key);
    if (!state) {
      state = wordsOf(family, language).then(
        (module) => {
          Object.assign(words[language], module.default);
          loaded.set(key, true);
        },
        // Asked for again at the next update: a chunk that did not arrive is most often a lost connection.
        () => void loaded.delete(key),
      );
      loaded.set(key, state);
    }
    if (state !== true) missing.push(state);
  }
  return missing.length ? Promise.all(missing) : undefined;
}

/** What Intl makes is costly and kept. */
const formats = new Map<string, unknown>();
const format = <Format>(key: string, make: () => Format): Format => {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key) as Format;
};

const dates = {
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  clock: { timeStyle: 'short' },
  weekday: { weekday: 'long', hour: 'numeric', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The closest `lang` around an element, through the shadow roots it stands in, up to that of the page. */
const languageAround = (element: Element): string => {
  for (let at: Node | null = element.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof Element && at.getAttribute('lang')) return at.getAttribute('lang')!;
  return '';
};

/** A tag that Intl takes, of a language that is spoken here. */
const tagOf = (wanted: string): string => {
  // What an operating system adds to a language (`en_US.utf8`, `en-US@posix`) is not part of its tag.
  const [tag = ''] = /^[a-z]+(-[a-z0-9]+)*/.exec(wanted.toLowerCase().replace(/_/g, '-')) ?? [];
  const spoken = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
  try {
    return spoken ? new Intl.Locale(tag).toString().toLowerCase() : 'en';
  } catch {
    return spoken ?? 'en';
  }
};

/** Milliseconds for which what is said of a time stays as it is: a feed that is drawn anew asks for all of its posts. */
const momentLength = 5_000;
let told = { moment: 0, words: new Map<string, string>() };

/** Elements on the page; all of them are drawn again when the page changes its language. */
const speaking = new Set<Host>();
const pageLanguage = new MutationObserver(() => speaking.forEach((host) => host.requestUpdate()));

/** Term names whose words take values, and what they take. */
type Values<Key extends keyof Terms> = Terms[Key] extends (...values: infer Given) => string ? Given : [];

/**
 * Words, dates and numbers in the language of the element, else of its provider, else of the nearest `lang` around it,
 * else of the page, else of the browser. The language is looked up once for each drawing: a page of posts asks for a
 * thousand words.
 */
export class ParvisLocalize implements ReactiveController {
  readonly #host: Host;
  readonly #provided: Follow<string>;
  #lang: string | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#provided = new Follow(host, languageContext, () => host.requestUpdate());
    host.addController(this);
  }

  hostConnected() {
    if (!speaking.size) pageLanguage.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    speaking.add(this.#host);
    this.#lang = undefined;
  }

  hostDisconnected() {
    speaking.delete(this.#host);
    if (!speaking.size) pageLanguage.disconnect();
  }

  /** Looks the language up again. */
  refresh() {
    this.#lang = undefined;
  }

  /** A language tag that Intl takes: `fr`, `fr-ca`. */
  lang(): string {
    return (this.#lang ??= this.#find());
  }

  get language(): Language {
    return this.lang().slice(0, 2) as Language;
  }

  term<Key extends keyof Terms>(key: Key, ...values: Values<Key>): string {
    const term = words[this.language][key] as string | ((...values: Values<Key>) => string) | undefined;
    return typeof term === 'function' ? term(...values) : (term ?? this.#missing(key));
  }

  /** What first views say rarely is fetched when it is to be said, and then said. */
  #missing(key: keyof Terms): string {
    const known = words[this.language];
    const coming = loadTerms(this.language, ['common']);
    void coming?.then(() => key in known && this.#host.requestUpdate());
    return coming ? '' : key;
  }

  number(value: number): string {
    const lang = this.lang();
    return format(`number ${lang}`, () => new Intl.NumberFormat(lang)).format(value);
  }

  /** "2.5 MB". */
  bytes(value: number): string {
    const lang = this.lang();
    const [unit, size] = value < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
    const options = { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 } as const;
    return format(`${unit} ${lang}`, () => new Intl.NumberFormat(lang, options)).format(
      Math.max(1, Math.round((value / size) * 10) / 10),
    );
  }

  /** "a, b and c". */
  list(items: readonly string[]): string {
    const lang = this.lang();
    return format(`list ${lang}`, () => new Intl.ListFormat(lang, { type: 'conjunction' })).format(items);
  }

  /** How long ago: "3 minutes ago", "yesterday"; a date once that is clearer. */
  ago(time: string): string {
    return this.#once(time, () => this.#ago(time));
  }

  #once(what: string, say: () => string): string {
    const moment = Math.floor(Date.now() / momentLength);
    if (moment !== told.moment) told = { moment, words: new Map() };
    const key = `${this.lang()} ${what}`;
    let words = told.words.get(key);
    if (words === undefined) told.words.set(key, (words = say()));
    return words;
  }

  #ago(time: string): string {
    // Nothing that was written is in the future: where it seems so, two clocks differ.
    const elapsed = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
    const lang = this.lang();
    const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
      format(`ago ${lang}`, () => new Intl.RelativeTimeFormat(lang, { numeric: 'auto', style: 'short' })).format(
        -Math.trunc(value),
        unit,
      );
    if (elapsed < 45) return this.term('now');
    if (elapsed < 3_600) return relative(Math.max(1, elapsed / 60), 'minute');
    if (elapsed < 86_400) return relative(elapsed / 3_600, 'hour');
    if (elapsed < 7 * 86_400) return relative(elapsed / 86_400, 'day');
    const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
    return this.date(time, sameYear ? 'day' : 'year');
  }

  exact(time: string): string {
    return this.#once(`exact ${time}`, () => this.date(time, 'exact'));
  }

  /** A time near by: "Monday 9:12", with the date where it is a week away or more. */
  moment(time: string): string {
    const away = Math.abs(Date.now() - Date.parse(time));
    return this.date(time, away < 6 * 86_400_000 ? 'weekday' : 'moment');
  }

  /** What a language is called: "French". */
  languageName(tag: string): string {
    const lang = this.lang();
    try {
      return format(`language ${lang}`, () => new Intl.DisplayNames(lang, { type: 'language' })).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  date(time: string, kind: keyof typeof dates): string {
    const lang = this.lang();
    const date = new Date(time);
    // Intl throws at what is no date.
    return isNaN(+date) ? '' : format(`${kind} ${lang}`, () => new Intl.DateTimeFormat(lang, dates[kind])).format(date);
  }

  #find(): string {
    const wanted = this.#host.lang || this.#provided.value || languageAround(this.#host) || navigator.language || 'en';
    return format(`tag ${wanted}`, () => tagOf(wanted));
  }
}
