import { z } from 'zod';
import { CommunityReference, Id, ListQuery, Name, Slug, Timestamp, pageOf, shows } from './common.ts';
import { PersonReference } from './people.ts';
import {
  circles,
  commenters,
  degrees,
  invitationStates,
  joinRules,
  limits,
  membershipRoles,
  requestStates,
  visibilities,
} from './tables.ts';

export const Membership = z.object({ role: z.enum(membershipRoles), since: Timestamp });
export type Membership = z.infer<typeof Membership>;

export const Community = CommunityReference.extend({
  purpose: z.string(),
  tone: z.string(),
  visibility: z.enum(visibilities),
  joinRule: z.enum(joinRules),
  circles: z.array(z.enum(circles)),
  defaultDegree: z.enum(degrees),
  defaultCommenters: z.enum(commenters),
  /** Members invite too, not its stewards alone. */
  memberInvites: z.boolean(),
  members: z.number().int(),
  /** The viewer's own, or null. */
  membership: Membership.nullable(),
  /** The viewer's home leaves it out until then; a time that is past says nothing. */
  mutedUntil: Timestamp.optional(),
  /** The viewer's own request that waits for an answer. */
  request: z.object({ id: Id, at: Timestamp }).nullable(),
  /** The invitation that waits for the viewer's answer. */
  invitation: Id.nullable(),
  abilities: z.object({
    join: z.boolean(),
    request: z.boolean(),
    leave: z.boolean(),
    write: z.boolean(),
    /** Sets what is looked at before it is published. */
    moderate: z.boolean(),
    /** Sees its members. */
    members: z.boolean(),
    invite: z.boolean(),
    /** Edits it, decides requests and roles. */
    manage: z.boolean(),
  }),
});
export type Community = z.infer<typeof Community>;

/** A community is named by its id or its slug. */
export const CommunityParams = z.object({ id: z.union([Id, Slug]) });
export const CommunityQuery = ListQuery.extend({
  /** `true`: only those the viewer belongs to; `false`: only the others. */
  member: z.enum(['true', 'false']).optional(),
  /** Words that its name or purpose contains; accents and capitals do not count. */
  q: z.string().max(limits.title).optional(),
});
export const CommunityPage = pageOf(Community);
export type CommunityPage = z.infer<typeof CommunityPage>;

export const CommunityName = Name.trim().min(1).max(limits.communityName).refine(shows, 'shows nothing: write words');
export const Purpose = Name.trim().max(limits.purpose);
export const Tone = Name.trim().max(limits.tone);

export const CommunityCreate = z.strictObject({
  name: CommunityName,
  purpose: Purpose.default(''),
  tone: Tone.default(''),
  visibility: z.enum(visibilities).default('open'),
  joinRule: z.enum(joinRules).default('free'),
  /** Who may be a member; for good. */
  circles: z.array(z.enum(circles)).min(1).max(circles.length).default(['employee']),
  defaultDegree: z.enum(degrees).default('C1'),
  defaultCommenters: z.enum(commenters).default('readers'),
  memberInvites: z.boolean().default(false),
});
export type CommunityCreate = z.infer<typeof CommunityCreate>;

/** Members-only content stays so: no community becomes open later. */
export const CommunityUpdate = z.strictObject({
  name: CommunityName.optional(),
  purpose: Purpose.optional(),
  tone: Tone.optional(),
  visibility: z.enum(visibilities).optional(),
  joinRule: z.enum(joinRules).optional(),
  defaultDegree: z.enum(degrees).optional(),
  defaultCommenters: z.enum(commenters).optional(),
  memberInvites: z.boolean().optional(),
});
export type CommunityUpdate = z.infer<typeof CommunityUpdate>;

export const Member = z.object({
  person: PersonReference,
  role: z.enum(membershipRoles),
  since: Timestamp,
  abilities: z.object({ remove: z.boolean(), setRole: z.boolean() }),
});
export type Member = z.infer<typeof Member>;
/** Stewards first, then by name. */
export const MemberPage = pageOf(Member);
export type MemberPage = z.infer<typeof MemberPage>;
export const MemberParams = CommunityParams.extend({ person: Id });
export const RoleChange = z.strictObject({ role: z.enum(membershipRoles) });

const Note = Name.trim().max(limits.requestNote).default('');

/** Somebody's wish to be a member, for themselves and the stewards. */
export const MembershipRequest = z.object({
  id: Id,
  community: CommunityReference,
  person: PersonReference,
  note: z.string(),
  state: z.enum(requestStates),
  /** Why it was refused. */
  reason: z.string(),
  createdAt: Timestamp,
  decidedAt: Timestamp.nullable(),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
});
export type MembershipRequest = z.infer<typeof MembershipRequest>;
/** Newest first. */
export const MembershipRequestPage = pageOf(MembershipRequest);
export type MembershipRequestPage = z.infer<typeof MembershipRequestPage>;
export const RequestCreate = z.strictObject({ note: Note });
/** Whoever is refused is told why. */
export const RequestDecision = z.strictObject({ decision: z.enum(['approve', 'refuse']), reason: Note });
export type RequestDecision = z.infer<typeof RequestDecision>;

/** Somebody is asked to be a member. It makes the name of a secret community known to them alone. */
export const Invitation = z.object({
  id: Id,
  /** The purpose of a secret one is empty: it is for its members. */
  community: CommunityReference.extend({ purpose: z.string(), visibility: z.enum(visibilities) }),
  person: PersonReference,
  /** Who asked; null when they are gone. */
  by: PersonReference.nullable(),
  note: z.string(),
  state: z.enum(invitationStates),
  createdAt: Timestamp,
  answeredAt: Timestamp.nullable(),
  abilities: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export type Invitation = z.infer<typeof Invitation>;
/** Newest first. */
export const InvitationPage = pageOf(Invitation);
export type InvitationPage = z.infer<typeof InvitationPage>;
/** `person`: an id or a user name. */
export const InvitationCreate = z.strictObject({ person: z.string().trim().min(1).max(200), note: Note });
export type InvitationCreate = z.infer<typeof InvitationCreate>;
export const InvitationAnswer = z.strictObject({ accept: z.boolean() });
