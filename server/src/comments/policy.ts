import type { Comment } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type PostRow, canAccept, canComment } from '../posts/index.ts';
import { isPending } from '../receipts/index.ts';
import type { CommentRow } from './store.ts';

export const abilities = (viewer: Viewer, post: PostRow, comment: CommentRow): Comment['abilities'] => {
  const mine = viewer.person === comment.author_id;
  const published = comment.state === 'published';
  return {
    edit: mine && comment.state !== 'removed',
    delete: mine,
    reply: published && canComment(viewer, post),
    react: published && post.state === 'published',
    accept: published && comment.parent_id === null && canAccept(viewer, post),
    flag: !mine && published && !isPending(comment.my_flag),
  };
};
