/**
 * What the search reads, always as the viewer: row-level security leaves out what they may not see. Here is what is looked
 * for, and how far; what is known of words is in `words/`, who is found in `ranked/`, what is shown of them in `shown/`.
 */
import type { List } from '../evidence/index.ts';

const json = JSON.stringify;

/**
 * One term to look for in one list. `gain`: what it counts at most; `half`: the weight at which it counts half of that;
 * `documents`: in how many it stands at most, where that is known.
 */
export type Sought = { list: List; term: string; gain: number; half: number; documents?: number };

/**
 * How far the index is read: of one list the heaviest or newest so many, of all lists of one kind together so many, and so
 * many of the documents found are looked up. `directory` is for what the directory itself answers: a name, a skill.
 */
type Reach = { list: Record<List, number>; together: Record<List, number>; looked: Record<List, number> };
const reaches: Record<'directory' | 'everywhere' | 'narrowed', Reach> = {
  directory: {
    list: { name: 150, profile: 100, skill: 1_000, project: 20, contribution: 60 },
    together: { name: 250, profile: 200, skill: 4_000, project: 40, contribution: 120 },
    looked: { name: 80, profile: 40, skill: 24, project: 8, contribution: 30 },
  },
  everywhere: {
    list: { name: 500, profile: 2_000, skill: 1_000, project: 500, contribution: 1_000 },
    together: { name: 600, profile: 4_000, skill: 4_000, project: 1_000, contribution: 4_000 },
    looked: { name: 200, profile: 400, skill: 60, project: 120, contribution: 400 },
  },
  narrowed: {
    list: { name: 500, profile: 2_000, skill: 1_000, project: 500, contribution: 2_000 },
    together: { name: 1_000, profile: 6_000, skill: 4_000, project: 1_500, contribution: 6_000 },
    looked: { name: 500, profile: 2_000, skill: 60, project: 200, contribution: 2_000 },
  },
};
export type Depth = keyof typeof reaches;

/** Shares what may be read of one kind among its lists: short ones are read whole, long ones alike. */
function shared(sought: readonly Sought[], { list: most, together }: Reach): (Sought & { most: number })[] {
  return [...Map.groupBy(sought, ({ list }) => list)].flatMap(([list, some]) => {
    let left = together[list];
    return some
      .map((one) => ({ ...one, most: Math.min(most[list], one.documents || most[list]) }))
      .sort((one, other) => one.most - other.most)
      .map((one, i) => {
        const taken = Math.max(1, Math.min(one.most, Math.floor(left / (some.length - i))));
        left -= taken;
        return { ...one, most: taken };
      });
  });
}

/** What a statement takes to look for it. */
export const askedIn = (
  sought: readonly Sought[],
  depth: Depth,
  looked: Partial<Reach['looked']> = reaches[depth].looked,
): [string, string] => [
  json(shared(sought, reaches[depth]).map(({ list, term, gain, half, most }) => ({ list, term, gain, half, most }))),
  json(looked),
];
