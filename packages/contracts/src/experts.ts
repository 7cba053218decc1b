import { z } from 'zod';
import { CommunityReference, Cursor, Id, Limit } from './common.ts';
import { PersonReference } from './people.ts';
import { expertPurposes, limits, reasonKinds, skillLevels } from './tables.ts';

/**
 * Why somebody is in the list, from what the viewer may read. `text` is the words that matched in their surroundings,
 * `marks` the [start, end) offsets in it to draw as matched. `post` or `project` leads to the evidence.
 * `title` is what that post or project, or the post that a comment answers, is called; absent where it has no title or
 * is the text already.
 */
export const Reason = z.object({
  kind: z.enum(reasonKinds),
  text: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** For `skill`: labels by language tag. */
  label: z.record(z.string(), z.string()).optional(),
  title: z.string().optional(),
  post: Id.optional(),
  /** In its place: the address of the page of the intranet that was commented on. */
  page: z.string().optional(),
  project: Id.optional(),
  /** How many further pieces of evidence of this kind the viewer may read. */
  more: z.number().int().min(0),
});
export type Reason = z.infer<typeof Reason>;

export const Expert = z.object({
  person: PersonReference.extend({
    title: z.string().nullable(),
    unit: z.string().nullable(),
    site: z.string().nullable(),
  }),
  reasons: z.array(Reason),
});
export type Expert = z.infer<typeof Expert>;

export const ExpertQuery = z.object({
  q: z.string().trim().min(1).max(limits.query),
  for: z.enum(expertPurposes).default('know'),
  unit: z.string().max(200).optional(),
  site: z.string().max(200).optional(),
  /** Language tag: only people who say that they speak it. */
  language: z.string().max(35).optional(),
  /** Only people who say that of the skill that was asked for. */
  level: z.enum(skillLevels).optional(),
  /** `me`: says besides why the viewer is, or is not, among the results. */
  why: z.literal('me').optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});
export type ExpertQuery = z.infer<typeof ExpertQuery>;

const Facet = z.array(z.object({ value: z.string(), count: z.number().int().min(1) }));

/** A project about what was asked, with its team: those who stayed longest first. */
export const ExpertProject = z.object({
  id: Id,
  title: z.string(),
  marks: Reason.shape.marks,
  people: z.array(PersonReference),
  /** How many people the team has besides. */
  more: z.number().int().min(0),
});
export type ExpertProject = z.infer<typeof ExpertProject>;

/** About the viewer alone: which words of the query are found by what they are, have and wrote. */
export const OwnMatch = z.object({
  /** Whether they are among the results. */
  listed: z.boolean(),
  /** They are found by nobody: hidden or departed. */
  hidden: z.boolean(),
  /** What they are not, of what the results are narrowed to. */
  outside: z.array(z.enum(['unit', 'site', 'language', 'level'])),
  /** The words of the query in its order, with what of theirs they are found by; nothing: they are found nowhere. */
  words: z.array(z.object({ word: z.string(), found: z.array(z.enum(reasonKinds)) })),
});
export type OwnMatch = z.infer<typeof OwnMatch>;

export const ExpertPage = z.object({
  items: z.array(Expert),
  next: Cursor.nullable(),
  /** Who worked on it: with the first page only. */
  projects: z.array(ExpertProject),
  /** Where `why=me` asked for it. */
  me: OwnMatch.nullable(),
  /** Over all results before the facet itself is applied. */
  facets: z.object({ unit: Facet, site: Facet, language: Facet, level: Facet }),
  /** The query as understood, when a word of it was corrected. */
  corrected: z.string().nullable(),
});
export type ExpertPage = z.infer<typeof ExpertPage>;

/** The beginning of a search, as it is typed. */
export const ExpertSuggestionQuery = z.object({ q: z.string().min(1).max(limits.search) });

/** A few of each, best first. Skills are those that somebody declares whom the viewer may read. */
export const ExpertSuggestions = z.object({
  /** Nobody is called as was typed: the people are a slip away from it, while a skill or a question is not, and come last. */
  corrected: z.boolean(),
  people: z.array(z.object({ person: PersonReference, title: z.string().nullable(), unit: z.string().nullable() })),
  skills: z.array(
    z.object({
      id: Id,
      label: z.record(z.string(), z.string()),
      /** The name that was found, where it is none of the labels. */
      matched: z.string().nullable(),
    }),
  ),
  /** Questions with an accepted answer. */
  questions: z.array(z.object({ id: Id, title: z.string() })),
});
export type ExpertSuggestions = z.infer<typeof ExpertSuggestions>;

/** A question that is to be asked publicly. */
export const CommunityProposalQuery = z.object({ q: z.string().trim().min(1).max(limits.query) });

/** Communities that the viewer may write in, the best for the question first. */
export const CommunityProposals = z.object({ items: z.array(CommunityReference) });
export type CommunityProposals = z.infer<typeof CommunityProposals>;
