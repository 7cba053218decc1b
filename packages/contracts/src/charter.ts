import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { RichText } from './rich-text.ts';
import { languages, subjectKinds } from './tables.ts';

export const Article = z.object({
  id: Id,
  number: z.number().int().min(1),
  title: z.string(),
  body: RichText,
  /** The kinds of thing this article can be cited against. */
  subjects: z.array(z.enum(subjectKinds)),
});
export type Article = z.infer<typeof Article>;

/** That somebody accepted a version, in the language they read it in. `digest`: SHA-256 of its text in that language. */
export const Acceptance = z.object({
  version: z.number().int().min(1),
  acceptedAt: Timestamp,
  language: z.enum(languages),
  digest: z.string(),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** The version in force, in the asked language, and what the viewer accepted last. */
export const Charter = z.object({
  version: z.number().int().min(1),
  publishedAt: Timestamp,
  language: z.enum(languages),
  articles: z.array(Article),
  accepted: Acceptance.nullable(),
  abilities: z.object({
    /** It is to be accepted before the viewer writes again. */
    accept: z.boolean(),
  }),
});
export type Charter = z.infer<typeof Charter>;

export const CharterQuery = z.object({ language: z.enum(languages).default('en') });

/** The version that was read: another one that has come meanwhile is not accepted by it. */
export const CharterAcceptance = z.strictObject({ version: z.number().int().min(1), language: z.enum(languages) });
export type CharterAcceptance = z.infer<typeof CharterAcceptance>;

export const ArticleReference = z.object({
  id: Id,
  number: z.number().int(),
  /** By language tag. */
  title: z.record(z.string(), z.string()),
});
export type ArticleReference = z.infer<typeof ArticleReference>;
