import { z } from 'zod';
import { Id } from './common.ts';
import { PersonReference } from './people.ts';
import { RichText } from './rich-text.ts';
import { circles, degrees, limits, suggestionKinds } from './tables.ts';

/** What somebody is writing, to be seen as it will be read. Nothing is kept. */
export const RenderedTextCreate = z.strictObject({ text: z.string().trim().min(1).max(limits.post) });
export const RenderedText = z.object({ body: RichText });
export type RenderedText = z.infer<typeof RenderedText>;

/**
 * What a mention or a tag that begins so may become. Who reads it: of a comment the `post` it is for; of a post the
 * `community`, or `everyone`, and the `circles` (with commas between them) and `degree` as its writer chose them.
 */
export const SuggestionQuery = z.object({
  kind: z.enum(suggestionKinds),
  q: z.string().trim().min(1).max(limits.suggestion),
  post: Id.optional(),
  community: z.union([Id, z.literal('everyone')]).optional(),
  circles: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(circles)).min(1).max(circles.length))
    .optional(),
  degree: z.enum(degrees).optional(),
});
export type SuggestionQuery = z.infer<typeof SuggestionQuery>;

export const SuggestedPerson = z.object({
  person: PersonReference,
  /** What is written after the `@`. */
  userName: z.string(),
  title: z.string().nullable(),
  unit: z.string().nullable(),
  /** Whether they can read what is being written. */
  reads: z.boolean(),
});
export type SuggestedPerson = z.infer<typeof SuggestedPerson>;

/** Best first; what was not asked for is empty. */
export const Suggestions = z.object({ people: z.array(SuggestedPerson), tags: z.array(z.string()) });
export type Suggestions = z.infer<typeof Suggestions>;
