import { z } from 'zod';
import { Id, Name, Timestamp, shows } from './common.ts';
import { limits, readableScopes } from './tables.ts';

/** What a reader's own tool (a mail program, a feed reader) reads feeds with, in the place of a password. */
export const FeedKey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** The day, in UTC, on which it was last read with. For its owner alone. */
  lastUsedOn: z.iso.date().nullable(),
  /** Itself, told once, when it is made. */
  key: z.string().nullable(),
});
export type FeedKey = z.infer<typeof FeedKey>;

export const FeedKeyCreate = z.strictObject({
  name: Name.trim().min(1).max(limits.keyName).refine(shows, 'shows nothing: write words'),
  days: z.number().int().min(1).max(limits.keyDays).default(365),
});
export type FeedKeyCreate = z.output<typeof FeedKeyCreate>;

/** All that one has: there are few. Newest first. */
export const FeedKeyList = z.object({
  items: z.array(FeedKey),
  /** Who a tool says it is, beside the key. */
  userName: z.string(),
});
export type FeedKeyList = z.infer<typeof FeedKeyList>;

export const FeedParams = z.object({ scope: z.enum(readableScopes) });
export const FeedQuery = z.object({ for: z.string().min(1).max(limits.url).optional() });
