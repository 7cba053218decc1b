import { describe, expect, it } from 'vitest';
import { ranking } from '../../evidence/index.ts';
import { type Weights, weighPeople, weighPresence } from './merge.ts';
import type { Hit, Holder } from './store.ts';

const at = new Date('2026-11-20T09:00:00Z');
const seconds = at.getTime() / 1_000;
const day = 86_400;
const { purposes, sharpness, availability } = ranking;
const weights: Weights = {
  ...purposes.route,
  ...availability,
  whole: 10,
  at,
  projectSharpness: sharpness.project,
  contributionSharpness: sharpness.contribution,
  leastShare: ranking.leastShare,
  fullDays: ranking.fullDays,
  graceDays: ranking.graceDays,
  name: ranking.nameWeight,
  presenceOf: ranking.presenceOf,
  presenceDepth: ranking.presenceDepth,
  levels: ranking.levels,
  invites: ranking.invites,
  learns: ranking.learns,
};
const hit = (list: Hit['list'], id: string, score: number, more: Partial<Hit> = {}): Hit => ({
  list,
  document: 1,
  id,
  worth: 1,
  at: seconds - day,
  score,
  member: null,
  days: null,
  ...more,
});
const has = (person_id: string, level: Holder['level'], tags: Holder['tags'] = []): Holder => ({
  skill: 'welding',
  person_id,
  level,
  tags,
});
const order = (people: readonly { person_id: string }[]): string[] => people.map(({ person_id }) => person_id);

describe('what is found of people', () => {
  it('puts one contribution that is about it before ten that touch it', () => {
    const touching = Array.from({ length: 10 }, (_, document) => hit('contribution', 'busy', 2, { document }));
    expect(order(weighPeople([...touching, hit('contribution', 'apt', 10)], [], new Map(), weights))).toEqual([
      'apt',
      'busy',
    ]);
  });

  it('counts nothing that is written after the moment it is asked for', () => {
    expect(weighPeople([hit('contribution', 'early', 10, { at: seconds + 1 })], [], new Map(), weights)).toEqual([]);
  });

  it('counts a project by how long somebody was on it, and for nobody where it has no members', () => {
    const project = (member: string | null, days: number | null) => hit('project', 'bridge', 5, { member, days });
    const found = weighPeople(
      [project('short', 10), project('long', 300), project(null, null)],
      [],
      new Map(),
      weights,
    );
    expect(order(found)).toEqual(['long', 'short']);
    expect(found[0]!.projects.map(({ id }) => id)).toEqual(['bridge']);
  });

  it('counts a skill by its level, more for whoever may be asked, least for whoever wants to learn it', () => {
    const holders = [
      has('wishes', null, ['want-to-learn']),
      has('beginner', 'learning'),
      has('expert', 'expert'),
      has('invites', 'expert', ['ask-me-about']),
    ];
    const found = weighPeople([], holders, new Map([['welding', 10]]), weights);
    expect(order(found)).toEqual(['invites', 'expert', 'beginner', 'wishes']);
    expect(found[1]!.level).toBe('expert');
  });

  it('puts equals in one order, in whichever they were found', () => {
    const hits = ['b', 'c', 'a'].map((id) => hit('profile', id, 5));
    expect(order(weighPeople(hits, [], new Map(), weights))).toEqual(['a', 'b', 'c']);
  });
});

describe('whether people contribute', () => {
  it('puts whoever answers on before whoever wrote more and fell silent, and before whoever wrote most and never answered', () => {
    const people = weighPeople(
      ['never', 'never', 'never', 'silent', 'silent', 'present'].map((id, document) =>
        hit('contribution', id, 10, { document }),
      ),
      [],
      new Map(),
      weights,
    );
    const today = seconds / day;
    const presences = [
      { person_id: 'silent', again: 9, first: today - 120, last: today - 60 },
      { person_id: 'present', again: 9, first: today - 60, last: today - 1 },
    ];
    expect(order(weighPresence(people, presences, weights))).toEqual(['present', 'silent', 'never']);
  });
});
