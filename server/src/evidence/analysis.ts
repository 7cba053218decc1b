/**
 * Text to search terms, the same for what is indexed and for what is asked, in French and English at once: a company
 * writes both, often in one sentence, and a query of two words does not say which language it is. Pure, so that it
 * runs wherever the application does and gives the same terms on every database.
 */

/** One word of a text: where it stands, and the terms it is found by. */
export type Word = {
  start: number;
  end: number;
  /** Without accents, lower case, as written. */
  plain: string;
  /** Its parts in reading order: `full-stack` has two. */
  stems: string[];
  /** What it is found by besides: `fullstack`. */
  extras: string[];
  /** The words of which it is made, as `camel` and `case` of `camelCase`. */
  inner: string[];
};

/** Longer "words" are hashes, addresses and keys: nobody searches for a part of one. */
const longest = 32;
const shortestCompound = 5;

const stopWords = new Set(
  `a an and any are as at be been being but by can could did do does doing don for from had has have having he her here
  his how i if in into is it its itself just let like may me might more most must my no nor not of off on or our out over
  own same she should so some such than that the their them then there these they this those through to too under until
  up upon very was we were what when where which while who whom whose why will with would you your about after again all
  also am because before between both during each few further only other once above against via get got getting use uses
  using used want need know knows please anyone someone somebody something hello hi thank thanks
  au aux avec ce ces cet cette dans de des du elle elles en et eux il ils je la le les leur leurs lui ma mais me meme
  memes mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre
  vous y ete etre suis es est sommes etes sont sera ai as avons avez ont avait avoir fait faire plus comme tout tous toute
  toutes si sans sous afin ainsi aussi alors donc car dont chez entre vers depuis lors quel quelle quels quelles quoi
  comment pourquoi quand bien tres peu peut peuvent ceux celle celles celui cela ca connait connaitre sait savoir bonjour
  merci`.split(/\s+/),
);

/** Words that say nothing by themselves: nobody looks for one of them, or for a name that begins so. */
export const saysNothing = (word: string): boolean => stopWords.has(word);

/** What French writes behind a word for people of either gender: intrapreneur(se), développeur·euse, directeur/trice. */
const genders = new Set(
  'e es s se ses ne nes le les te tes ve ves fe fes ere eres rice rices trice trices euse euses'.split(' '),
);
const bracketed = /(?<=\p{L})\((\p{L}{1,6})\)/gu;

/** The same text, as long as before, with blanks for endings in brackets. */
export const withoutGenders = (text: string): string =>
  text.replace(bracketed, (whole, ending: string) => (genders.has(fold(ending)) ? ' '.repeat(whole.length) : whole));

/** Endings of one family of words, French and English, longest first; what stays must keep the given length. */
const endings: readonly (readonly [ending: string, stays: number, becomes: string])[] = [
  ['issement', 4, ''],
  ['isation', 4, ''],
  ['ization', 4, ''],
  ['euriat', 4, ''],
  ['abilite', 4, ''],
  ['ability', 4, ''],
  ['ateur', 4, ''],
  ['atrice', 4, ''],
  ['ariat', 4, ''],
  ['eriat', 4, ''],
  ['ation', 4, ''],
  ['ative', 4, ''],
  ['atif', 4, ''],
  ['ator', 4, ''],
  ['ating', 5, ''],
  ['ated', 5, ''],
  ['trice', 4, 't'],
  ['ition', 4, ''],
  ['ement', 4, ''],
  ['ienne', 4, ''],
  ['teur', 4, 't'],
  ['tion', 4, 't'],
  ['sion', 4, 's'],
  ['ment', 5, ''],
  ['euse', 4, ''],
  ['eure', 4, ''],
  ['ical', 5, ''],
  ['ique', 5, ''],
  ['ique', 3, 'ic'],
  ['iste', 5, 'ist'],
  ['isme', 5, 'ism'],
  ['ance', 5, ''],
  ['ence', 5, ''],
  ['aire', 5, ''],
  ['able', 5, ''],
  ['iser', 4, ''],
  ['izer', 4, ''],
  ['ise', 5, ''],
  ['ize', 5, ''],
  ['ible', 5, ''],
  ['ing', 4, ''],
  ['age', 4, ''],
  ['eur', 4, ''],
  ['ien', 4, ''],
  ['ite', 5, ''],
  ['ity', 5, ''],
  ['ive', 5, ''],
  ['ate', 5, ''],
  ['er', 4, ''],
  ['ed', 4, ''],
  ['ee', 4, ''],
  ['if', 5, ''],
  ['ic', 5, ''],
  ['al', 5, ''],
  ['at', 5, ''],
  ['ly', 5, ''],
];

/** Lower case, without accents and ligatures. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l');

/**
 * The common part of a word's family: développeur, développeuse, développement, developer and development are one.
 * Light on purpose: it takes one ending and never what would leave fewer than four letters.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = singular(word);
  const ending = endings.find(([end, stays]) => stemmed.endsWith(end) && stemmed.length - end.length >= stays);
  if (ending) stemmed = stemmed.slice(0, stemmed.length - ending[0].length) + ending[2];
  while (stemmed.length > 3 && /[ey]$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  if (stemmed.length > 4 && stemmed.endsWith('i')) stemmed = stemmed.slice(0, -1);
  if (stemmed.length > 4 && /([bcdfglmnprtz])\1$/.test(stemmed)) stemmed = stemmed.slice(0, -1);
  return stemmed;
}

function singular(word: string): string {
  if (/[eo]ux$|eaux$/.test(word)) return word.slice(0, -1);
  if (word.length > 5 && word.endsWith('aux')) return `${word.slice(0, -3)}al`;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(word) && word.length < 8) return word;
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Symbols as they are spelt out: what is called `C sharp` is no `C`. */
const spelt: readonly (readonly [pattern: RegExp, symbol: string])[] = [
  [/^c[ -]?sharp$/, 'c#'],
  [/^f[ -]?sharp$/, 'f#'],
  [/^c[ -]?plus[ -]?plus$/, 'c++'],
  [/^dot[ -]?net$/, '.net'],
];
const wordPattern =
  /(?<![\p{L}\p{N}])(?:\.net|[cf][ -]?sharp|c[ -]?plus[ -]?plus|dot[ -]?net)(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:[.'’_\-/·&+][\p{L}\p{N}]+)*(?:\+\+|#(?![\p{L}\p{N}]))?/giu;
const address = /\bhttps?:\/\/\S+/gi;

/**
 * The words of a text in reading order, stop words left out. Of an address only the host counts. A single letter is a
 * word only in upper case (`R`, `C`) or where `anyLetter` says so: in a query nobody presses shift.
 */
export function readWords(text: string, anyLetter = false): Word[] {
  const words: Word[] = [];
  // Same length, so that positions stay those of the text.
  const readable = withoutGenders(text).replace(address, (whole) => {
    const host = /^https?:\/\/[^/?#]*/i.exec(whole)![0];
    const scheme = whole.indexOf('//') + 2;
    return ' '.repeat(scheme) + host.slice(scheme) + ' '.repeat(whole.length - host.length);
  });
  for (const match of readable.matchAll(wordPattern)) {
    if (isUnit(match[0], readable[match.index - 1])) continue;
    const word = readWord(match[0], match.index, anyLetter);
    if (word) words.push(word);
  }
  return words;
}

/** The C of 24 °C is no language. */
const isUnit = (written: string, before: string | undefined): boolean => written.length === 1 && before === '°';

function readWord(written: string, start: number, anyLetter: boolean): Word | undefined {
  const end = start + written.length;
  const plain = fold(written);
  const exact = (term: string): Word => ({ start, end, plain: term, stems: [term], extras: [], inner: [] });
  if (plain === '.net' || /^[a-z](\+\+|#)$/.test(plain)) return exact(plain);
  const symbol = spelt.find(([pattern]) => pattern.test(plain))?.[1];
  if (symbol) return { ...exact(symbol), plain };
  if (written === 'IT') return exact('it');
  if (plain.length === 1) {
    const counts = /\p{L}/u.test(plain) && (anyLetter || written !== plain) && !stopWords.has(plain);
    return counts ? exact(plain) : undefined;
  }

  const parts = plain
    .replace(/[#+]+$/, '')
    .split(/[.'’_\-/·&+]+/)
    // The letters of elisions (l', d', 's).
    .filter((part, i) => part.length > 1 && !(i > 0 && genders.has(part)));
  const kept = parts.filter((part) => part.length <= longest && !stopWords.has(part));
  if (kept.length === 0) return /^[a-z]([&/][a-z])+$/.test(plain) ? exact(plain.replace(/[&/]/g, '')) : undefined;
  const stems = kept.map(stem);
  const extras: string[] = [];
  if (plain.includes('.net')) extras.push('.net');
  if (/[a-z0-9](\+\+|#)$/.test(plain)) extras.push(plain);
  if (stems.length > 1 && !/['’/]/.test(plain)) {
    const joined = compound(stems);
    if (joined) extras.push(joined);
  }
  return { start, end, plain, stems, extras, inner: parts.length === 1 ? humps(written) : [] };
}

/** The words inside `camelCase`. */
function humps(written: string): string[] {
  if (!/\p{Ll}\p{Lu}/u.test(written)) return [];
  const inner = written
    .split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .map(fold)
    .filter((part) => part.length > 1 && part.length <= longest && !stopWords.has(part));
  return inner.length > 1 ? inner.map(stem) : [];
}

/** Neighbouring words as one term, so that `full stack`, `full-stack` and `fullstack` find one another. */
function compound(stems: readonly string[]): string | undefined {
  const joined = stems.join('');
  return joined.length >= shortestCompound && joined.length <= longest ? joined : undefined;
}

/** How often each term stands in the text. `length` counts words, not terms. */
export type Counted = { terms: Map<string, number>; length: number };

/** With `neighbours`, each two words that follow one another count as one more term. */
export function countTerms(text: string, neighbours = false): Counted {
  const terms = new Map<string, number>();
  const count = (term: string) => terms.set(term, (terms.get(term) ?? 0) + 1);
  const words = readWords(text);
  for (const { stems, extras, inner } of words) {
    stems.forEach(count);
    extras.forEach(count);
    inner.forEach(count);
  }
  if (neighbours) readPairs(text, words).forEach(count);
  return { terms, length: words.reduce((sum, { stems }) => sum + stems.length, 0) };
}

const separates = /[.,;:!?()[\]\n|•]/;

/** Each two words that follow one another with nothing but stop words between them, as one term. */
export function readPairs(text: string, words: readonly Word[]): string[] {
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    if (!next || separates.test(text.slice(word.end, next.start))) return [];
    const first = word.stems.at(-1)!;
    const second = next.stems[0]!;
    return first === second ? [] : (compound([first, second]) ?? []);
  });
}

/** The words of a name: no endings taken, no stop words (`Le Goff`, `Ben Said`), apostrophes and hyphens split. */
export const nameWords = (name: string): string[] => fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];

const longestParticle = 3;
/** A short word of a name and the next one as they are often written: `oconnor`, `legoff`. Undefined where it is not short. */
export const joinedName = (word: string, next: string | undefined): string | undefined =>
  next !== undefined && word.length <= longestParticle ? word + next : undefined;

/** What a name is found by. */
export const nameTerms = (name: string): string[] => {
  const words = nameWords(name);
  return [...new Set([...words, ...words.flatMap((word, i) => joinedName(word, words[i + 1]) ?? [])])];
};
