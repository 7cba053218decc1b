import type { Audience, Post, PostPage } from '@parvis/contracts';
import { presentAttachments } from '../attachments/index.ts';
import { describeAudience, presentAudience } from '../audiences/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentKind } from '../kinds/index.ts';
import { presentByline } from '../people/index.ts';
import { presentPreview } from '../previews/index.ts';
import { presentReactions } from '../reactions/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import { abilities } from './policy.ts';
import type { FeedRow, PostFacts, PostRow } from './store.ts';

export const presentPost = (viewer: Viewer, row: PostRow): Post => ({
  ...presentWritten(viewer, row),
  ...(row.original_id !== null && { original: { post: row.original && presentWritten(viewer, row.original) } }),
});

/** Of a post that another one re-shares: never what it re-shares itself. */
const presentWritten = (viewer: Viewer, row: PostRow): Omit<Post, 'original'> => ({
  ...withoutBody(viewer, row, presentAudience(row)),
  body: row.body,
});

/**
 * A page of a feed as JSON text: what `presentPost` makes of each row, written straight down. A body is most of a post
 * and is not looked into here: it goes from the database to the answer as the text it was stored as. Nothing else of the
 * server is asked for as often, so only what people wrote is escaped.
 */
export const writePage = (
  viewer: Viewer,
  rows: readonly FeedRow[],
  { next, newest }: Omit<PostPage, 'items'>,
): string => {
  let items = '';
  for (const row of rows) items += `${items && ','}${writePost(viewer, row)}`;
  return `{"items":[${items}],"next":${JSON.stringify(next)},"newest":${JSON.stringify(newest)}}`;
};

const quoted = (text: string | null): string => (text === null ? 'null' : `"${text}"`);
const quotedTime = (time: Date | null): string => quoted(time && time.toISOString());
const escaped = (value: unknown): string => (value === null ? 'null' : JSON.stringify(value));

const writePost = (viewer: Viewer, row: FeedRow): string =>
  row.original_id === null
    ? `{${writeWritten(viewer, row)}}`
    : `{${writeWritten(viewer, row)},"original":{"post":${row.original ? `{${writeWritten(viewer, row.original)}}` : 'null'}}}`;

const writeKind = (row: FeedRow): string => {
  const kind = presentKind(row);
  return kind ? `${JSON.stringify(kind).slice(1, -1)},` : '';
};

const writeWritten = (viewer: Viewer, row: FeedRow): string =>
  `"body":${row.body},"id":"${row.id}","kind":"${row.kind}","title":${escaped(row.title)},"link":${escaped(row.link)},` +
  `"author":{"id":"${row.author_id}","name":${escaped(row.author_name)},"photo":${escaped(row.author_photo)},` +
  `"circle":"${row.author_circle}","departed":${row.author_departed_at !== null},"abilities":{"open":${row.author_open}}},` +
  `"audience":${writeAudience(viewer, row)},"tags":${row.tags.length === 0 ? '[]' : escaped(row.tags)},` +
  `"language":${quoted(row.language)},"createdAt":${quotedTime(row.created_at)},"editedAt":${quotedTime(row.edited_at)},` +
  `"state":"${row.state}","statement":${escaped(row.statement)},"commenters":"${row.commenters}",` +
  `"commentCount":${row.comment_count},"reactions":${escaped(presentReactions(row.reactions, row.my_reactions))},` +
  `"accepted":${quoted(row.accepted_id)},"flag":${escaped(row.my_flag && presentReceipt(row.my_flag))},` +
  `"bookmarked":${row.bookmarked},"followed":${row.followed},` +
  (row.muted_until ? `"mutedUntil":${quotedTime(row.muted_until)},` : '') +
  `"pinned":${row.pinned_at !== null},"locked":${row.locked_at !== null},"revisions":${row.revisions},` +
  (row.state === 'scheduled' || row.state === 'held' ? writeSchedule(row) : '') +
  `"source":${escaped(row.source)},${writeKind(row)}${writeRare(viewer, row)}"reshareable":${row.reshareable},` +
  `"abilities":${escaped(abilities(viewer, row))}`;

/** What few posts have. */
const writeRare = (viewer: Viewer, { attachments, preview }: FeedRow): string =>
  attachments || preview
    ? `${JSON.stringify({ ...presentAttachments(viewer, attachments), ...presentPreview(viewer, preview) }).slice(1, -1)},`
    : '';

const writeSchedule = ({ scheduled_for, not_published }: FeedRow): string =>
  (scheduled_for ? `"scheduledFor":${quotedTime(scheduled_for)},` : '') +
  (not_published === 'review' ? '"review":true,' : not_published ? `"notPublished":"${not_published}",` : '');

/** A page is from few audiences, and each is the same all over it. */
const audiences = new WeakMap<Viewer, Map<string, string>>();

function writeAudience(viewer: Viewer, { audience_id: present, planned_audience_id, community_id }: FeedRow): string {
  const audience_id = planned_audience_id ?? present;
  let written = audiences.get(viewer);
  if (!written) audiences.set(viewer, (written = new Map()));
  const key = `${audience_id} ${community_id}`;
  let text = written.get(key);
  if (text === undefined) {
    text = JSON.stringify(presentAudience(describeAudience(viewer, audience_id, community_id)));
    written.set(key, text);
  }
  return text;
}

const withoutBody = (
  viewer: Viewer,
  row: PostFacts & { original: PostFacts | null },
  audience: Audience,
): Omit<Post, 'body' | 'original'> => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  link: row.link,
  author: presentByline(row),
  audience,
  tags: row.tags,
  language: row.language,
  createdAt: row.created_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
  state: row.state,
  statement: row.statement,
  commenters: row.commenters,
  commentCount: row.comment_count,
  reactions: presentReactions(row.reactions, row.my_reactions),
  accepted: row.accepted_id,
  flag: row.my_flag && presentReceipt(row.my_flag),
  bookmarked: row.bookmarked,
  followed: row.followed,
  ...(row.muted_until && { mutedUntil: row.muted_until.toISOString() }),
  pinned: row.pinned_at !== null,
  locked: row.locked_at !== null,
  revisions: row.revisions,
  ...(row.scheduled_for && { scheduledFor: row.scheduled_for.toISOString() }),
  ...(row.not_published && (row.not_published === 'review' ? { review: true } : { notPublished: row.not_published })),
  source: row.source,
  ...presentKind(row),
  reshareable: row.reshareable,
  ...presentAttachments(viewer, row.attachments),
  ...presentPreview(viewer, row.preview),
  abilities: abilities(viewer, row),
});
