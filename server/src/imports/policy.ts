/** The audiences of what is imported. An import is an administrator's deed; it follows the rules that writers follow. */
import type { Circle, Degree, Visibility } from '@parvis/contracts';
import { type Addressed, lower } from '../audiences/index.ts';

/** A profile is read by employees and by the person's own circle; a hidden person's by nobody else. */
export const profileReaders = (circle: Circle): Addressed => ({
  community: null,
  circles: circle === 'employee' ? ['employee'] : ['employee', circle],
  degree: 'C0',
});

/** Who may know of a community: its circles; of a secret one, its members. */
export const communityReaders = (community: {
  id: string;
  circles: readonly Circle[];
  visibility: Visibility;
}): Addressed => ({
  community: community.visibility === 'secret' ? community.id : null,
  circles: community.circles,
  degree: 'C0',
});

/** Projects carry no audience in the interchange format: they are the employees' common record. */
export const projectReaders: Addressed = { community: null, circles: ['employee'], degree: 'C0' };

/** What the row leaves open is the community's default, never above what the author is cleared for. */
export const postReaders = (
  post: { circles?: readonly Circle[]; degree?: Degree },
  community: { id: string; circles: readonly Circle[]; degree: Degree } | null,
  author: { circle: Circle; clearance: Degree },
): Addressed => ({
  community: community?.id ?? null,
  circles: post.circles ?? community?.circles ?? [author.circle],
  degree: post.degree ?? lower(community?.degree ?? 'C1', author.clearance),
});
