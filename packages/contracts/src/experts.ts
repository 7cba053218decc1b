import { z } from 'zod';
import { Cursor, Id, Limit } from './common.ts';
import { PersonReference } from './people.ts';
import { expertPurposes, limits, reasonKinds } from './tables.ts';

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
  cursor: Cursor.optional(),
  limit: Limit,
});
export type ExpertQuery = z.infer<typeof ExpertQuery>;

const Facet = z.array(z.object({ value: z.string(), count: z.number().int().min(1) }));

export const ExpertPage = z.object({
  items: z.array(Expert),
  next: Cursor.nullable(),
  /** Over all results before the facet itself is applied. */
  facets: z.object({ unit: Facet, site: Facet }),
  /** The query as understood, when a word of it was corrected. */
  corrected: z.string().nullable(),
});
export type ExpertPage = z.infer<typeof ExpertPage>;

/** The beginning of a search, as it is typed. */
export const ExpertSuggestionQuery = z.object({ q: z.string().min(1).max(limits.search) });

/** A few of each, best first. Skills are those that somebody declares whom the viewer may read. */
export const ExpertSuggestions = z.object({
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
