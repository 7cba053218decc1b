import type { Audience, Post, PostPage } from '@parvis/contracts';
import { describeAudience, presentAudience } from '../audiences/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentByline } from '../people/index.ts';
import { presentReactions } from '../reactions/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import { abilities } from './policy.ts';
import type { FeedRow, PostFacts, PostRow } from './store.ts';

export const presentPost = (viewer: Viewer, row: PostRow): Post => ({
  ...withoutBody(viewer, row, presentAudience(row)),
  body: row.body,
});

/**
 * A page of a feed as JSON text. A body is most of a post and is not looked into here: it goes from the database to the
 * answer as the text it was stored as.
 */
export const writePage = (
  viewer: Viewer,
  rows: readonly FeedRow[],
  { next, newest }: Omit<PostPage, 'items'>,
): string => {
  const items = rows.map((row) => {
    const audience = presentAudience(describeAudience(viewer, row.audience_id, row.community_id));
    return `{"body":${row.body},${JSON.stringify(withoutBody(viewer, row, audience)).slice(1)}`;
  });
  return `{"items":[${items.join(',')}],"next":${JSON.stringify(next)},"newest":${JSON.stringify(newest)}}`;
};

const withoutBody = (viewer: Viewer, row: PostFacts, audience: Audience): Omit<Post, 'body'> => ({
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
  source: row.source,
  abilities: abilities(viewer, row),
});
