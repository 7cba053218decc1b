import { z } from 'zod';
import { Attachment, Attachments, Descriptions } from './attachments.ts';
import { Confirmed, Id, ListQuery, Timestamp, pageOf } from './common.ts';
import { FlagReceipt, Statement } from './flags.ts';
import { PersonReference } from './people.ts';
import { Reaction } from './reactions.ts';
import { RichText } from './rich-text.ts';
import { limits, publicationStates } from './tables.ts';

/** An answer to a post. One level of replies: a reply's `parent` is a comment whose own parent is null. */
export const Comment = z.object({
  id: Id,
  post: Id,
  parent: Id.nullable(),
  author: PersonReference,
  body: RichText,
  /** As of a post: the language it is written in, where that could be told. */
  language: z.string().nullable(),
  attachments: z.array(Attachment).optional(),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  state: z.enum(publicationStates),
  /** Of a reply: held or removed because the comment that it replies to was. It comes back with that comment. */
  withParent: z.boolean(),
  /** It waits for a steward before it is published; only its author is told. */
  review: z.literal(true).optional(),
  statement: Statement.nullable(),
  reactions: z.array(Reaction),
  accepted: z.boolean(),
  /** Earlier versions that its readers can see. */
  revisions: z.number().int(),
  flag: FlagReceipt.nullable(),
  source: z.string().nullable(),
  abilities: z.object({
    edit: z.boolean(),
    delete: z.boolean(),
    reply: z.boolean(),
    react: z.boolean(),
    accept: z.boolean(),
    flag: z.boolean(),
  }),
});
export type Comment = z.infer<typeof Comment>;

/** Oldest first; `next` leads to newer ones. */
export const CommentPage = pageOf(Comment);
export const CommentQuery = ListQuery;

export const CommentCreate = z.strictObject({
  text: z.string().min(1).max(limits.comment),
  parent: Id.nullable().default(null),
  attachments: Attachments.optional(),
  confirmed: Confirmed,
});
export const CommentUpdate = z.strictObject({
  text: z.string().min(1).max(limits.comment),
  attachments: Attachments.optional(),
  descriptions: Descriptions.optional(),
  confirmed: Confirmed,
});
export type CommentUpdate = z.infer<typeof CommentUpdate>;
export type CommentPage = z.infer<typeof CommentPage>;
