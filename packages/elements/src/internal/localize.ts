import type { Language } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { languageContext } from '../contexts/index.ts';
import { Follow, type Host } from '../controllers/follow.ts';
import type { Formats } from './formats.ts';
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

/** The closest `lang` around an element, through the shadow roots it stands in, up to that of the page. */
const languageAround = (element: Element): string => {
  for (let at: Node | null = element.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof Element && at.getAttribute('lang')) return at.getAttribute('lang')!;
  return '';
};

const tags = new Map<string, string>();

/** A tag that Intl takes, of a language that is spoken here. */
const tagOf = (wanted: string): string => {
  // What an operating system adds to a language (`en_US.utf8`, `en-US@posix`) is not part of its tag.
  const [tag = ''] = /^[a-z]+(-[a-z0-9]+)*/.exec(wanted.toLowerCase().replace(/_/g, '-')) ?? [];
  const spoken = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
  try {
    // English that names no country has the dates of Europe.
    return tag === 'en' || !spoken ? 'en-gb' : new Intl.Locale(tag).toString().toLowerCase();
  } catch {
    return spoken!;
  }
};

let formatting: Promise<void> | undefined;
let formatted = false;

/** Fetches how dates, numbers and lists are said, for all elements; answers nothing when that is already here. */
export function loadFormats(): Promise<void> | undefined {
  if (formatted) return undefined;
  return (formatting ??= import('./formats.ts').then(
    ({ formats }) => {
      Object.assign(ParvisLocalize.prototype, formats);
      formatted = true;
    },
    // Asked for again at the next update.
    () => (formatting = undefined),
  ));
}

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
  declare readonly number: Formats['number'];
  declare readonly bytes: Formats['bytes'];
  declare readonly list: Formats['list'];
  declare readonly ago: Formats['ago'];
  declare readonly exact: Formats['exact'];
  declare readonly moment: Formats['moment'];
  declare readonly languageName: Formats['languageName'];
  declare readonly date: Formats['date'];

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
    return (this.#lang ??= this.tag(
      this.#host.lang || this.#provided.value || languageAround(this.#host) || navigator.language || 'en',
    ));
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

  /** The tag of a language that is spoken here; see `provider/added.ts` for what a host adds. */
  tag(wanted: string): string {
    if (!tags.has(wanted)) tags.set(wanted, tagOf(wanted));
    return tags.get(wanted)!;
  }
}
