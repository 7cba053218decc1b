import { type AudienceChoice, type Circle, type Degree, degrees } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';

/** What of a community decides who may be addressed in it. */
export type CommunityRules = { id: string; circles: readonly Circle[]; default_degree: Degree };

/** What a shared audience is made of; no community: everyone. */
export type Addressed = { community: string | null; circles: readonly Circle[]; degree: Degree };
export type Refusal = { path: string; message: string };

/** The less confidential of two. */
export const lower = (one: Degree, other: Degree): Degree =>
  degrees.indexOf(one) <= degrees.indexOf(other) ? one : other;

/** Clients and suppliers write only where they were invited to. */
export const mayAddressEveryone = (viewer: Viewer): boolean => viewer.circle === 'employee';

/** The audience that a choice means, its defaults filled in, or why the writer may not address it. */
export function addressed(
  viewer: Viewer,
  choice: AudienceChoice,
  community: CommunityRules | null,
): Addressed | Refusal {
  if (!community && !mayAddressEveryone(viewer))
    return { path: 'audience.community', message: 'only employees write to everyone: choose one of your communities' };
  const allowed = community?.circles ?? (['employee', 'client', 'supplier'] as const);
  const circles = choice.circles ?? community?.circles ?? [viewer.circle];
  const outside = circles.find((circle) => !allowed.includes(circle));
  if (outside) return { path: 'audience.circles', message: `'${outside}' is not among the circles of this community` };
  if (!circles.includes(viewer.circle))
    return { path: 'audience.circles', message: `your own circle, '${viewer.circle}', must be among the readers` };
  const degree = choice.degree ?? lower(community?.default_degree ?? 'C1', viewer.clearance);
  if (degrees.indexOf(degree) > degrees.indexOf(viewer.clearance))
    return { path: 'audience.degree', message: `'${degree}' is above your own clearance, '${viewer.clearance}'` };
  return { community: community?.id ?? null, circles, degree };
}

/** The degree of what is addressed so, whether anybody addressed it so before or not; null where it cannot be. */
export function addressedDegree(
  viewer: Viewer,
  choice: AudienceChoice,
  community: CommunityRules | null,
): Degree | null {
  const result = addressed(viewer, choice, community);
  return 'message' in result ? null : result.degree;
}
