import { z } from 'zod';
import { Audience } from './audiences.ts';
import { CommentCreate } from './comments.ts';
import { Id, Title, WebAddress } from './common.ts';
import { commenters, limits } from './tables.ts';

/** What is said of a page of the intranet. A page that nobody has commented on yet has one that is empty. */
export const Discussion = z.object({
  /** As it is known by, whatever link led to the page. */
  address: z.string(),
  /** What its comments belong to, as those of a post do; null until the first is written. */
  post: Id.nullable(),
  /** Of the page, as it was called when it was first commented on. */
  title: z.string().nullable(),
  audience: Audience,
  commenters: z.enum(commenters),
  commentCount: z.number().int(),
  /** Its stewards take no more comments; where it belongs to no community, moderators. */
  locked: z.boolean(),
  abilities: z.object({ comment: z.boolean(), lock: z.boolean() }),
});
export type Discussion = z.infer<typeof Discussion>;

export const DiscussionQuery = z.object({ address: WebAddress });

/** The first comment on a page, or one more where somebody was quicker. */
export const DiscussionCreate = CommentCreate.omit({ parent: true }).extend({
  address: WebAddress,
  /** What the page calls itself. */
  title: Title.transform((title) => title.replace(/\s+/g, ' ')).optional(),
});
export type DiscussionCreate = z.output<typeof DiscussionCreate>;

/** Closes a page to comments, also before the first, or opens it again. */
export const DiscussionLock = z.strictObject({
  address: WebAddress,
  locked: z.boolean(),
  title: DiscussionCreate.shape.title,
});
export type DiscussionLock = z.output<typeof DiscussionLock>;

/** Of pages by their addresses and of posts by their ids, for all counts of a page at once. */
export const CountQuery = z.strictObject({
  addresses: z.array(z.string().max(limits.url)).max(limits.counts).default([]),
  posts: z.array(Id).max(limits.counts).default([]),
});
export type CountQuery = z.output<typeof CountQuery>;

/**
 * Only of what the viewer may read and somebody has commented on: what is missing has no comments, or none for them.
 * `for` is the address or id as it was asked for.
 */
export const Counts = z.object({
  items: z.array(z.object({ for: z.string(), post: Id, address: z.string().nullable(), count: z.number().int() })),
});
export type Counts = z.infer<typeof Counts>;
