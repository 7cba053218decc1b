import type { Post } from '@parvis/contracts';
import { type Viewer, isMember, isSteward } from '../kernel/viewer/index.ts';
import { isPending } from '../receipts/index.ts';
import type { PostFacts } from './store.ts';

const isAuthor = (viewer: Viewer, post: PostFacts): boolean => viewer.person === post.author_id;

export const canComment = (viewer: Viewer, post: PostFacts): boolean =>
  post.state === 'published' &&
  (post.commenters === 'readers' ||
    (post.commenters === 'members' && (post.community_id === null || isMember(viewer, post.community_id))));

/** An answer is accepted by who asked, or by a steward where the asker is gone. */
export const canAccept = (viewer: Viewer, post: PostFacts): boolean =>
  post.kind === 'question' &&
  post.state === 'published' &&
  (isAuthor(viewer, post) || (post.author_departed_at !== null && isSteward(viewer, post.community_id)));

export const abilities = (viewer: Viewer, post: PostFacts): Post['abilities'] => ({
  edit: isAuthor(viewer, post) && post.state !== 'removed',
  delete: isAuthor(viewer, post),
  comment: canComment(viewer, post),
  react: post.state === 'published',
  accept: canAccept(viewer, post),
  flag: !isAuthor(viewer, post) && post.state === 'published' && !isPending(post.my_flag),
});
