import { z } from 'zod';
import { Id, ListQuery, Slug, Timestamp, pageOf } from './common.ts';
import { circles, degrees, joinRules, membershipRoles, visibilities } from './tables.ts';

export const CommunityReference = z.object({ id: Id, slug: Slug, name: z.string() });
export type CommunityReference = z.infer<typeof CommunityReference>;

export const Membership = z.object({ role: z.enum(membershipRoles), since: Timestamp });
export type Membership = z.infer<typeof Membership>;

export const Community = CommunityReference.extend({
  purpose: z.string(),
  tone: z.string(),
  visibility: z.enum(visibilities),
  joinRule: z.enum(joinRules),
  circles: z.array(z.enum(circles)),
  defaultDegree: z.enum(degrees),
  members: z.number().int(),
  /** The viewer's own, or null. */
  membership: Membership.nullable(),
  /** The viewer's home leaves it out until then; a time that is past says nothing. */
  mutedUntil: Timestamp.optional(),
  abilities: z.object({ join: z.boolean(), leave: z.boolean(), write: z.boolean(), moderate: z.boolean() }),
});
export type Community = z.infer<typeof Community>;

/** A community is named by its id or its slug. */
export const CommunityParams = z.object({ id: z.union([Id, Slug]) });
export const CommunityQuery = ListQuery.extend({
  /** `true`: only those the viewer belongs to; `false`: only the others. */
  member: z.enum(['true', 'false']).optional(),
});
export const CommunityPage = pageOf(Community);
export type CommunityPage = z.infer<typeof CommunityPage>;
