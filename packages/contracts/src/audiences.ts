import { z } from 'zod';
import { CommunityReference, Id } from './common.ts';
import { circles, degrees } from './tables.ts';

/** Who reads a thing: (a community, or everyone when null) × circles × degree. */
export const Audience = z.object({
  community: CommunityReference.nullable(),
  circles: z.array(z.enum(circles)).min(1),
  degree: z.enum(degrees),
});
export type Audience = z.infer<typeof Audience>;

/** The same as a writer chooses it. What is left out is the community's default. */
export const AudienceChoice = z.strictObject({
  community: Id.nullable(),
  circles: z.array(z.enum(circles)).min(1).max(circles.length).optional(),
  degree: z.enum(degrees).optional(),
});
export type AudienceChoice = z.infer<typeof AudienceChoice>;
