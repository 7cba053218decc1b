import { z } from 'zod';
import { Cursor, EntityTag, Id, Limit, ListQuery, Name, Timestamp, Title } from './common.ts';
import { RichText } from './rich-text.ts';
import { languages, limits, subjectKinds } from './tables.ts';

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
    /** To write the next version. */
    edit: z.boolean(),
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

const Version = z.number().int().min(1);
export const VersionParams = z.object({ version: z.coerce.number().int().min(1).max(32_767) });
/** `before` is the `next` of the page before. */
export const VersionQuery = z.object({ before: z.coerce.number().int().min(1).max(32_767).optional(), limit: Limit });
const versions = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: Version.nullable() });

export const OwnAcceptancePage = versions(Acceptance);
export type OwnAcceptancePage = z.infer<typeof OwnAcceptancePage>;

const ListedVersion = z.object({
  version: Version,
  /** It had to be accepted again; the others changed the wording. */
  major: z.boolean(),
  publishedAt: Timestamp,
  /** What is another than before, by language. */
  summary: z.record(z.enum(languages), z.string()),
  changes: z.array(z.object({ number: z.number().int(), change: z.enum(['added', 'removed', 'changed']) })),
});
/** Newest first. */
export const CharterVersionPage = versions(ListedVersion);
export type CharterVersionPage = z.infer<typeof CharterVersionPage>;

export const CharterVersion = ListedVersion.extend({
  language: z.enum(languages),
  articles: z.array(Article.extend({ source: z.string() })),
});
export type CharterVersion = z.infer<typeof CharterVersion>;

const inAll = <Text extends z.ZodType>(text: Text) => z.strictObject({ en: text, fr: text });
export const DraftArticle = z.strictObject({
  subjects: z.array(z.enum(subjectKinds)).max(subjectKinds.length),
  title: inAll(Title),
  /** Markdown. */
  source: inAll(z.string().trim().min(1).max(limits.post)),
});
export type DraftArticle = z.infer<typeof DraftArticle>;

/** The next version, as administrators are writing it; numbered in its order. */
export const CharterDraft = z.object({
  /** Another one after each change: whoever changes or publishes it sends the one they read. */
  tag: z.string(),
  version: Version,
  major: z.boolean(),
  summary: z.record(z.enum(languages), z.string()),
  /** `body`: as it will be read. */
  articles: z.array(DraftArticle.extend({ body: inAll(RichText) })),
  publishAt: Timestamp.nullable(),
  /** Null: nothing was changed since the version in force. */
  edited: z.object({ at: Timestamp, by: z.object({ id: Id, name: z.string() }).nullable() }).nullable(),
});
export type CharterDraft = z.infer<typeof CharterDraft>;

export const CharterTag = z.strictObject({ tag: EntityTag });
export const CharterDraftSave = z.strictObject({
  tag: EntityTag,
  major: z.boolean(),
  summary: inAll(Name.trim().max(limits.charterSummary)),
  articles: z.array(DraftArticle).min(1).max(limits.charterArticles),
  /** When it comes into force; null while that is not decided. */
  publishAt: Timestamp.nullable(),
});
export type CharterDraftSave = z.infer<typeof CharterDraftSave>;

/** The first to accept comes first. */
export const AcceptancePage = z.object({
  items: z.array(Acceptance.extend({ person: z.object({ id: Id, name: z.string(), userName: z.string() }) })),
  next: Cursor.nullable(),
});
export type AcceptancePage = z.infer<typeof AcceptancePage>;
export const AcceptanceQuery = ListQuery;

export const CharterExport = z.object({ name: z.string(), csv: z.string(), count: z.number().int() });
export type CharterExport = z.infer<typeof CharterExport>;
