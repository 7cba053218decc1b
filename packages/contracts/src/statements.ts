import { z } from 'zod';
import { CommunityReference, Id, ListQuery, Timestamp, pageOf } from './common.ts';
import { Statement } from './flags.ts';
import { appealOutcomes, limits, subjectKinds } from './tables.ts';

/** A statement of reasons: what was decided about what the viewer wrote, or about them, and what they can do about it. */
export const StatementOfReasons = Statement.extend({
  id: Id,
  subject: z.object({ kind: z.enum(subjectKinds), id: Id }),
  /** The beginning of what it is about. */
  excerpt: z.string(),
  /** Of a suspension: where it holds; null: everywhere. */
  community: CommunityReference.nullable(),
  alsoRemoved: z.boolean(),
  /** Of a suspension. */
  until: Timestamp.nullable(),
  /** It holds no longer. */
  undoneAt: Timestamp.nullable(),
  /** Of a warning, which is read before anything else is written. */
  acknowledgedAt: Timestamp.nullable(),
  /** What the viewer answered to the question for a source. */
  answer: z.object({ text: z.string(), at: Timestamp }).nullable(),
  appeal: z
    .object({
      text: z.string(),
      at: Timestamp,
      outcome: z.enum(appealOutcomes).nullable(),
      note: z.string(),
      decidedAt: Timestamp.nullable(),
      /** It waits, and nobody may examine it: everybody who could is concerned or decided. */
      unattended: z.boolean(),
    })
    .nullable(),
  abilities: z.object({ acknowledge: z.boolean(), answer: z.boolean(), appeal: z.boolean() }),
});
export type StatementOfReasons = z.infer<typeof StatementOfReasons>;

/** The viewer's own, newest first. */
export const StatementQuery = ListQuery.extend({
  /** About this post, comment or person. */
  subject: Id.optional(),
  /** Only what keeps them from writing now: warnings to acknowledge, suspensions. */
  standing: z.stringbool().optional(),
});
export type StatementQuery = z.infer<typeof StatementQuery>;
export const StatementPage = pageOf(StatementOfReasons);
export type StatementPage = z.infer<typeof StatementPage>;

export const AppealCreate = z.strictObject({ text: z.string().trim().min(1).max(limits.appeal) });
export const AnswerCreate = z.strictObject({ text: z.string().trim().min(1).max(limits.source) });
