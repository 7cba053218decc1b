import type { Post } from '@parvis/contracts';
import { presentAudience } from '../audiences/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentByline } from '../people/index.ts';
import { presentReactions } from '../reactions/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import { abilities } from './policy.ts';
import type { PostRow } from './store.ts';

export const presentPost = (viewer: Viewer, row: PostRow): Post => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  body: row.body,
  link: row.link,
  author: presentByline(row),
  audience: presentAudience(row),
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
