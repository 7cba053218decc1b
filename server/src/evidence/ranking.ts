/**
 * How much each word and each kind of evidence says. The figures of it are in this file, how they are put together in
 * `experts/ranked/merge.ts`, and how far lists are read in `experts/store.ts` and `experts/ranked/service.ts`; the experiments
 * that set them are in `stories/decisions/expert-search.mdx`. What people think of one another is not among them: no
 * grade, follower, reaction or score enters.
 */
import type { ExpertPurpose, SkillLevel } from '@parvis/contracts';
import { type Counted, type Word, countTerms, nameTerms, readPairs, readWords } from './analysis.ts';
import { isCommon } from './common.ts';

/** A part of a document. `weight`: what a word there says. `pivot`: its usual length in words; `slope`: how much longer ones are discounted. */
type Field = { weight: number; slope: number; pivot: number };

const fields = {
  title: { weight: 2, slope: 0.3, pivot: 4 },
  unit: { weight: 0.5, slope: 0, pivot: 2 },
  bio: { weight: 0.8, slope: 0.4, pivot: 20 },
  skill: { weight: 2, slope: 0.6, pivot: 2 },
  projectTitle: { weight: 2, slope: 0.3, pivot: 4 },
  projectText: { weight: 1, slope: 0.6, pivot: 250 },
  postTitle: { weight: 0.5, slope: 0.3, pivot: 6 },
  tags: { weight: 1.5, slope: 0.3, pivot: 3 },
  text: { weight: 1, slope: 0.6, pivot: 50 },
} satisfies Record<string, Field>;

/** What a contribution says of its author beside an answer. */
export const worths = {
  answer: 1,
  reply: 0.45,
  update: 0.5,
  /** Asking shows interest, not knowledge; so do remarks under one's own post. */
  question: 0.1,
  ownThread: 0.1,
};

type Weighed = { field: keyof typeof fields; text: string; neighbours?: boolean };

/** The terms of a document with their weights: how often, by field, discounted by length. */
export function weigh(parts: readonly Weighed[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { field, text, neighbours = false } of parts) {
    if (text === '') continue;
    const { weight, slope, pivot } = fields[field];
    const { terms, length }: Counted = countTerms(text, neighbours);
    const unit = weight / (1 - slope + (slope * length) / pivot);
    for (const [term, count] of terms) weights.set(term, (weights.get(term) ?? 0) + count * unit);
  }
  return weights;
}

export type ProfileText = { title: string | null; unit: string | null; bio: string | null };

export const weighProfile = ({ title, unit, bio }: ProfileText, neighbours: boolean): Map<string, number> =>
  weigh([
    { field: 'title', text: title ?? '', neighbours },
    { field: 'unit', text: unit ?? '', neighbours },
    { field: 'bio', text: bio ?? '', neighbours },
  ]);

/** Two words of a name as one term, in whichever order they were written; no word begins so. */
const nameTogether = (one: string, other: string): string => ` ${[one, other].sort().join(' ')}`;
const pairsOf = (words: readonly string[]): [string, string][] =>
  words.flatMap((one, i) => words.slice(i + 1).map((other): [string, string] => [one, other]));
const mostNameWords = 6;

/** The words of a name, each as much as the other, and each two of them: of all called Marie, the Marie Martin. */
export const weighName = (name: string): Map<string, number> => {
  const words = nameTerms(name);
  return new Map(
    [...words, ...pairsOf(words.slice(0, mostNameWords)).map(([a, b]) => nameTogether(a, b))].map((term) => [term, 1]),
  );
};

/** What two words of a name count together, as a share of both. */
const togetherWeight = 0.75;

/** What is looked for in names: each word counts its share of what was typed. All of them together count 1. */
export function soughtNames(names: ReadonlyMap<string, number>, typed: number): { term: string; gain: number }[] {
  const words = [...names];
  const together =
    typed > 1
      ? pairsOf(words.map(([word]) => word)).map(([a, b]) => ({
          term: nameTogether(a, b),
          gain: ((names.get(a)! + names.get(b)!) / typed) * togetherWeight,
        }))
      : [];
  const most = 1 + (typed - 1) * togetherWeight;
  return [...words.map(([term, weight]) => ({ term, gain: weight / typed })), ...together].map(({ term, gain }) => ({
    term,
    gain: gain / most,
  }));
}

export type Purpose = {
  /** What each kind of evidence counts. */
  profile: number;
  skill: number;
  project: number;
  contribution: number;
  /** What a contribution counts that says nothing of the subject: whoever answered lately may answer again. */
  presence: number;
  /** Days after which a contribution counts 1/e. */
  days: number;
  /** How many words are taken from the profiles that fit best, beside the ones that were asked. */
  related: number;
};

export const purposes: Record<ExpertPurpose, Purpose> = {
  know: { profile: 1, skill: 1, project: 0.4, contribution: 0.5, presence: 0, days: 180, related: 8 },
  route: {
    profile: 0.2,
    skill: 0.2,
    project: 1,
    // Both times how often somebody will contribute, which is never more than 1 a day and mostly a tenth.
    contribution: 4,
    presence: 4,
    days: 45,
    related: 0,
  },
};

/** At this weight a term has said half of what it can (the k of BM25). In projects more: there words also stand by the way. */
export const saturation = { profile: 1.2, skill: 1.2, project: { know: 4, route: 2 }, contribution: 0.8 };
/** Evidence that fits half as well counts a third of it, a quarter of it. */
export const sharpness = { project: 1.5, contribution: 2.5 };
/** The best contribution counts as full evidence, unless it holds less than this share of what was asked. */
export const leastShare = 0.2;
/** A member counts with the root of the share of a year that they were there. */
export const fullDays = 365;
export const graceDays = 30;

/** The rest of a query describes what its first line names. */
const restWeight = 0.3;
/** Whoever asks for `PostgreSQL` may mean `SQL`, but said more. */
const innerWeight = 0.4;
/** What a common word counts beside one or two others; beside `enough` of them it is not looked for. */
const commonWeight = 0.3;
const enough = 3;
const relatedWeight = 0.2;
/** Profiles that related words are taken from. */
export const relatedDepth = 20;
const relatedPrior = 8;
/** Another name of what was asked, and what people of the trade are called, by their rarity (`trades.ts`). */
const sameWeight = 0.3;
const tradeWeight = 0.1;
/** What fewer documents call somebody leads to nobody whom one would not see anyway. */
const tradeDocuments = 5;
/** Longer queries say enough themselves. */
const longestRelated = 8;

export type Asked = {
  /** Term → what it counts before its rarity is known. */
  terms: Map<string, number>;
  /** Those of them that everybody writes of everything (`common.ts`), two such in a row included. */
  common: Set<string>;
  /** Words as written, for names and typing errors. */
  words: { plain: string; stem: string; start: number; end: number }[];
  /** How many different words there are. */
  size: number;
};

/** Reads a query. Its first line is its subject, the rest describes it. */
export function readQuery(text: string): Asked {
  const lineEnd = text.indexOf('\n');
  const head = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const rest = lineEnd < 0 ? '' : text.slice(lineEnd);
  const terms = new Map<string, number>();
  const ask = (term: string, weight: number) => terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  const words = readWords(head, true);
  const different = new Set<string>();
  for (const { stems, extras, inner } of words) {
    for (const term of [...stems, ...extras]) ask(term, 1);
    for (const term of inner) ask(term, innerWeight);
    for (const term of stems) different.add(term);
  }
  for (const pair of readPairs(head, words)) ask(pair, 1);
  const others = readWords(rest);
  for (const { stems, extras, inner } of others) {
    for (const term of [...stems, ...extras]) ask(term, restWeight);
    for (const term of inner) ask(term, restWeight * innerWeight);
    for (const term of stems) different.add(term);
  }
  const says = ({ stems }: Word) => !stems.every(isCommon);
  const common = new Set(
    readPairs(
      head,
      words.filter((word) => !says(word)),
    ),
  );
  for (const { stems } of [...words, ...others].filter((word) => !says(word)))
    for (const term of stems) common.add(term);
  return {
    terms,
    common,
    words: words.flatMap(({ plain, stems, start, end }) =>
      stems.length === 1 ? plain.split(/[ -]/).map((part) => ({ plain: part, stem: stems[0]!, start, end })) : [],
    ),
    size: different.size,
  };
}

/** The terms without those that say little beside the others. */
export function telling(terms: ReadonlyMap<string, number>, common: ReadonlySet<string>): Map<string, number> {
  const others = [...terms.keys()].filter((term) => !common.has(term)).length;
  if (others === 0) return new Map(terms);
  return new Map(
    [...terms].flatMap(([term, weight]): [string, number][] =>
      !common.has(term) ? [[term, weight]] : others < enough ? [[term, weight * commonWeight]] : [],
    ),
  );
}

export const wantsRelated = ({ size }: Asked): boolean => size <= longestRelated;

/** A page of text has a few words that say what it is about; the others would only cost time. */
const mostTerms = 64;
export const strongest = (gains: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...gains].sort(([, one], [, other]) => other - one).slice(0, mostTerms));

/** How much a term tells documents apart: BM25's, never negative. */
export const rarity = (documents: number, all: number): number =>
  Math.log(1 + (all - documents + 0.5) / (documents + 0.5));

/** A project is shown with its team where it holds this share of what was asked. */
export const teamShare = 0.6;

/** The vocabulary answers a query of which it names this share. */
export const answeredBySkills = 0.85;

/** A person whose whole name was asked for comes before any evidence. */
export const nameWeight = 3;
/** A word that only begins as asked, or is one slip away, counts a little less than the word itself. */
export const beginningWeight = 0.7;
export const slipWeight = 0.8;

/** What a term counts at most, as a multiple of its rarity; the k1 + 1 of BM25. */
export const ceiling = 2.2;

/** What somebody says of a skill of theirs. A wish to learn it is no knowledge. */
export const levels: Record<SkillLevel | 'none', number> = {
  learning: 0.4,
  practising: 0.8,
  proficient: 0.9,
  expert: 1,
  none: 0.8,
};
export const invites = 1.2;
export const learns = 0.1;

/** For how many of the best it is looked up how present they are, and in how many of their newest contributions. */
export const presenceOf = 150;
export const presenceDepth = 500;

/**
 * How often somebody will contribute again, in days a day: as often as on the days since their first contribution, if
 * they have not left, which is the likelier the longer ago their last is beside how often they used to (P. Fader, B.
 * Hardie, K. Lee, "Counting your customers the easy way", 2005). Whoever began last week counts by what they did since.
 */
export const availability = {
  /** Questions and remarks under one's own post are no answers. */
  presenceWorth: 0.2,
  /** Before anything is known of somebody: so many days of contributing in so many days. */
  rate: 0.5,
  rateDays: 14,
  /** And so many reasons to stay and to leave. */
  staying: 1,
  leaving: 1,
  /** Of whoever never answered. */
  leastRate: 0.0005,
};

/**
 * Words beside the ones that were asked, in the profiles that fit best (pseudo-relevance feedback: Lavrenko and Croft,
 * "Relevance-based language models", 2001): `designer` beside `UX`.
 */
export function relatedCandidates(
  profiles: readonly ({ score: number } & ProfileText)[],
  asked: ReadonlyMap<string, unknown>,
): Map<string, number> {
  const found = new Map<string, { strength: number; profiles: number }>();
  for (const { score, ...profile } of profiles) {
    // Beside what somebody does: a unit is only where, and all of it would be found for whoever asks.
    const weights = weighProfile({ ...profile, unit: null }, false);
    const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
    for (const [term, weight] of weights) {
      if (asked.has(term)) continue;
      const before = found.get(term) ?? { strength: 0, profiles: 0 };
      found.set(term, {
        strength: before.strength + score * Math.min(1, (4 * weight) / Math.max(relatedPrior, sum)),
        profiles: before.profiles + 1,
      });
    }
  }
  // One profile alone says nothing of the others.
  return new Map(
    [...found].flatMap(([term, { strength, profiles: shared }]) => (shared > 1 ? [[term, strength]] : [])),
  );
}

/** Words of the trade of what was asked, with what they count. */
export function tradeTerms(
  { names, called }: { names: ReadonlySet<string>; called: ReadonlySet<string> },
  documents: ReadonlyMap<string, number>,
  all: number,
): Map<string, number> {
  const weighed = (terms: ReadonlySet<string>, weight: number, least: number) =>
    [...terms].flatMap((term): [string, number][] => {
      const held = documents.get(term) ?? 0;
      return held >= least ? [[term, weight * rarity(held, all)]] : [];
    });
  return new Map([...weighed(called, tradeWeight, tradeDocuments), ...weighed(names, sameWeight, 1)]);
}

/** The rarest and strongest of them, with what they count. */
export function relatedTerms(
  candidates: ReadonlyMap<string, number>,
  rarities: ReadonlyMap<string, number>,
  most: number,
): Map<string, number> {
  const best = [...candidates]
    .map(([term, strength]) => ({
      term,
      rarity: rarities.get(term) ?? 0,
      strength: strength * (rarities.get(term) ?? 0),
    }))
    .filter(({ strength }) => strength > 0)
    .sort((one, other) => other.strength - one.strength || (one.term < other.term ? -1 : 1))
    .slice(0, most);
  const top = best[0]?.strength ?? 1;
  return new Map(best.map(({ term, strength, rarity: rare }) => [term, ((relatedWeight * strength) / top) * rare]));
}
