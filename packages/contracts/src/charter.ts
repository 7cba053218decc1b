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

/** The current version, in the asked language. */
export const Charter = z.object({
  version: z.number().int().min(1),
  publishedAt: Timestamp,
  language: z.enum(languages),
  articles: z.array(Article),
});
export type Charter = z.infer<typeof Charter>;

export const CharterQuery = z.object({ language: z.enum(languages).default('en') });

export const ArticleReference = z.object({
  id: Id,
  number: z.number().int(),
  /** By language tag. */
  title: z.record(z.string(), z.string()),
});
export type ArticleReference = z.infer<typeof ArticleReference>;
