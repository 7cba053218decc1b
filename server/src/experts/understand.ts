/** From what somebody typed to what is looked for: words with their rarity, names, slips of the finger, related words. */
import type { ExpertQuery } from '@parvis/contracts';
import {
  type Asked,
  type List,
  nameWords,
  ranking,
  relatedInTrades,
  saysNothing,
  stem,
  withoutGenders,
} from '../evidence/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { Wanted } from './excerpt.ts';
import { canBeMisspelt, slipsFrom } from './spelling.ts';
import type { Weights } from './ranked/merge.ts';
import * as ranked from './ranked/store.ts';
import type { Depth, Sought } from './store.ts';
import * as words from './words/store.ts';

/** Queries of more words are sentences: nobody's name, and a word that nothing is found by is no slip. */
const longestName = 5;
const shortestBeginning = 2;
/** Shorter words are one slip away from too many: `harpe` is no `hard`. They are taken for skills alone, hardly ever begun wrong. */
const surelyMisspelt = 6;
const beginnings = 20;
const alternatives = 5;

/** A word that nothing is found by → what it was taken for, the most frequent first. */
export type Corrections = Map<string, { stem: string; name?: string }[]>;
export type Understood = {
  sought: Sought[];
  skills: ranked.FoundName[];
  depth: Depth;
  wanted: Wanted;
  weights: Weights;
  corrections: Corrections;
};

type Reading = { database: Kernel['database']; viewer: Viewer };

/** What is known of the query's words. */
type Resolved = {
  /** Term → its weight. */
  terms: Map<string, number>;
  /** Word of a name → its weight. */
  names: Map<string, number>;
  /** Term → in how many documents it stands; the empty term: how many there are. */
  documents: Map<string, number>;
  corrections: Corrections;
  /** The last word was taken for the beginning of others. */
  unfinished: boolean;
};

/** Undefined where nothing can be found by any of its words. */
export async function understand(
  { database, now }: Kernel,
  viewer: Viewer,
  { q: text, for: purposeName, unit, site, language, level }: ExpertQuery,
): Promise<Understood | undefined> {
  const reading = { database, viewer };
  const asked = ranking.readQuery(text);
  const typed = nameWords(withoutGenders(text));
  const { terms: known, names, documents, corrections, unfinished } = await resolve(reading, asked, typed);
  const terms = ranking.telling(known, asked.common);
  if (terms.size === 0 && names.size === 0) return undefined;

  const all = documents.get('') ?? 0;
  const gains = ranking.strongest(
    new Map([...terms].map(([term, weight]) => [term, weight * ranking.rarity(documents.get(term) ?? 0, all)])),
  );
  const purpose = ranking.purposes[purposeName];
  const { saturation } = ranking;
  const soughtIn = (list: List, half: number, some: ReadonlyMap<string, number>): Sought[] =>
    [...some].map(([term, gain]) => ({
      list,
      term,
      half,
      gain: gain * ranking.ceiling,
      // What is known of texts; how many names have a word is not.
      ...(list !== 'skill' && { documents: documents.get(term) ?? 0 }),
    }));
  const inProfiles = soughtIn('profile', saturation.profile, gains);
  const whole = [...gains.values()].reduce((sum, gain) => sum + gain, 0) || 1;

  const skills =
    gains.size > 0 ? await ranked.findSkills(database, viewer, soughtIn('skill', saturation.skill, gains)) : [];
  // Whoever types a name or a skill asks the directory: it answers without reading all that was ever written.
  const answered =
    unfinished ||
    (typed.length > 0 && typed.every((word) => names.has(word))) ||
    Math.max(0, ...skills.map(({ matched }) => matched)) >= ranking.answeredBySkills * whole * ranking.ceiling;
  const narrowed = [unit, site, language, level].some((one) => one !== undefined);
  const related =
    !answered && purpose.related > 0 && gains.size > 0 && ranking.wantsRelated(asked)
      ? await findRelated(reading, text, inProfiles, gains, purpose.related, all)
      : new Map<string, number>();

  return {
    sought: [
      ...inProfiles,
      ...soughtIn('project', saturation.project[purposeName], gains),
      ...soughtIn('contribution', saturation.contribution, gains),
      ...soughtIn('profile', saturation.profile, related),
      ...ranking
        .soughtNames(names, typed.length)
        .map(({ term, gain }) => ({ list: 'name' as const, term, half: 0, gain })),
    ],
    skills,
    // Who is narrowed to may stand far down the list of all.
    depth: narrowed ? 'narrowed' : answered ? 'directory' : 'everywhere',
    wanted: { terms: gains, related, names: new Set(names.keys()) },
    weights: {
      whole,
      at: now(),
      days: purpose.days,
      projectSharpness: ranking.sharpness.project,
      contributionSharpness: ranking.sharpness.contribution,
      leastShare: ranking.leastShare,
      fullDays: ranking.fullDays,
      graceDays: ranking.graceDays,
      name: ranking.nameWeight,
      profile: purpose.profile,
      skill: purpose.skill,
      project: purpose.project,
      contribution: purpose.contribution,
      // A word says less of a problem than a page: then it weighs more who answers at all.
      presence: purpose.presence / Math.sqrt(Math.max(1, asked.size)),
      presenceOf: ranking.presenceOf,
      presenceDepth: ranking.presenceDepth,
      ...ranking.availability,
      levels: ranking.levels,
      invites: ranking.invites,
      learns: ranking.learns,
    },
    corrections,
  };
}

async function resolve(reading: Reading, asked: Asked, typed: readonly string[]): Promise<Resolved> {
  const { database, viewer } = reading;
  const short = typed.length > 0 && typed.length <= longestName;
  const lookedUp = new Set(['', ...asked.terms.keys(), ...(short ? typed : [])]);
  const frequencies = new Map(
    (await words.readFrequencies(database, viewer, [...lookedUp])).map((row) => [row.term, row]),
  );
  const isKnown = (term: string): boolean => {
    const found = frequencies.get(term);
    return found !== undefined && (found.documents > 0 || found.skill);
  };
  const resolved: Resolved = {
    terms: new Map([...asked.terms].filter(([term]) => isKnown(term))),
    names: new Map(short ? typed.filter((word) => frequencies.get(word)?.name).map((word) => [word, 1]) : []),
    documents: new Map([...frequencies].map(([term, { documents }]) => [term, documents])),
    corrections: new Map(),
    unfinished: false,
  };
  if (!short) return resolved;

  const take = ({ term, documents, name }: Meant, weight: number) => {
    if (name) resolved.names.set(term, weight);
    else {
      resolved.terms.set(term, weight);
      resolved.documents.set(term, Math.max(documents, resolved.documents.get(term) ?? 0));
    }
  };
  for (const [place, word] of typed.entries()) {
    const term = asked.words.find(({ plain }) => plain === word)?.stem ?? stem(word);
    if (resolved.names.has(word) || isKnown(term) || isKnown(word)) continue;
    if (typed.length > 1 && saysNothing(word)) continue;
    // The last word may not have been typed to its end.
    if (place === typed.length - 1 && word.length >= shortestBeginning) {
      const begun = await words.findBeginnings(database, viewer, word, beginnings);
      for (const one of begun) take(one, ranking.beginningWeight);
      if (begun.length > 0) {
        resolved.unfinished = true;
        continue;
      }
    }
    if (!canBeMisspelt(word)) continue;
    const meant = await findMeant(reading, word);
    for (const one of meant) take(one, ranking.slipWeight);
    if (meant.length > 0)
      resolved.corrections.set(
        word,
        meant.map(({ term: found, name }) => (name ? { stem: stem(found), name: found } : { stem: found })),
      );
  }
  return resolved;
}

type Meant = { term: string; name: boolean; documents: number };

/** Names and terms one slip away from the word, the most frequent first. */
async function findMeant({ database, viewer }: Reading, word: string): Promise<Meant[]> {
  const slips = slipsFrom(word);
  const terms = [...new Set(slips.map(stem))].filter((term) => term.length > 2);
  const [names, known] = [
    await words.findNames(database, viewer, slips),
    await words.findTerms(database, viewer, terms),
  ];
  const likely = known.filter(
    ({ term, skill }) => word.length >= surelyMisspelt || (skill && word.slice(0, 2).includes(term[0]!)),
  );
  return [...names.map((one) => ({ ...one, name: true })), ...likely.map((one) => ({ ...one, name: false }))]
    .sort((one, other) => other.documents - one.documents || (one.term < other.term ? -1 : 1))
    .slice(0, alternatives);
}

/** Words that go with what was asked, from the profiles that fit best and from what trades have in common. */
async function findRelated(
  { database, viewer }: Reading,
  text: string,
  sought: readonly Sought[],
  gains: ReadonlyMap<string, number>,
  most: number,
  all: number,
): Promise<Map<string, number>> {
  const profiles = await ranked.readFittingProfiles(database, viewer, sought, ranking.relatedDepth);
  const candidates = ranking.relatedCandidates(profiles, gains);
  const trade = relatedInTrades(text);
  const looked = new Set([...candidates.keys(), ...trade.names, ...trade.called]);
  if (looked.size === 0) return candidates;
  const documents = new Map(
    (await words.countTerms(database, viewer, [...looked])).flatMap(({ term, documents: held }): [string, number][] =>
      gains.has(term) ? [] : [[term, held]],
    ),
  );
  const rarities = new Map([...documents].map(([term, held]) => [term, ranking.rarity(held, all)]));
  const related = ranking.relatedTerms(candidates, rarities, most);
  for (const [term, gain] of ranking.tradeTerms(trade, documents, all))
    related.set(term, Math.max(gain, related.get(term) ?? 0));
  return related;
}
