import type { Community, Invitation, Member, MembershipRequest } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type ReferenceRow, presentReference } from '../people/index.ts';
import { canInvite, canJoin, canLeave, canManage, canModerate, canRequest, canSeeMembers, canWrite } from './policy.ts';
import type { InvitationRow } from './invitations/store.ts';
import type { RequestRow } from './requests/store.ts';
import type { CommunityRow, MemberRow } from './store.ts';

export const presentCommunity = (viewer: Viewer, row: CommunityRow): Community => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  purpose: row.purpose,
  tone: row.tone,
  visibility: row.visibility,
  joinRule: row.join_rule,
  circles: row.circles,
  defaultDegree: row.default_degree,
  defaultCommenters: row.default_commenters,
  memberInvites: row.member_invites,
  members: row.member_count,
  membership: row.role && row.since ? { role: row.role, since: row.since.toISOString() } : null,
  ...(Object.hasOwn(viewer.mutes.communities, row.id) && {
    mutedUntil: new Date(viewer.mutes.communities[row.id]!).toISOString(),
  }),
  request: row.request_id && row.requested_at ? { id: row.request_id, at: row.requested_at.toISOString() } : null,
  invitation: row.invitation_id,
  abilities: {
    join: canJoin(viewer, row),
    request: canRequest(viewer, row),
    leave: canLeave(row),
    write: canWrite(row),
    moderate: canModerate(viewer, row),
    members: canSeeMembers(row),
    invite: canInvite(row),
    manage: canManage(row),
  },
});

/** As the stewards may change it; nobody changes their own membership here: one leaves. */
export const presentMember = (viewer: Viewer, community: CommunityRow, row: MemberRow): Member => {
  const managed = canManage(community) && row.person_id !== viewer.person;
  return {
    person: presentReference({ ...row, id: row.person_id }),
    role: row.role,
    since: row.since.toISOString(),
    abilities: { remove: managed, setRole: managed },
  };
};

type People = ReadonlyMap<string, ReferenceRow>;
const gone = (id: string): ReferenceRow => ({
  id,
  name: '?',
  photo: null,
  circle: 'employee',
  departed_at: null,
  open: false,
});
const personOf = (people: People, id: string) => presentReference(people.get(id) ?? gone(id));

export const presentRequest = (
  viewer: Viewer,
  row: RequestRow,
  people: People,
  { decides }: { decides: boolean },
): MembershipRequest => ({
  id: row.id,
  community: { id: row.community_id, slug: row.slug, name: row.name },
  person: personOf(people, row.person_id),
  note: row.note,
  state: row.state,
  reason: row.reason,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  abilities: {
    decide: decides && row.state === 'open',
    withdraw: row.person_id === viewer.person && row.state === 'open',
  },
});

export const presentInvitation = (
  viewer: Viewer,
  row: InvitationRow,
  people: People,
  { manages }: { manages: boolean },
): Invitation => ({
  id: row.id,
  community: {
    id: row.community_id,
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    visibility: row.visibility,
  },
  person: personOf(people, row.person_id),
  by: row.invited_by === null ? null : personOf(people, row.invited_by),
  note: row.note,
  state: row.state,
  createdAt: row.created_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
  abilities: {
    answer: row.person_id === viewer.person && row.state === 'open',
    withdraw: (manages || row.invited_by === viewer.person) && row.person_id !== viewer.person && row.state === 'open',
  },
});
