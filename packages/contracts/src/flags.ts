import { z } from 'zod';
import { ArticleReference } from './charter.ts';
import { CommunityReference, Id, ListQuery, Timestamp, WebAddress, pageOf } from './common.ts';
import { appealOutcomes, decisionKinds, flagStates, limits, subjectKinds, unflaggableReasons } from './tables.ts';

/** What was decided about a thing, with the article it rests on and the public note. */
export const Statement = z.object({
  decision: z.enum(decisionKinds),
  article: ArticleReference.nullable(),
  /** The law or rule that it rests on, where it was flagged as illegal. */
  law: z.string().optional(),
  note: z.string(),
  decidedAt: Timestamp,
  /** Where a post was moved, for whoever may know that community: in their own flags, statements and cases. */
  to: CommunityReference.optional(),
  /** Once its author appealed, and somebody else had examined that. */
  appeal: z.object({ outcome: z.enum(appealOutcomes), note: z.string(), decidedAt: Timestamp }).optional(),
});
export type Statement = z.infer<typeof Statement>;

/** A post, comment or person by id; a page of the intranet by its address. */
export const Subject = z.union([
  z.strictObject({ kind: z.enum(['post', 'comment', 'person']), id: Id }),
  z.strictObject({ kind: z.literal('page'), url: WebAddress }),
]);
export type Subject = z.infer<typeof Subject>;

/** What the flag button shows of the viewer's own flag. */
export const FlagReceipt = z.object({
  id: Id,
  state: z.enum(flagStates),
  createdAt: Timestamp,
  statement: Statement.nullable(),
  abilities: z.object({ withdraw: z.boolean() }),
});
export type FlagReceipt = z.infer<typeof FlagReceipt>;

export const Flag = FlagReceipt.extend({
  subject: z.union([
    z.object({ kind: z.enum(['post', 'comment', 'person']), id: Id }),
    z.object({ kind: z.literal('page'), url: z.string() }),
  ]),
  /** Null: flagged as illegal. */
  article: ArticleReference.nullable(),
  /** Of a flag as illegal: the law or rule that its reporter named. */
  law: z.string().nullable(),
  note: z.string(),
  /** Of a flag as illegal: the number to name it by, and what its reporter can do about the outcome, by language. */
  reference: z.string().nullable(),
  redress: z.record(z.string(), z.string()).nullable(),
  /** It waits, and nobody else may examine it: everybody who could is concerned. Who else flagged it does not count. */
  unattended: z.boolean(),
});
export type Flag = z.infer<typeof Flag>;

export const FlagCreate = z
  .strictObject({
    subject: Subject,
    /** An article of the current charter, or `illegal`. */
    article: z.union([Id, z.literal('illegal')]),
    note: z.string().trim().max(limits.flagNote).default(''),
    /** Beside `illegal`, and only there: the law or rule that is broken, in the reporter's own words if need be. */
    illegal: z.strictObject({ law: z.string().trim().min(1).max(limits.law) }).optional(),
  })
  .refine((flag) => flag.article !== 'illegal' || flag.note.length > 0, {
    path: ['note'],
    message: 'Say in the note what is illegal about it',
  })
  .refine((flag) => flag.article !== 'illegal' || flag.illegal !== undefined, {
    path: ['illegal', 'law'],
    message: 'Name the law or rule that is broken',
  })
  .refine((flag) => flag.article === 'illegal' || flag.illegal === undefined, {
    path: ['illegal'],
    message: 'Only what is flagged as illegal names a law',
  });
export type FlagCreate = z.infer<typeof FlagCreate>;

/** The viewer's own flags, newest first; with `kind` and `id` (or `url`), those on that thing. */
export const FlagQuery = ListQuery.extend({
  kind: z.enum(subjectKinds).optional(),
  id: Id.optional(),
  url: z.string().max(limits.url).optional(),
});
export type FlagQuery = z.infer<typeof FlagQuery>;
export const FlagPage = pageOf(Flag).extend({
  /** Whether the viewer may flag the thing asked for, and if not, why. Null when no thing was asked for. */
  subject: z.object({ flaggable: z.boolean(), reason: z.enum(unflaggableReasons).nullable() }).nullable(),
});
export type FlagPage = z.infer<typeof FlagPage>;
