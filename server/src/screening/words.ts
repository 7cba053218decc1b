/**
 * Finds listed words in a text, as whole words, however they are disguised: accents, capitals, letters that look alike,
 * digits in the place of letters, invisible characters, l e t t e r s set apart, words in pie-ces, and leeetters that are
 * stretched.
 * What a word is part of is another word, and is not found: a list with “cul” does not find “calcul”.
 *
 * Words of the list are kept in a tree by their letters. All readings of a word of the text walk down it at once, so that
 * the work is bounded by the length of the text times the words that begin alike, whatever is written.
 */
import { isLetter, isSign, plain, readings } from './letters.ts';

/** One letter, written once or more times in a row. Of a text it may be read as any of `letters`. */
type Run = { letters: string; length: number };

/** Times from which on a letter in a row is stretched: double letters are spelling. */
const stretched = 3;

/**
 * `alike`: signs that may be read as one letter are one run of it, as in “iIi1”. Otherwise signs that are read in the same
 * ways are: in “LI” the second may be an l, and is none.
 */
function runsOf(word: string, alike: boolean): Run[] {
  const among = [...word].some(isLetter);
  const runs: Run[] = [];
  for (const sign of word) {
    const letters = readings(sign, among);
    const last = runs.at(-1);
    const shared =
      last && alike
        ? [...last.letters].filter((letter) => letters.includes(letter)).join('')
        : last?.letters === letters && letters;
    if (last && shared) Object.assign(last, { letters: shared, length: last.length + 1 });
    else runs.push({ letters, length: 1 });
  }
  return runs;
}

/** A row of letters and digits, and what stands between it and the one before. */
type Part = { word: string; gap: string };

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let [word, gap] = ['', ''];
  for (const sign of `${plain(text)} `) {
    if (isSign(sign)) word += sign;
    else {
      if (word) parts.push({ word, gap });
      gap = (word ? '' : gap) + sign;
      word = '';
    }
  }
  return parts;
}

/** What a word is broken in two by, and still read as one: a sign or a few with no space. Those of addresses do not. */
const breaking = /^[^\s'’=&?#%]{1,3}$/u;

/** Whether a part goes on with the word before it. “he’ll” is two words, and so is “1.2”, or a line that begins anew. */
function goesOn(before: string, { word, gap }: Part): boolean {
  if (gap === '\n') return !(/\p{Ll}$/u.test(before) && /^\p{Lu}/u.test(word));
  return breaking.test(gap) && !(/\p{N}$/u.test(before) && /^\p{N}/u.test(word));
}

/** Parts that are read as one word: a longer word in pieces this small is not read as one. */
const mostParts = 6;
/** Letters set apart that make a word: with two, each initial and each list would. */
const leastApart = 3;

/** Where a row of letters, each set apart, ends that begins here; undefined where none begins. */
function apartUntil(parts: readonly Part[], from: number): number | undefined {
  const single = (at: number) => parts[at] !== undefined && [...parts[at].word].length === 1;
  if (single(from - 1)) return undefined;
  let until = from;
  while (single(until)) until++;
  return until - from >= leastApart ? until : undefined;
}

const joined = (parts: readonly Part[], from: number, until: number): string =>
  parts
    .slice(from, until)
    .map(({ word }) => word)
    .join('');

/** The words that begin with this part, each with the part that comes behind it. */
function* wordsFrom(parts: readonly Part[], from: number): Iterable<[word: string, next: number]> {
  let word = parts[from]!.word;
  yield [word, from + 1];
  const apart = apartUntil(parts, from);
  if (apart !== undefined) yield [joined(parts, from, apart), apart];
  for (let next = from + 1; next < Math.min(from + mostParts, parts.length); next++) {
    if (!goesOn(parts[next - 1]!.word, parts[next]!)) return;
    word += parts[next]!.word;
    yield [word, next + 1];
  }
}

/** Without signs before and behind it: “word!” is the word. */
const trimmed = (word: string): string => word.replace(/[!¡|$€@]+$/u, '') || word;
/** An l with no vowel beside it stands for an i: nobody can say “ldlot”. */
const unsaid = /(?<![aeiouyl])l+(?![aeiouyl])/g;

/** What a word of a text may be meant to be, itself first. */
function meant(word: string): Set<string> {
  const one = trimmed(word);
  const all = new Set([one, one.replace(/^[!¡|$€@]+/u, ''), one.replace(/[!¡|]/gu, '')]);
  const lower = one.toLowerCase();
  if (lower.search(unsaid) >= 0) {
    all.add(lower.replaceAll('l', 'i'));
    all.add(lower.replace(unsaid, (letters) => 'i'.repeat(letters.length)));
  }
  all.delete('');
  return all;
}

/** Markup that is shown as it is written. */
const markup = /<\/?[a-z][^<>\s]{0,20}>/gi;

type Node = { next: Map<string, Node>; id?: number };
const node = (): Node => ({ next: new Map() });
const key = (letter: string, length: number): string => letter + length;

/** A phrase is a row of word ids; `found` are the entries of the list that end here. */
type Step = { next: Map<number, Step>; found: number[] };

export type Matcher = {
  /** Places in the list of the words that are in the text, each once. */
  find(text: string): Set<number>;
};

export function createMatcher(list: readonly string[]): Matcher {
  const root = node();
  const first: Step = { next: new Map(), found: [] };
  /** Lengths that a letter has anywhere in the list: few. */
  const lengths = new Set<number>();
  let ids = 0;

  const idOf = (word: string): number => {
    let at = root;
    for (const { letters, length } of runsOf(word, false)) {
      lengths.add(length);
      const step = key(letters[0]!, length);
      let next = at.next.get(step);
      if (!next) at.next.set(step, (next = node()));
      at = next;
    }
    return (at.id ??= ids++);
  };

  list.forEach((entry, index) => {
    if (!isScreened(entry)) return;
    let at = first;
    for (const { word } of partsOf(entry)) {
      const id = idOf(trimmed(word));
      let next = at.next.get(id);
      if (!next) at.next.set(id, (next = { next: new Map(), found: [] }));
      at = next;
    }
    at.found.push(index);
  });

  const idsOf = (word: string): number[] => [true, false].flatMap((alike) => idsOfRuns(runsOf(word, alike)));

  const idsOfRuns = (runs: readonly Run[]): number[] => {
    let reached = [root];
    for (const { letters, length } of runs) {
      const further = new Set<Node>();
      for (const at of reached)
        for (const letter of letters)
          for (const written of length >= stretched ? lengths : [length]) {
            const next = written <= length ? at.next.get(key(letter, written)) : undefined;
            if (next) further.add(next);
          }
      if (further.size === 0) return [];
      reached = [...further];
    }
    return reached.flatMap(({ id }) => (id === undefined ? [] : [id]));
  };

  const known = (): ((word: string) => ReadonlySet<number>) => {
    const all = new Map<string, Set<number>>();
    return (word) => {
      let ids = all.get(word);
      if (!ids) all.set(word, (ids = new Set([...meant(word)].flatMap(idsOf))));
      return ids;
    };
  };

  const look = (text: string, found: Set<number>): void => {
    const parts = partsOf(text);
    const idsIn = known();
    /** By part: the phrases of which what stands before it is the beginning. */
    const open = new Map<number, Set<Step>>();
    for (let from = 0; from < parts.length; from++) {
      const begun = [first, ...(open.get(from) ?? [])];
      open.delete(from);
      for (const [word, next] of wordsFrom(parts, from)) {
        const ids = idsIn(word);
        if (ids.size === 0) continue;
        for (const step of begun)
          for (const reached of reachedFrom(step, ids)) {
            for (const index of reached.found) found.add(index);
            if (reached.next.size === 0) continue;
            const further = open.get(next);
            if (further) further.add(reached);
            else open.set(next, new Set([reached]));
          }
      }
    }
  };

  return {
    find(text) {
      const found = new Set<number>();
      look(text, found);
      const bare = text.replace(markup, '');
      if (bare !== text) look(bare, found);
      return found;
    },
  };
}

/** The shorter of both is walked.  */
function* reachedFrom({ next }: Step, ids: ReadonlySet<number>): Iterable<Step> {
  if (ids.size < next.size)
    for (const id of ids) {
      const step = next.get(id);
      if (step) yield step;
    }
  else for (const [id, step] of next) if (ids.has(id)) yield step;
}

/** Whether an entry of a list can be looked for: it has two letters or digits at least. */
export const isScreened = (entry: string): boolean =>
  [...plain(entry)].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length >= 2;
