import type { Viewer } from '../kernel/viewer/index.ts';
import type { CommunityRow } from './store.ts';

export const canJoin = (viewer: Viewer, community: CommunityRow): boolean =>
  community.role === null && community.join_rule === 'free' && community.circles.includes(viewer.circle);
export const canLeave = (community: CommunityRow): boolean => community.role !== null;
export const canWrite = (community: CommunityRow): boolean => community.role !== null;
export const canModerate = (viewer: Viewer, community: CommunityRow): boolean =>
  community.role === 'steward' || viewer.roles.includes('moderator');
