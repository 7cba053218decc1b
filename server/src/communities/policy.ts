import type { Founders, Visibility } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { CommunityRow } from './store.ts';

const letsIn = (viewer: Viewer, { circles }: CommunityRow): boolean => circles.includes(viewer.circle);
const isSteward = ({ role }: CommunityRow): boolean => role === 'steward';

export const canJoin = (viewer: Viewer, community: CommunityRow): boolean =>
  community.role === null && community.join_rule === 'free' && letsIn(viewer, community);
export const canRequest = (viewer: Viewer, community: CommunityRow): boolean =>
  community.role === null &&
  community.join_rule === 'request' &&
  community.request_id === null &&
  letsIn(viewer, community);
export const canLeave = (community: CommunityRow): boolean => community.role !== null;
export const canWrite = (community: CommunityRow): boolean => community.role !== null;
/** Whoever may read what its members write sees who they are. */
export const canSeeMembers = (community: CommunityRow): boolean =>
  community.visibility === 'open' || community.role !== null;
/** Sets what is looked at there before it is published. It names members: moderators do it where they see who those are. */
export const canModerate = (viewer: Viewer, community: CommunityRow): boolean =>
  isSteward(community) || (viewer.roles.includes('moderator') && canSeeMembers(community));
export const canInvite = (community: CommunityRow): boolean =>
  isSteward(community) || (community.role !== null && community.member_invites);
export const canManage = isSteward;

/** Only employees found communities: the others are guests. */
export const canFound = (viewer: Viewer, founders: Founders): boolean =>
  viewer.circle === 'employee' && (founders === 'employees' || viewer.roles.includes('admin'));

/** What was written for members stays theirs: a community can be closed further, and a secret one be named; none is opened. */
export const canBecome = (now: Visibility, wanted: Visibility): boolean => wanted !== 'open' || now === 'open';
