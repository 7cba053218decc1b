import type { Audience, Post, PostPage, ReactionKind } from '@parvis/contracts';
import { presentAttachments } from '../attachments/index.ts';
import { describeAudience, presentAudience } from '../audiences/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type KindFacts, presentKind } from '../kinds/index.ts';
import { presentByline } from '../people/index.ts';
import { presentPreview } from '../previews/index.ts';
import { presentReactions } from '../reactions/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import { type Judged, abilities } from './policy.ts';
import type { FeedRow, PostFacts, PostRow, SharedFacts } from './store.ts';

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
 * A page of a feed as JSON text: what `presentPost` makes of each row, written straight down. Nothing else of the server is
 * asked for as often, so only what people wrote is escaped, and what is the same for all readers of a post is written once
 * (`writeShared`). A body is most of a post and is not looked into: it goes from the database to the answer as the text it
 * was stored as.
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
  row.facts.original_id === null
    ? `{${writeWritten(viewer, row)}}`
    : `{${writeWritten(viewer, row)},"original":{"post":${row.original ? `{${writeWritten(viewer, row.original)}}` : 'null'}}}`;

/**
 * What of a post is the same for everybody who reads it, in the middle of its author: whether their profile is open to
 * the reader comes next.
 */
export const writeShared = (row: SharedFacts): string =>
  `"body":${row.body},"id":"${row.id}","kind":"${row.kind}","title":${escaped(row.title)},"link":${escaped(row.link)},` +
  `"tags":${row.tags.length === 0 ? '[]' : escaped(row.tags)},` +
  `"language":${quoted(row.language)},"createdAt":${quotedTime(row.created_at)},"editedAt":${quotedTime(row.edited_at)},` +
  `"state":"${row.state}","statement":${escaped(row.statement)},"commenters":"${row.commenters}",` +
  `"commentCount":${row.comment_count},"accepted":${quoted(row.accepted_id)},` +
  `"pinned":${row.pinned_at !== null},"locked":${row.locked_at !== null},"revisions":${row.revisions},` +
  (row.state === 'scheduled' || row.state === 'held' ? writeSchedule(row) : '') +
  `"reshareable":${row.reshareable},` +
  `"author":{"id":"${row.author_id}","name":${escaped(row.author_name)},"photo":${escaped(row.author_photo)},` +
  `"circle":"${row.author_circle}","departed":${row.author_departed_at !== null},"abilities":{"open":`;

export const writeReactions = (counts: SharedFacts['reactions'], mine: readonly ReactionKind[] | null): string =>
  escaped(presentReactions(counts, mine));

/** What abilities and what is special to a kind follow from. */
const judged = ({ facts, own, original }: FeedRow): Judged & KindFacts => ({
  kind: facts.kind,
  state: facts.state,
  author_id: facts.author_id,
  author_departed_at: facts.author_departed_at,
  community_id: facts.community_id,
  commenters: facts.commenters,
  locked_at: facts.locked_at,
  revisions: facts.revisions,
  reshareable: facts.reshareable,
  details: facts.details,
  created_at: facts.created_at,
  original_id: facts.original_id,
  my_flag: own.my_flag,
  my_answer: own.my_answer,
  acknowledged: own.acknowledged,
  share: own.share,
  thanked: own.thanked,
  original: original && original.facts,
});

const writeWritten = (viewer: Viewer, row: FeedRow): string => {
  const { facts, own, written, reactions, open } = row;
  const post = judged(row);
  const kind = presentKind(post);
  return (
    `${written}${open}}},"audience":${writeAudience(viewer, facts)},` +
    `"reactions":${own.my_reactions ? writeReactions(facts.reactions, own.my_reactions) : reactions},` +
    `"flag":${own.my_flag ? escaped(presentReceipt(own.my_flag)) : 'null'},` +
    `"bookmarked":${own.bookmarked},"followed":${own.followed},` +
    (own.muted_until ? `"mutedUntil":${quotedTime(own.muted_until)},` : '') +
    `"source":${escaped(own.source)},${kind ? `${escaped(kind).slice(1, -1)},` : ''}${writeRare(viewer, facts)}` +
    `"abilities":${writeAbilities(abilities(viewer, post))}`
  );
};

/** Few are different: each is written once. */
const abilitiesWritten = new Map<number, string>();
function writeAbilities(all: Post['abilities']): string {
  let bits = 0;
  for (const name in all) bits = 2 * bits + (all[name as keyof typeof all] ? 1 : 0);
  let text = abilitiesWritten.get(bits);
  if (text === undefined) abilitiesWritten.set(bits, (text = JSON.stringify(all)));
  return text;
}

/** What few posts have. */
const writeRare = (viewer: Viewer, { attachments, preview }: SharedFacts): string =>
  attachments || preview
    ? `${JSON.stringify({ ...presentAttachments(viewer, attachments), ...presentPreview(viewer, preview) }).slice(1, -1)},`
    : '';

const writeSchedule = ({ scheduled_for, not_published }: SharedFacts): string =>
  (scheduled_for ? `"scheduledFor":${quotedTime(scheduled_for)},` : '') +
  (not_published === 'review' ? '"review":true,' : not_published ? `"notPublished":"${not_published}",` : '');

/** A page is from few audiences, and each is the same all over it. */
const audiences = new WeakMap<Viewer, Map<number, { community: string | null; text: string }>>();

function writeAudience(viewer: Viewer, facts: SharedFacts): string {
  const id = facts.planned_audience_id ?? facts.audience_id;
  let written = audiences.get(viewer);
  if (!written) audiences.set(viewer, (written = new Map()));
  const known = written.get(id);
  if (known?.community === facts.community_id) return known.text;
  const text = JSON.stringify(presentAudience(describeAudience(viewer, id, facts.community_id)));
  written.set(id, { community: facts.community_id, text });
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
