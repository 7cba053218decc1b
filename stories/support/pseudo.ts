/** English as no reader knows it: accented, longer, in brackets. What stays plain is no term; what is cut off has no room. */
import { type Family, families, wordsOf } from '../../packages/elements/src/locales/index.ts';
import { more } from '../../packages/elements/src/locales/more.ts';
import { type Translation, addLocale } from '../../packages/elements/src/provider/added.ts';

export const pseudo = 'en-XA';

type Say = (...values: never[]) => string;
const accents: Record<string, string> = {
  ...{ a: 'á', e: 'é', i: 'ï', o: 'ö', u: 'ü', c: 'ç', n: 'ñ' },
  ...{ A: 'Á', E: 'É', I: 'Î', O: 'Ö', U: 'Ü', C: 'Ç', N: 'Ñ' },
};
/** German takes about 40 % more room than English. */
const disguise = (text: string) =>
  `[${text.replace(/[aeioucn]/gi, (letter) => accents[letter]!)}${'·'.repeat(Math.ceil(text.length * 0.4))}]`;

let adding: Promise<void> | undefined;
/** Adds it as a host adds a language. */
export const addPseudo = (): Promise<void> =>
  (adding ??= (async () => {
    const terms: Record<string, Say> = {};
    const names = [...Object.keys(families), ...Object.keys(more)] as Family[];
    for (const { default: words } of await Promise.all(names.map((family) => wordsOf(family, 'en'))))
      for (const [key, term] of Object.entries(words))
        terms[key] = (...values) => disguise(typeof term === 'string' ? term : (term as Say)(...values));
    addLocale(pseudo, terms as Translation);
  })());
