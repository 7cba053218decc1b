/** The stretch of a text that shows why it was found. */
import type { Labels } from '../kernel/database/index.ts';
import { type Word, fold, joinedName, readWords } from '../evidence/index.ts';

/** What makes a word of a text a match. `direct`: it was asked for; the others are only related to what was. */
export type Wanted = {
  terms: ReadonlyMap<string, number>;
  related: ReadonlyMap<string, number>;
  names: ReadonlySet<string>;
};

const excerptLength = 180;
/** Characters kept before the first match of an excerpt. */
const lead = 40;

type Match = { start: number; end: number; gain: number };
export type Excerpt = { text: string; marks: [number, number][]; gain: number };

const matchesIn = (text: string, terms: ReadonlyMap<string, number>): Match[] =>
  readWords(text).flatMap(({ start, end, stems, extras, inner }: Word) => {
    const gain = Math.max(0, ...[...stems, ...extras, ...inner].map((term) => terms.get(term) ?? 0));
    return gain > 0 ? [{ start, end, gain }] : [];
  });

/** The stretch of the text that says most of what was asked, with the words to mark in it. */
export function excerpt(text: string, terms: ReadonlyMap<string, number>): Excerpt | undefined {
  const matches = matchesIn(text, terms);
  if (matches.length === 0) return undefined;
  let best = { from: 0, gain: 0 };
  matches.forEach((first, from) => {
    const seen = new Map<string, number>();
    for (const match of matches.slice(from)) {
      if (match.end - first.start > excerptLength - lead) break;
      seen.set(fold(text.slice(match.start, match.end)), match.gain);
    }
    const gain = [...seen.values()].reduce((sum, one) => sum + one, 0);
    if (gain > best.gain) best = { from, gain };
  });
  const start = text.length <= excerptLength ? 0 : wordStart(text, matches[best.from]!.start - lead);
  const end = text.length <= excerptLength ? text.length : wordEnd(text, start + excerptLength);
  const opening = start > 0 ? '… ' : '';
  const shown = opening + text.slice(start, end).toWellFormed().replace(/\s/g, ' ') + (end < text.length ? ' …' : '');
  const marks = matches
    .filter((match) => match.start >= start && match.end <= end)
    .map((match): [number, number] => [match.start - start + opening.length, match.end - start + opening.length]);
  return { text: shown, marks, gain: best.gain };
}

const wordStart = (text: string, at: number): number => {
  if (at <= 0) return 0;
  // Only a little way back: a long text without a space would otherwise be walked again from each of its letters.
  const from = Math.max(0, at - lead - 1);
  const space = from + text.slice(from, at).search(/\S*$/);
  return at - space > lead ? at : space;
};
const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length;
  const space = text.slice(at).search(/\s|$/);
  return space > lead ? at : at + space;
};

/** A name with the words of it that were asked for. */
export function markName(name: string, names: ReadonlySet<string>): Excerpt | undefined {
  const words = [...name.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: written, index }) => ({
    plain: fold(written),
    start: index,
    end: index + written.length,
  }));
  const marks = words.flatMap(({ plain, start, end }, i): [number, number][] => {
    const next = words[i + 1];
    const joined = joinedName(plain, next?.plain);
    if (joined && names.has(joined)) return [[start, next!.end]];
    const before = words[i - 1] && joinedName(words[i - 1]!.plain, plain);
    return names.has(plain) && !(before && names.has(before)) ? [[start, end]] : [];
  });
  return marks.length > 0 ? { text: name, marks, gain: marks.length } : undefined;
}

/** The label or synonym of a skill that was asked for. */
export function markSkill(
  label: Labels,
  synonyms: Record<string, string[]>,
  terms: ReadonlyMap<string, number>,
): Excerpt | undefined {
  const called = [...Object.values(label), ...Object.values(synonyms).flat()];
  const found = called.flatMap((text) => excerpt(text, terms) ?? []);
  return found.sort((one, other) => other.gain - one.gain)[0];
}
