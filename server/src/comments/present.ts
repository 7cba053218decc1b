import type { Comment } from '@parvis/contracts';
import { presentAttachments } from '../attachments/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentByline } from '../people/index.ts';
import type { ThreadRow } from '../posts/index.ts';
import { presentReactions } from '../reactions/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import { abilities } from './policy.ts';
import type { CommentRow } from './store.ts';

export const presentComment = (viewer: Viewer, post: ThreadRow, row: CommentRow): Comment => ({
  id: row.id,
  post: row.post_id,
  parent: row.parent_id,
  author: presentByline(row),
  body: row.body,
  language: row.language,
  ...presentAttachments(viewer, row.attachments),
  createdAt: row.created_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
  state: row.state,
  withParent: row.with_parent,
  ...(row.review && { review: true }),
  statement: row.statement,
  reactions: presentReactions(row.reactions, row.my_reactions),
  accepted: post.accepted_id === row.id,
  revisions: row.revisions,
  flag: row.my_flag && presentReceipt(row.my_flag),
  source: row.source,
  abilities: abilities(viewer, post, row),
});
