import type { Language } from '@parvis/contracts/tables';
import type { Terms } from '../locales/index.ts';
import type { Host } from '../controllers/follow.ts';
import { ParvisLocalize } from '../internal/localize.ts';
import { warnOnce } from '../internal/warn.ts';

/**
 * What a translation says for a term: words; words for each plural form of its language (`one`, `few`, `many`, `other`),
 * chosen by the first number among its values; or a function. In words, `{0}`, `{1}` … stand for the values.
 */
type Translated<Term> =
  string | Partial<Record<Intl.LDMLPluralRule, string>> | (Term extends (...values: never[]) => string ? Term : never);

/** Any part of the terms of the elements; what is left out is said in the language it falls back to. */
export type Translation = { readonly [Key in keyof Terms]?: Translated<Terms[Key]> };

const filled = (text: string, values: readonly unknown[]) =>
  text.replace(/\{(\d+)\}/g, (whole, place: string) => ((+place) in values ? String(values[+place]) : whole));

/** Makes of what a translation says what elements say. */
function saying(language: string, term: Translated<(...values: never[]) => string>) {
  if (typeof term === 'function') return term;
  if (typeof term === 'string') return (...values: unknown[]) => filled(term, values);
  const rules = new Intl.PluralRules(language);
  return (...values: unknown[]) => {
    const number = values.find((value) => typeof value === 'number');
    return filled(term[rules.select(number ?? 0)] ?? term.other ?? '', values);
  };
}

type Added = { tag: string; terms: Record<string, (...values: never[]) => string>; base: Language };

/** What hosts have added, the most precise first: `pt-br` before `pt`. */
const added: Added[] = [];
const find = (wanted: string) => {
  const tag = `${wanted.toLowerCase().replace(/_/g, '-')}-`;
  return added.find((one) => tag.startsWith(`${one.tag}-`));
};

/** From now on elements look here before they say something in a language of their own. */
function extendSpeech() {
  const speech = ParvisLocalize.prototype;
  const { tag, term } = speech;
  const language = Object.getOwnPropertyDescriptor(speech, 'language')!.get!;
  speech.tag = function (wanted) {
    const own = find(wanted);
    return own ? new Intl.Locale(wanted.replace(/_/g, '-')).toString().toLowerCase() : tag.call(this, wanted);
  };
  speech.term = function (key, ...values) {
    const said = find(this.lang())?.terms[key] as ((...values: unknown[]) => string) | undefined;
    return said
      ? said(...values)
      : (term as (this: ParvisLocalize, ...given: unknown[]) => string).call(this, key, ...values);
  };
  Object.defineProperty(speech, 'language', {
    get(this: ParvisLocalize) {
      return find(this.lang())?.base ?? (language.call(this) as Language);
    },
  });
}

/** Draws all elements anew, wherever they stand. */
function speakAgain(root: ParentNode) {
  for (const element of root.querySelectorAll<Element & Partial<Host> & { localize?: unknown }>('*')) {
    if (element.localize instanceof ParvisLocalize) element.requestUpdate?.();
    if (element.shadowRoot) speakAgain(element.shadowRoot);
  }
}

/**
 * Adds a language to those that elements speak, or changes words of one that they speak already. `language` is a tag
 * such as `de` or `pt-br`; elements speak it where the page, a provider or an element asks for it. Terms that the
 * translation leaves out are said in `fallback`, which is also what the server is asked for. What is added again adds to
 * what was.
 */
export function addLocale(language: string, translation: Translation, fallback?: Language) {
  const tag = new Intl.Locale(language).toString().toLowerCase();
  if (!added.length) extendSpeech();
  let own = added.find((one) => one.tag === tag);
  if (!own) {
    const base = fallback ?? (tag.startsWith('fr') ? 'fr' : 'en');
    added.push((own = { tag, terms: {}, base }));
    added.sort((one, other) => other.tag.length - one.tag.length);
  }
  for (const [key, term] of Object.entries(translation))
    own.terms[key] = saying(tag, term as Translated<(...values: never[]) => string>);
  speakAgain(document);
}

/** Adds the languages of a file. Where it does not come, or is none, elements go on in the languages they have. */
export async function addLocales(address: string) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new TypeError(`it was answered with ${answer.status}`);
    const translations = (await answer.json()) as Record<string, Translation>;
    for (const [language, translation] of Object.entries(translations)) addLocale(language, translation);
  } catch (error) {
    warnOnce(`No languages come from ${address}: ${String(error)}.`);
  }
}
