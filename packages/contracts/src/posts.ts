import { z } from 'zod';
import { Attachment, Attachments, Descriptions, LinkPreview } from './attachments.ts';
import { Audience, AudienceChoice } from './audiences.ts';
import { Confirmed, Cursor, Id, Limit, Slug, Timestamp, Title, WebAddress, pageOf } from './common.ts';
import { FlagReceipt, Statement } from './flags.ts';
import { Announcement, Idea, Kudos, KudosCreate, Poll, PollCreate } from './kinds.ts';
import { PersonReference } from './people.ts';
import { Reaction } from './reactions.ts';
import { RichText } from './rich-text.ts';
import {
  circles,
  commenters,
  degrees,
  feedScopes,
  limits,
  postKinds,
  publicationStates,
  publishingProblems,
  writablePostKinds,
} from './tables.ts';

/** A tag without its `#`: letters, digits, and the symbols that names such as `c++`, `c#` and `.net` need. */
export const Tag = z
  .string()
  .min(1)
  .max(limits.tag)
  .regex(/^[\p{L}\p{N}.][\p{L}\p{N}\p{M}._+#-]*$/u);

const Written = z.object({
  id: Id,
  kind: z.enum(postKinds),
  title: z.string().nullable(),
  body: RichText,
  /** Only for kind `link`: where it leads; the body is the "so what for us". */
  link: z.string().nullable(),
  /** Absent where there are none. */
  attachments: z.array(Attachment).optional(),
  /** Of its link, or of the first link in its text; comes some seconds after the post, if at all. */
  preview: LinkPreview.optional(),
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
  /** Whether the viewer has it among their bookmarks, and whether they follow it: nobody else is told. */
  bookmarked: z.boolean(),
  followed: z.boolean(),
  /** The viewer's home leaves it out until then; a time that is past says nothing. */
  mutedUntil: Timestamp.optional(),
  /** Stands first in its community. */
  pinned: z.boolean(),
  /** Its stewards ended the comments. */
  locked: z.boolean(),
  /** Earlier versions that its readers can see. */
  revisions: z.number().int(),
  /** When it is published, of one that is scheduled; the audience it shows is the one it will have. */
  scheduledFor: Timestamp.optional(),
  /** Why it was not published at its time: it stays its author's until they choose another. */
  notPublished: z.enum(publishingProblems).optional(),
  /** It waits for a steward before it is published; only its author is told. */
  review: z.literal(true).optional(),
  /** The Markdown it was written in, for those who may edit it. */
  source: z.string().nullable(),
  /** Each only where the kind is that. */
  poll: Poll.optional(),
  idea: Idea.optional(),
  kudos: Kudos.optional(),
  announcement: Announcement.optional(),
  /** Whether others may re-share it. */
  reshareable: z.boolean(),
  abilities: z.object({
    edit: z.boolean(),
    delete: z.boolean(),
    comment: z.boolean(),
    react: z.boolean(),
    accept: z.boolean(),
    flag: z.boolean(),
    acknowledge: z.boolean(),
    answer: z.boolean(),
    setStatus: z.boolean(),
    reshare: z.boolean(),
    pin: z.boolean(),
    lock: z.boolean(),
    move: z.boolean(),
    history: z.boolean(),
  }),
});

export const Post = Written.extend({
  /**
   * Only of a re-share. The post is null whenever the viewer is not to see it, whatever the reason: not among its
   * readers, held, removed, deleted, no longer to be re-shared.
   */
  original: z.object({ post: Written.nullable() }).optional(),
});
export type Post = z.infer<typeof Post>;

const Yes = z.literal('true').optional();

/**
 * `scope=home`, `everyone`, `bookmarks`, `mine` and `drafts` need no `for`; `community` takes an id or slug, `person` an
 * id or user name, `tag` a tag, `page` the address of a page of the intranet: what leads there. `cursor` leads to older
 * posts, `since` (a post's cursor) to newer ones; never both.
 */
export const PostQuery = z.object({
  scope: z.enum(feedScopes).default('home'),
  for: z.string().min(1).max(limits.url).optional(),
  kind: z.enum(postKinds).optional(),
  /** Only questions that have no accepted answer. */
  unanswered: Yes,
  /** Only what others wrote after the viewer's marker of the place: in the home, for everyone and in a community. */
  unread: Yes,
  /** Only what has all of these words, in the post itself or in one comment on it. Bounded: the newest are found. */
  q: z.string().trim().min(1).max(limits.search).optional(),
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
  /** Markdown. A question and a poll that have a title need none. */
  text: z.string().max(limits.post).default(''),
  link: WebAddress.optional(),
  audience: AudienceChoice,
  tags: z.array(Tag).max(limits.tagsPerPost).default([]),
  reshareable: z.boolean().default(true),
  poll: PollCreate.optional(),
  kudos: KudosCreate.optional(),
  /** The post that this one re-shares; one that re-shares another stands for that other one. */
  original: Id.optional(),
  /** Uploads of the writer's, in the order in which they are drawn. */
  attachments: Attachments.optional(),
  /** What is left out is the community's default. */
  commenters: z.enum(commenters).optional(),
  /** Published then instead of now; its author's alone until then. */
  scheduledFor: Timestamp.optional(),
  confirmed: Confirmed,
});
export type PostCreate = z.infer<typeof PostCreate>;

export const PostUpdate = z.strictObject({
  title: Title.nullable().optional(),
  text: z.string().max(limits.post).optional(),
  link: WebAddress.optional(),
  tags: z.array(Tag).max(limits.tagsPerPost).optional(),
  commenters: z.enum(commenters).optional(),
  reshareable: z.boolean().optional(),
  /** All that it has from now on: what is left out is erased. */
  attachments: Attachments.optional(),
  descriptions: Descriptions.optional(),
  /** Another time, of one that is scheduled. */
  scheduledFor: Timestamp.optional(),
  confirmed: Confirmed,
});
export type PostUpdate = z.infer<typeof PostUpdate>;

/**
 * Where a post goes. What is left out is the target's default, never wider than before. `wider`: its author wants it read
 * by others than before too; nobody else can say so.
 */
export const PostMove = z.strictObject({
  community: Id,
  circles: z.array(z.enum(circles)).min(1).max(circles.length).optional(),
  degree: z.enum(degrees).optional(),
  wider: z.boolean().default(false),
  confirmed: Confirmed,
});
export type PostMove = z.infer<typeof PostMove>;

/** An earlier version of a post or comment. */
export const Revision = z.object({
  id: z.string(),
  /** When it was written. */
  at: Timestamp,
  title: z.string().nullable(),
  link: z.string().nullable(),
  body: RichText,
  language: z.string().nullable(),
  /** The images that it had, with what was said of them. They themselves are not kept. */
  images: z.array(Attachment.pick({ name: true, alt: true })),
});
export type Revision = z.infer<typeof Revision>;

/** Newest first; the present version is not among them. */
export const RevisionPage = pageOf(Revision);
export type RevisionPage = z.infer<typeof RevisionPage>;

export const AcceptedParams = z.object({ id: Id, comment: Id });
/** What `for` may be, by scope; the other scopes take none. */
export const feedTargets = {
  community: z.union([Id, Slug]),
  person: z.string().min(1).max(200),
  tag: Tag,
  page: WebAddress,
} as const;
