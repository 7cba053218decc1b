/** Who is found, in what order. */
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import type { Depth, Sought } from '../store.ts';
import { type Candidate, type Weights, candidateOf, weighPeople, weighPresence } from './merge.ts';
import { type FoundName, readHits, readShown } from './store.ts';

/** People who have the skills that were asked for and are looked at. */
const mostHolders: Record<Depth, number> = { directory: 160, everywhere: 240, narrowed: 2_000 };
/** Results that a search leads to at most; facets count these. */
const mostPeople: Record<Depth, number> = { directory: 100, everywhere: 300, narrowed: 2_000 };
/** Candidates beyond the results, for those whose profile the viewer may not read. */
const spare = 20;

/** Of each skill the more, the better it fits. */
const holdersOf = (skills: readonly FoundName[], most: number): { id: string; most: number }[] => {
  const all = skills.reduce((sum, { score }) => sum + score ** 4, 0);
  return skills.map(({ id, score }) => ({ id, most: Math.ceil((most * score ** 4) / all) }));
};

/** Everybody whom the evidence speaks for, best first. `skills`: of the vocabulary, from `findSkills`. */
export async function rankPeople(
  { database }: Kernel,
  viewer: Viewer,
  {
    sought,
    skills,
    depth,
    weights,
  }: { sought: readonly Sought[]; skills: readonly FoundName[]; depth: Depth; weights: Weights },
): Promise<Candidate[]> {
  const { hits, holders } = await readHits(database, viewer, {
    sought,
    depth,
    holders: holdersOf(skills, mostHolders[depth]),
  });
  const spoken = weighPeople(hits, holders, new Map(skills.map(({ id, score }) => [id, score])), weights);
  const placed = spoken.slice(0, mostPeople[depth] + spare);
  if (placed.length === 0) return [];
  const idsOf = (some: typeof placed): string[] => some.map(({ person_id }) => person_id);
  const contributing = placed.filter(({ contributions }) => contributions.length > 0);
  const asksPresence = weights.presence > 0;
  const { people, presences } = await readShown(
    database,
    viewer,
    idsOf(placed),
    asksPresence
      ? {
          of: idsOf(contributing.slice(0, weights.presenceOf)),
          at: weights.at,
          worth: weights.presenceWorth,
          most: weights.presenceDepth,
        }
      : undefined,
  );
  const shown = new Map(people.map((person) => [person.person_id, person]));
  return (asksPresence ? weighPresence(placed, presences, weights) : placed)
    .flatMap((one) => {
      const person = shown.get(one.person_id);
      return person ? [candidateOf(one, person)] : [];
    })
    .slice(0, mostPeople[depth]);
}
