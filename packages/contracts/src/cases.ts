import { z } from 'zod';
import { Attachment } from './attachments.ts';
import { ArticleReference } from './charter.ts';
import { CommunityReference, Id, ListQuery, Timestamp, pageOf } from './common.ts';
import { Statement } from './flags.ts';
import { PersonReference } from './people.ts';
import { RichText } from './rich-text.ts';
import { caseStates, decisionKinds, limits, subjectKinds, subjectStates } from './tables.ts';

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
  flags: z.array(z.object({ article: ArticleReference.nullable(), note: z.string(), createdAt: Timestamp })),
  claim: z.object({ by: PersonReference, until: Timestamp, mine: z.boolean() }).nullable(),
  decision: Statement.extend({ by: PersonReference, internalNote: z.string() }).nullable(),
  abilities: z.object({
    claim: z.boolean(),
    release: z.boolean(),
    /** What the viewer may decide now: nothing, or `keep` and, by the kind of thing, `remove` or `uphold`. */
    decisions: z.array(z.enum(decisionKinds)),
  }),
});
export type Case = z.infer<typeof Case>;

/** Without a state: those not decided yet, oldest first. Decided ones: newest decision first. */
export const CaseQuery = ListQuery.extend({ state: z.enum(caseStates).optional(), community: Id.optional() });
export const CasePage = pageOf(Case);

export const CaseDecision = z.strictObject({
  decision: z.enum(decisionKinds),
  /** Needed to remove or uphold. */
  article: Id.nullable().default(null),
  publicNote: z.string().trim().max(limits.publicNote).default(''),
  internalNote: z.string().trim().max(limits.publicNote).default(''),
});
export type CaseDecision = z.infer<typeof CaseDecision>;
export type CasePage = z.infer<typeof CasePage>;
