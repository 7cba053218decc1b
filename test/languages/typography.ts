/** What is wrong with how a text is set, by the usage of its language; nothing where all is well. */
import type { Language } from '../support/terms.ts';

type Rule = { wrong: RegExp; says: string };

const both: Rule[] = [
  { wrong: /\.\.\./, says: 'three dots instead of “…”' },
  { wrong: / {2}/, says: 'two spaces' },
  { wrong: /\p{L}'\p{L}/u, says: 'a straight apostrophe instead of “’”' },
  { wrong: /"/, says: 'straight quotation marks' },
];

const rules: Record<Language, Rule[]> = {
  en: [
    { wrong: /[\s]([:;!?%]|,)(\s|$)/, says: 'a space before a sign that stands close in English' },
    { wrong: /[«»]/, says: 'French quotation marks' },
  ],
  fr: [
    { wrong: /(?<![\u00a0\u202f])[!?»%](?!\w)/, says: 'no no-break space before “!”, “?”, “»” or “%”' },
    // An address and a time of day have their colon without.
    { wrong: /(?<![\u00a0\u202f])[:;](?!\/\/|\d)/, says: 'no no-break space before “:” or “;”' },
    { wrong: /«(?![\u00a0\u202f])/, says: 'no no-break space after “«”' },
    { wrong: /[“”]/, says: 'English quotation marks' },
    { wrong: /\d (h|min|s|°C|kW|kWh|km|€)\b/, says: 'a number that may stand on another line than its unit' },
    {
      wrong: /\b(A|E)(?= (quoi|qui|la|partir|propos|tous)\b)|\bEtat|\bEcri|\bEtes/,
      says: 'a capital without its accent',
    },
  ],
};

export const misset = (language: Language, text: string): string[] =>
  [...both, ...rules[language]].flatMap(({ wrong, says }) => {
    const found = wrong.exec(text);
    if (!found) return [];
    return [`${says}: “${text.slice(Math.max(0, found.index - 25), found.index + 15).replace(/\n/g, ' ')}”`];
  });
