import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { eventTypes, postKinds } from './tables.ts';

/**
 * One change, as the live stream tells it to those who hold its audience. It names what changed and carries no text:
 * who shows the thing asks for it. `id` is the position to resume from (`Last-Event-ID`).
 */
export const StreamEvent = z.object({
  id: z.string(),
  type: z.enum(eventTypes),
  at: Timestamp,
  subject: z.object({
    kind: z.enum([
      'post',
      'comment',
      'community',
      'person',
      'flag',
      'case',
      'statement',
      'key',
      'skill',
      'search',
      'charter',
    ]),
    id: Id,
  }),
  /** The post that a comment or reaction belongs to. */
  post: Id.optional(),
  community: Id.optional(),
  /** Whose deed it was; absent for flags and cases. */
  actor: Id.optional(),
  /** Only for `post.*`: lets a feed see whether it concerns it. */
  kind: z.enum(postKinds).optional(),
  tags: z.array(z.string()).optional(),
  /** Only for `case.opened` and `case.updated`, where a flag came or went: how many there are now, in one case. */
  flags: z.number().int().optional(),
  /** Only for `discussion.created`: the address of the page that can be discussed from now on. */
  page: z.string().optional(),
});
export type StreamEvent = z.infer<typeof StreamEvent>;
