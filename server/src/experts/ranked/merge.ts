/** What the lists answered, weighed into one order of people: by the figures of evidence/ranking.ts, and nothing else. */
import type { SkillLevel } from '@parvis/contracts';
import type { Hit, Holder, Presence, ShownPerson } from './store.ts';

export type Weights = {
  /** The most that the query could score: what scores are shares of. */
  whole: number;
  at: Date;
  days: number;
  projectSharpness: number;
  contributionSharpness: number;
  leastShare: number;
  fullDays: number;
  graceDays: number;
  name: number;
  profile: number;
  skill: number;
  project: number;
  contribution: number;
  presence: number;
  presenceOf: number;
  presenceDepth: number;
  presenceWorth: number;
  rate: number;
  rateDays: number;
  staying: number;
  leaving: number;
  leastRate: number;
  /** Level and tags of a skill → what it counts. */
  levels: Record<SkillLevel | 'none', number>;
  invites: number;
  learns: number;
};

export type Candidate = ShownPerson & {
  score: number;
  /** Of the best of `skills`. */
  level: SkillLevel | null;
  named: boolean;
  described: boolean;
  /** The best of each, best first; contributions by their documents. */
  skills: string[];
  projects: string[];
  contributions: number[];
  skill_count: number;
  project_count: number;
  contribution_count: number;
};

type Found<Id> = { id: Id; value: number };

/** What speaks for one person, before it is known whether the viewer may find them. */
export type Spoken = Pick<Candidate, 'person_id' | 'score' | 'level' | 'named' | 'described'> & {
  name: number;
  profile: number;
  /** By how much of the query their best contribution is about. */
  touched: number;
  contributed: number;
  skills: (Found<string> & { level: SkillLevel | null })[];
  projects: Found<string>[];
  contributions: Found<number>[];
};

const day = 86_400;
const mostShown = 3;

const sum = (found: readonly { value: number }[]): number => found.reduce((all, { value }) => all + value, 0);
const bestFirst = <Id extends string | number>(one: Found<Id>, other: Found<Id>): number =>
  other.value - one.value || (one.id < other.id ? -1 : 1);
const byScore = (one: { score: number; person_id: string }, other: { score: number; person_id: string }): number =>
  other.score - one.score || (one.person_id < other.person_id ? -1 : 1);

/** Everybody whom something speaks for, best first. `skills`: what each that was asked for counts. */
export function weighPeople(
  hits: readonly Hit[],
  holders: readonly Holder[],
  skills: ReadonlyMap<string, number>,
  w: Weights,
): Spoken[] {
  const people = new Map<string, Spoken>();
  const of = (person_id: string): Spoken => {
    let one = people.get(person_id);
    if (!one) {
      one = {
        person_id,
        score: 0,
        level: null,
        named: false,
        described: false,
        name: 0,
        profile: 0,
        touched: 0,
        contributed: 0,
        skills: [],
        projects: [],
        contributions: [],
      };
      people.set(person_id, one);
    }
    return one;
  };
  const now = w.at.getTime() / 1_000;
  const written = hits.filter(({ list, at }) => list === 'contribution' && at !== null && at <= now);
  const full = written.reduce((most, { score }) => Math.max(most, score), w.leastShare * w.whole);
  for (const { document, id, worth, at, score } of written) {
    const one = of(id);
    const share = score / full;
    one.touched = Math.max(one.touched, share);
    one.contributions.push({
      id: document,
      value: share ** w.contributionSharpness * worth * Math.exp((at! - now) / day / w.days) * w.contribution,
    });
  }
  for (const { list, id, score, member, days } of hits) {
    if (list === 'name') of(id).name += score;
    else if (list === 'profile') {
      of(id).profile += score;
      of(id).described = true;
    } else if (list === 'project' && member !== null)
      of(member).projects.push({
        id,
        value:
          (score / w.whole) ** w.projectSharpness *
          w.project *
          Math.sqrt(Math.min(1, ((days ?? w.fullDays) + w.graceDays) / w.fullDays)),
      });
  }
  for (const { skill, person_id, level, tags } of holders)
    of(person_id).skills.push({
      id: skill,
      level,
      value:
        (skills.get(skill)! / w.whole) *
        w.skill *
        w.levels[level ?? 'none'] *
        (tags.includes('ask-me-about') || tags.includes('can-mentor')
          ? w.invites
          : level === null && tags.includes('want-to-learn')
            ? w.learns
            : 1),
    });

  for (const one of people.values()) {
    one.skills.sort(bestFirst);
    one.projects.sort(bestFirst);
    one.contributed = sum(one.contributions);
    one.contributions.sort(bestFirst);
    one.named = one.name > 0;
    one.level = one.skills[0]?.level ?? null;
    one.score =
      one.name ** 2 * w.name +
      (one.profile / w.whole) * w.profile +
      (one.skills[0]?.value ?? 0) +
      sum(one.projects) +
      one.contributed;
  }
  return [...people.values()].sort(byScore);
}

/**
 * Their contributions, and that they contribute at all, as far as their best one is about it, by how often they will
 * again: see `availability` in evidence/ranking.ts.
 */
export function weighPresence(people: readonly Spoken[], presences: readonly Presence[], w: Weights): Spoken[] {
  const known = new Map(presences.map((presence) => [presence.person_id, presence]));
  const newest = presences.reduce((most, { last }) => Math.max(most, last), -Infinity);
  const now = w.at.getTime() / 1_000 / day;
  const availability = ({ again, first, last }: Presence): number => {
    const [until, active] = [w.rateDays + newest - first, w.rateDays + last - first];
    const left = (w.leaving / (w.staying + Math.max(0, again - 1))) * (until / active) ** (w.rate + again);
    return (w.rate + again) / until / (1 + left);
  };
  return people
    .map((one) => {
      const presence = known.get(one.person_id);
      const present = presence ? w.presence * one.touched * Math.exp((presence.last - now) / w.days) : 0;
      const answers = (one.contributed + present) * (presence ? availability(presence) : w.leastRate);
      return { ...one, score: one.score - one.contributed + answers };
    })
    .sort(byScore);
}

/** As a result, with what the database says of the person. */
export const candidateOf = (
  { score, level, named, described, skills, projects, contributions }: Spoken,
  person: ShownPerson,
): Candidate => {
  const shown = <Id>(found: readonly Found<Id>[]): Id[] => found.slice(0, mostShown).map(({ id }) => id);
  return {
    ...person,
    score,
    level,
    named,
    described,
    skills: shown(skills),
    projects: shown(projects),
    contributions: shown(contributions),
    skill_count: skills.length,
    project_count: projects.length,
    contribution_count: contributions.length,
  };
};
