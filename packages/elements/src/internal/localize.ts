import { LocalizeController, registerTranslation } from '@shoelace-style/localize';
import { languageContext } from '../contexts/index.ts';
import { Follow, type Host } from '../controllers/follow.ts';
import { type Family, type Terms, families } from '../locales/index.ts';
import { type Language, languages } from '@parvis/contracts/tables';

/** Intl formatters are costly to make and kept. */
const formats = new Map<string, Intl.RelativeTimeFormat | Intl.DateTimeFormat>();
const format = <Format extends Intl.RelativeTimeFormat | Intl.DateTimeFormat>(key: string, make: () => Format) => {
  const made = formats.get(key) ?? make();
  formats.set(key, made);
  return made as Format;
};

const dates = {
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const loaded = new Map<string, Promise<void> | true>();

/** Fetches what an element says in one language; answers nothing when that is already here. */
export function loadTerms(language: Language, wanted: Iterable<Family>): Promise<unknown> | undefined {
  const missing: Promise<void>[] = [];
  for (const family of wanted) {
    const key = `${language}/${family}`;
    let state = loaded.get(key);
    if (!state) {
      state = families[family][language]().then(
        (module) => {
          registerTranslation({ $code: language, $name: language, $dir: 'ltr', ...module.default } as never);
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

/** The closest `lang` around an element, through the shadow roots it stands in. */
const languageAround = (element: Element): string => {
  for (let at: Node | null = element.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof Element && at.getAttribute('lang')) return at.getAttribute('lang')!;
  return '';
};

/**
 * Words, dates and numbers in the language of the element, else of its provider, else of the nearest `lang` around it,
 * else of the page, else of the browser.
 */
export class ParvisLocalize extends LocalizeController<Terms> {
  readonly #language: Follow<string>;

  constructor(host: Host) {
    super(host);
    this.#language = new Follow(host, languageContext, () => host.requestUpdate());
  }

  override lang(): string {
    const element = this.host as unknown as HTMLElement;
    const wanted = element.lang || this.#language.value || languageAround(element) || navigator.language || 'en';
    // What an operating system adds to a language (`en_US.utf8`, `en-US@posix`) is not part of its tag.
    const [tag = ''] = /^[a-z]+(-[a-z0-9]+)*/.exec(wanted.toLowerCase().replace(/_/g, '-')) ?? [];
    const spoken = languages.find((language) => tag === language || tag.startsWith(`${language}-`)) ?? 'en';
    try {
      return spoken === 'en' && !tag.startsWith('en') ? 'en' : new Intl.Locale(tag).toString().toLowerCase();
    } catch {
      return spoken;
    }
  }

  get language(): Language {
    return this.lang().slice(0, 2) as Language;
  }

  /** "3 minutes ago", "yesterday"; a date once that is clearer. */
  ago(time: string): string {
    const seconds = (Date.parse(time) - Date.now()) / 1000;
    const elapsed = Math.abs(seconds);
    const language = this.lang();
    const relative = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
      format(
        `ago ${language}`,
        () => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
      ).format(Math.trunc(value), unit);
    if (elapsed < 45) return this.term('now');
    if (elapsed < 3_600) return relative(Math.sign(seconds) * Math.max(1, elapsed / 60), 'minute');
    if (elapsed < 86_400) return relative(seconds / 3_600, 'hour');
    if (elapsed < 7 * 86_400) return relative(seconds / 86_400, 'day');
    const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
    return this.#date(time, sameYear ? 'day' : 'year');
  }

  exact(time: string): string {
    return this.#date(time, 'exact');
  }

  #date(time: string, kind: keyof typeof dates) {
    const language = this.lang();
    return format(`${kind} ${language}`, () => new Intl.DateTimeFormat(language, dates[kind])).format(new Date(time));
  }
}
