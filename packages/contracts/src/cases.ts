import { z } from 'zod';
import { Attachment } from './attachments.ts';
import { ArticleReference } from './charter.ts';
import { CommunityReference, Id, ListQuery, Timestamp, pageOf } from './common.ts';
import { Statement } from './flags.ts';
import { PersonReference } from './people.ts';
import { RichText } from './rich-text.ts';
import {
  appealOutcomes,
  caseOrders,
  caseStates,
  decisionKinds,
  limits,
  screeningReasons,
  subjectKinds,
  subjectStates,
  suspensionHours,
} from './tables.ts';

/** All flags on one thing, as its desk examines them. Reporters are not part of it. */
export const Case = z.object({
  id: Id,
  state: z.enum(caseStates),
  openedAt: Timestamp,
  community: CommunityReference.nullable(),
  /** The thing as it was when it was flagged: a copy in the desk's audience. */
  copy: z.object({
    kind: z.enum(subjectKinds),
    id: Id.nullable(),
    url: z.string().nullable(),
    title: z.string().nullable(),
    body: RichText,
    attachments: z.array(Attachment).optional(),
    /** What it is written in, where that is known. */
    language: z.string().nullable(),
    author: PersonReference.nullable(),
    createdAt: Timestamp.nullable(),
  }),
  /** As its author changed it since; null while it is as it was flagged. */
  revision: z
    .object({
      title: z.string().nullable(),
      body: RichText,
      attachments: z.array(Attachment).optional(),
      language: z.string().nullable(),
      editedAt: Timestamp,
    })
    .nullable(),
  /** Where the thing stands now. */
  publication: z.enum(subjectStates),
  flags: z.array(
    z.object({
      article: ArticleReference.nullable(),
      /** Flagged as illegal: the law or rule named, and the number that the reporter knows it by. */
      law: z.string().nullable(),
      reference: z.string().nullable(),
      note: z.string(),
      createdAt: Timestamp,
    }),
  ),
  /** Why it waits to be published, where nobody flagged it: what looked at it, and the words that were found. */
  screening: z.object({ reasons: z.array(z.enum(screeningReasons)), words: z.array(z.string()) }).nullable(),
  claim: z.object({ by: PersonReference, until: Timestamp, mine: z.boolean() }).nullable(),
  decision: Statement.extend({
    by: PersonReference,
    internalNote: z.string(),
    /** Beside a warning or a suspension: whether the thing was removed too. */
    alsoRemoved: z.boolean(),
    hours: z.number().int().nullable(),
  }).nullable(),
  /** What its author answered when they were asked for a source. */
  response: z.object({ text: z.string(), at: Timestamp }).nullable(),
  /** By its author; without an outcome it is to be examined by somebody who did not decide. */
  appeal: z
    .object({
      text: z.string(),
      at: Timestamp,
      outcome: z.enum(appealOutcomes).nullable(),
      note: z.string(),
      internalNote: z.string(),
      by: PersonReference.nullable(),
      decidedAt: Timestamp.nullable(),
    })
    .nullable(),
  /** When what was removed was erased, having been kept long enough. */
  erasedAt: Timestamp.nullable(),
  abilities: z.object({
    claim: z.boolean(),
    release: z.boolean(),
    /** What the viewer may decide now, by the kind of thing. */
    decisions: z.array(z.enum(decisionKinds)),
    /** Whether they examine its appeal. */
    appeal: z.boolean(),
    undo: z.boolean(),
    note: z.boolean(),
  }),
});
export type Case = z.infer<typeof Case>;

/** Without a state: those to examine (not decided, appealed, or answered by their author). Decided ones: newest decision first. */
export const CaseQuery = ListQuery.extend({
  state: z.enum(caseStates).optional(),
  community: Id.optional(),
  /** That a flag on it names, or `illegal`. */
  article: z.union([Id, z.literal('illegal')]).optional(),
  /** Flagged by several people. */
  several: z.stringbool().optional(),
  appealed: z.stringbool().optional(),
  /** Looked at before it is published. */
  screened: z.stringbool().optional(),
  /** Waiting for that many hours at least. */
  hours: z.coerce.number().int().min(1).max(10_000).optional(),
  order: z.enum(caseOrders).optional(),
});
export type CaseQuery = z.infer<typeof CaseQuery>;
export const CasePage = pageOf(Case);
export type CasePage = z.infer<typeof CasePage>;

export const CaseDecision = z
  .strictObject({
    decision: z.enum(decisionKinds),
    /** Needed for all but `keep`; where it was flagged as illegal, `law` will do. */
    article: Id.nullable().default(null),
    law: z.string().trim().min(1).max(limits.law).optional(),
    publicNote: z.string().trim().max(limits.publicNote).default(''),
    internalNote: z.string().trim().max(limits.publicNote).default(''),
    /** Beside a warning or a suspension: removes the thing too. */
    alsoRemove: z.boolean().default(false),
    /** How long a suspension lasts. */
    hours: z.literal(suspensionHours).optional(),
    /** Where a post is moved to. */
    community: Id.optional(),
  })
  .refine(({ decision, hours }) => (decision === 'suspend') === (hours !== undefined), {
    path: ['hours'],
    message: 'A suspension, and nothing else, lasts a number of hours',
  })
  .refine(({ decision, community }) => (decision === 'move') === (community !== undefined), {
    path: ['community'],
    message: 'What is moved, and nothing else, goes to a community',
  })
  .refine(({ decision, alsoRemove }) => !alsoRemove || decision === 'warn' || decision === 'suspend', {
    path: ['alsoRemove'],
    message: 'Only beside a warning or a suspension',
  });
export type CaseDecision = z.infer<typeof CaseDecision>;

export const AppealDecision = z.strictObject({
  outcome: z.enum(appealOutcomes),
  publicNote: z.string().trim().min(1).max(limits.publicNote),
  internalNote: z.string().trim().max(limits.publicNote).default(''),
});
export type AppealDecision = z.infer<typeof AppealDecision>;

export const CaseNote = z.object({
  id: Id,
  author: PersonReference.nullable(),
  text: z.string(),
  createdAt: Timestamp,
});
export type CaseNote = z.infer<typeof CaseNote>;
export const CaseNoteCreate = z.strictObject({ text: z.string().trim().min(1).max(limits.caseNote) });

/** Another case, in one line. */
const OtherCase = z.object({
  id: Id,
  kind: z.enum(subjectKinds),
  excerpt: z.string(),
  decision: z.enum(decisionKinds),
  article: ArticleReference.nullable(),
  note: z.string(),
  decidedAt: Timestamp,
});
export type OtherCase = z.infer<typeof OtherCase>;

/** What helps to decide a case, of which the desk sees only what it may read. */
export const CaseFile = z.object({
  /** Above a comment, where the viewer reads it themselves: the post, and the comment that is replied to. */
  context: z.array(
    z.object({
      kind: z.enum(['post', 'comment']),
      id: Id,
      title: z.string().nullable(),
      body: RichText,
      author: PersonReference.nullable(),
      language: z.string().nullable(),
      createdAt: Timestamp,
    }),
  ),
  /** As it was flagged and as its author changed it since, oldest first. Without a body: deleted. */
  versions: z.array(
    z.object({
      at: Timestamp.nullable(),
      deleted: z.boolean(),
      title: z.string().nullable(),
      body: RichText,
      language: z.string().nullable(),
    }),
  ),
  /** Decided about the same author in the same community, newest first. */
  earlier: z.array(OtherCase),
  /** Decided there about things in similar words or under the same article, nearest first. */
  similar: z.array(OtherCase),
  notes: z.array(CaseNote),
  /** Who did what, oldest first; without a person: what flags, the author or time did. */
  history: z.array(
    z.object({
      sequence: z.number().int(),
      type: z.string(),
      at: Timestamp,
      by: PersonReference.nullable(),
      decision: z.enum(decisionKinds).nullable(),
      outcome: z.enum(appealOutcomes).nullable(),
    }),
  ),
});
export type CaseFile = z.infer<typeof CaseFile>;

/**
 * The part of the record's chain that is about a case. Each hash is the SHA-256 of the hash before it and, one a line,
 * chain, sequence, time, type, case, subject, actor or nothing, and the commitment; each commitment that of salt and
 * content. `parvis verify-record --case` takes the file and says whether the chain still holds these entries.
 */
export const CaseRecord = z.object({
  case: Id,
  exportedAt: Timestamp,
  /** Where its chains end now: more than one where the case went from one community to another. */
  heads: z.array(z.object({ chain: z.guid(), sequence: z.number().int(), hash: z.string() })),
  entries: z.array(
    z.object({
      chain: z.guid(),
      sequence: z.number().int(),
      at: Timestamp,
      type: z.string(),
      case: Id,
      subject: Id,
      actor: Id.nullable(),
      commitment: z.string(),
      previous: z.string(),
      hash: z.string(),
      /** Null: the content was erased. */
      salt: z.string().nullable(),
      content: z.string().nullable(),
    }),
  ),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

export const FigureQuery = z.object({ community: Id.optional() });
/**
 * Of a year's decided cases, never of one person: null where fewer than `fewest` people would stand behind a figure, and
 * changing only by that many.
 */
export const CaseFigures = z.object({
  fewest: z.number().int(),
  /** On the viewer's own desk. */
  pending: z.number().int(),
  /** Of all desks together, in minutes: they tell of those who examine. */
  firstLook: z.number().nullable(),
  toDecision: z.number().nullable(),
  /** Of one community, or of what belongs to none: the share that was upheld, in per cent. Those left out stand for too few. */
  articles: z.array(z.object({ article: ArticleReference, cases: z.number().int(), upheld: z.number() })),
  appeals: z.object({ cases: z.number().int(), granted: z.number() }).nullable(),
  /** Flagged most of all, where that is clear: perhaps it should be revised. */
  revise: ArticleReference.nullable(),
});
export type CaseFigures = z.infer<typeof CaseFigures>;
