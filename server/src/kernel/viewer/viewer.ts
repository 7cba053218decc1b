/** Who asks: the person behind a request and what they hold. */
import type { Circle, Degree, MembershipRole, SiteRole } from '@parvis/contracts';
import type { Standing } from '../database/index.ts';

export type Viewer = Standing & {
  circle: Circle;
  clearance: Degree;
  roles: readonly SiteRole[];
  /** Community id → the viewer's role in it. */
  memberships: Readonly<Record<string, MembershipRole>>;
  /** Changes whenever anything above does: part of the tags of cached answers. */
  version: string;
};

export const isMember = (viewer: Viewer, community: string | null): boolean =>
  community !== null && community in viewer.memberships;
export const isSteward = (viewer: Viewer, community: string | null): boolean =>
  community !== null && viewer.memberships[community] === 'steward';
export const holds = (viewer: Viewer, audience: number): boolean => viewer.audiences.includes(audience);
