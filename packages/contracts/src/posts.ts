import { z } from 'zod';
import { Audience, AudienceChoice } from './audiences.ts';
import { Cursor, Id, Limit, Slug, Timestamp, Title, WebAddress, pageOf } from './common.ts';
import { FlagReceipt, Statement } from './flags.ts';
import { PersonReference } from './people.ts';
import { Reaction } from './reactions.ts';
import { RichText } from './rich-text.ts';
import { commenters, feedScopes, limits, postKinds, publicationStates, writablePostKinds } from './tables.ts';

/** A tag without its `#`: letters, digits, and the symbols that names such as `c++`, `c#` and `.net` need. */
export const Tag = z
  .string()
  .min(1)
  .max(limits.tag)
  .regex(/^[\p{L}\p{N}.][\p{L}\p{N}\p{M}._+#-]*$/u);

export const Post = z.object({
  id: Id,
  kind: z.enum(postKinds),
  title: z.string().nullable(),
  body: RichText,
  /** Only for kind `link`: where it leads; the body is the "so what for us". */
  link: z.string().nullable(),
  author: PersonReference,
  audience: Audience,
  tags: z.array(z.string()),
  language: z.string().nullable(),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  state: z.enum(publicationStates),
  /** For the author of something held or removed: what was decided and why. */
  statement: Statement.nullable(),
  commenters: z.enum(commenters),
  commentCount: z.number().int(),
  reactions: z.array(Reaction),
  /** The accepted answer of a question. */
  accepted: Id.nullable(),
  /** The viewer's own flag on it. */
  flag: FlagReceipt.nullable(),
  /** The Markdown it was written in, for those who may edit it. */
  source: z.string().nullable(),
  abilities: z.object({
    edit: z.boolean(),
    delete: z.boolean(),
    comment: z.boolean(),
    react: z.boolean(),
    accept: z.boolean(),
    flag: z.boolean(),
  }),
});
export type Post = z.infer<typeof Post>;

/**
 * `scope=home` needs no `for`; `community` takes an id or slug, `person` an id or user name, `tag` a tag.
 * `cursor` leads to older posts, `since` (a post's cursor) to newer ones; never both.
 */
export const PostQuery = z.object({
  scope: z.enum(feedScopes).default('home'),
  for: z.string().min(1).max(200).optional(),
  kind: z.enum(postKinds).optional(),
  cursor: Cursor.optional(),
  since: Cursor.optional(),
  limit: Limit,
});
export type PostQuery = z.infer<typeof PostQuery>;

/** `newest` is the position of the first item: ask `since=newest` for what came after it. Null when the list is empty. */
export const PostPage = pageOf(Post).extend({ newest: Cursor.nullable() });
export type PostPage = z.infer<typeof PostPage>;

export const PostCreate = z.strictObject({
  kind: z.enum(writablePostKinds).default('update'),
  title: Title.optional(),
  /** Markdown. */
  text: z.string().min(1).max(limits.post),
  link: WebAddress.optional(),
  audience: AudienceChoice,
  tags: z.array(Tag).max(limits.tagsPerPost).default([]),
  commenters: z.enum(commenters).default('readers'),
});
export type PostCreate = z.infer<typeof PostCreate>;

export const PostUpdate = z.strictObject({
  title: Title.nullable().optional(),
  text: z.string().min(1).max(limits.post).optional(),
  link: WebAddress.optional(),
  tags: z.array(Tag).max(limits.tagsPerPost).optional(),
  commenters: z.enum(commenters).optional(),
});
export type PostUpdate = z.infer<typeof PostUpdate>;

export const AcceptedParams = z.object({ id: Id, comment: Id });
/** What `for` may be, by scope. */
export const feedTargets = { community: z.union([Id, Slug]), person: z.string().min(1), tag: Tag } as const;
