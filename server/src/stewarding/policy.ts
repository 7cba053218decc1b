import { type Circle, type Degree, type PostMove, degrees } from '@parvis/contracts';
import { lower } from '../audiences/index.ts';

/** Who reads a post in a community: circles × degree. */
export type Readers = { circles: readonly Circle[]; degree: Degree };

type Target = { circles: readonly Circle[]; default_degree: Degree };

const higher = (one: Degree, other: Degree): Degree => (lower(one, other) === one ? other : one);

/**
 * Who reads a post in the community that it goes to. What was not chosen is the community's own, but no circle more and
 * no degree less than before, as far as that leaves anybody.
 */
export function readersAfter(
  before: Readers,
  target: Target,
  clearance: Degree,
  choice: Pick<PostMove, 'circles' | 'degree'>,
): Readers {
  const common = target.circles.filter((circle) => before.circles.includes(circle));
  return {
    circles: choice.circles ?? (common.length > 0 ? common : target.circles),
    degree: choice.degree ?? higher(before.degree, lower(target.default_degree, clearance)),
  };
}

/**
 * Whether somebody may read it then whom it was kept from: by circle, by degree, or by not being a member. What was for
 * the members of one community alone is wider in any other, whose members are others or will be.
 */
export const isWider = (before: Readers & { membersOnly: boolean }, after: Readers): boolean =>
  before.membersOnly ||
  after.circles.some((circle) => !before.circles.includes(circle)) ||
  degrees.indexOf(after.degree) < degrees.indexOf(before.degree);
