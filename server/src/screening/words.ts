/**
 * Finds listed words in a text, as whole words, however they are disguised: accents, capitals, letters that look alike,
 * digits in the place of letters, invisible characters, l e t t e r s set apart, and leeetters that are stretched.
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

function runsOf(word: string): Run[] {
  const among = [...word].some(isLetter);
  const runs: Run[] = [];
  for (const sign of word) {
    const letters = readings(sign, among);
    const last = runs.at(-1);
    const shared = last && [...last.letters].filter((letter) => letters.includes(letter)).join('');
    if (last && shared) Object.assign(last, { letters: shared, length: last.length + 1 });
    else runs.push({ letters, length: 1 });
  }
  return runs;
}

/** The words of a text, in order; letters set apart one by one also as the word that they make together. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const sign of `${plain(text)} `) {
    if (isSign(sign)) word += sign;
    else if (word) {
      words.push(word);
      word = '';
    }
  }
  const all: string[] = [];
  let apart: string[] = [];
  const join = () => {
    if (apart.length >= 3) all.push(apart.join(''));
    apart = [];
  };
  for (const one of words) {
    if ([...one].length === 1) apart.push(one);
    else join();
    all.push(trimmed(one));
  }
  join();
  return all;
}

/** “word!” is the word: signs that are no letters or digits count inside of a word only. */
const trimmed = (word: string): string => word.replace(/[!|$€@]+$/u, '') || word;

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
    for (const { letters, length } of runsOf(word)) {
      lengths.add(length);
      const step = key(letters[0]!, length);
      let next = at.next.get(step);
      if (!next) at.next.set(step, (next = node()));
      at = next;
    }
    return (at.id ??= ids++);
  };

  list.forEach((entry, index) => {
    const parts = wordsOf(entry);
    if (!isScreened(entry)) return;
    let at = first;
    for (const part of parts) {
      const id = idOf(part);
      let next = at.next.get(id);
      if (!next) at.next.set(id, (next = { next: new Map(), found: [] }));
      at = next;
    }
    at.found.push(index);
  });

  const idsOf = (word: string): number[] => {
    let reached = [root];
    for (const { letters, length } of runsOf(word)) {
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

  return {
    find(text) {
      const found = new Set<number>();
      /** What goes on behind these steps, once what ends with them is noted. */
      const take = (steps: Iterable<Step>): Step[] => {
        const further: Step[] = [];
        for (const step of steps) {
          for (const index of step.found) found.add(index);
          if (step.next.size > 0) further.push(step);
        }
        return further;
      };
      const known = new Map<string, { ids: Set<number>; begun: Step[] }>();
      let open: Step[] = [];
      for (const word of wordsOf(text)) {
        let here = known.get(word);
        if (!here) {
          const ids = new Set(idsOf(word));
          known.set(word, (here = { ids, begun: take(reachedFrom(first, ids)) }));
        }
        const { ids, begun } = here;
        open = [...begun, ...open.flatMap((step) => take(reachedFrom(step, ids)))];
      }
      return found;
    },
  };
}

/** The shorter of both is walked. A step is reached from one place only, so none comes twice. */
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
