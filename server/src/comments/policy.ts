import type { Comment } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type ThreadRow, canAccept, canComment } from '../posts/index.ts';
import { isPending } from '../receipts/index.ts';
import type { CommentRow } from './store.ts';

/** Not held, not removed, and more than the place that a deleted comment leaves to its replies. */
export const stands = ({ state, deleted_at }: Pick<CommentRow, 'state' | 'deleted_at'>): boolean =>
  state === 'published' && deleted_at === null;

export const abilities = (viewer: Viewer, post: ThreadRow, comment: CommentRow): Comment['abilities'] => {
  const mine = viewer.person === comment.author_id;
  const standing = stands(comment);
  const deleted = comment.deleted_at !== null;
  return {
    edit: mine && !deleted && comment.state !== 'removed',
    delete: mine && !deleted,
    reply: standing && canComment(viewer, post),
    react: standing && post.state === 'published',
    accept: standing && comment.parent_id === null && canAccept(viewer, post),
    flag: !mine && standing && !isPending(comment.my_flag),
  };
};
