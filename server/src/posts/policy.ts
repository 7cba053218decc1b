import type { Post } from '@parvis/contracts';
import type { PollDetails } from '../kernel/database/index.ts';
import { type Viewer, isMember, isSteward } from '../kernel/viewer/index.ts';
import { isPending } from '../receipts/index.ts';
import type { PostFacts, ThreadRow } from './store.ts';

/** What abilities follow from. */
type JudgedAlone = Pick<
  PostFacts,
  | 'kind'
  | 'state'
  | 'author_id'
  | 'author_departed_at'
  | 'community_id'
  | 'commenters'
  | 'locked_at'
  | 'revisions'
  | 'reshareable'
  | 'details'
  | 'original_id'
  | 'my_flag'
  | 'my_answer'
  | 'acknowledged'
>;
export type Judged = JudgedAlone & { original: Pick<PostFacts, 'state' | 'reshareable'> | null };

const isAuthor = (viewer: Viewer, post: Pick<ThreadRow, 'author_id'>): boolean => viewer.person === post.author_id;

export const canComment = (
  viewer: Viewer,
  post: Pick<ThreadRow, 'state' | 'commenters' | 'community_id' | 'locked_at'>,
): boolean =>
  post.state === 'published' &&
  post.locked_at === null &&
  (post.commenters === 'readers' ||
    (post.commenters === 'members' && (post.community_id === null || isMember(viewer, post.community_id))));

/** An answer is accepted by who asked, or by a steward where the asker is gone. */
export const canAccept = (
  viewer: Viewer,
  post: Pick<ThreadRow, 'kind' | 'state' | 'author_id' | 'author_departed_at' | 'community_id'>,
): boolean =>
  post.kind === 'question' &&
  post.state === 'published' &&
  (isAuthor(viewer, post) || (post.author_departed_at !== null && isSteward(viewer, post.community_id)));

/** First in a community is what its stewards put there. */
export const canPin = (viewer: Viewer, post: JudgedAlone): boolean =>
  post.state === 'published' && isSteward(viewer, post.community_id);

/** What is written to everyone has no stewards: there it is the moderators who end comments. */
export const canLock = (viewer: Viewer, post: Pick<ThreadRow, 'state' | 'community_id'>): boolean =>
  post.state === 'published' &&
  (post.community_id === null ? viewer.roles.includes('moderator') : isSteward(viewer, post.community_id));

/** What is announced is announced to those who were asked to read it. */
export const canMove = (viewer: Viewer, post: JudgedAlone): boolean =>
  post.state === 'published' &&
  post.kind !== 'announcement' &&
  (isAuthor(viewer, post) || isSteward(viewer, post.community_id));

/** Where an idea stands is for its community's stewards to say; of one to everyone, for admins. */
export const canSetStatus = (viewer: Viewer, post: JudgedAlone): boolean =>
  post.kind === 'idea' &&
  post.state === 'published' &&
  (post.community_id === null ? viewer.roles.includes('admin') : isSteward(viewer, post.community_id));

/** Announcements ask everybody to say that they read them: stewards make them in their community, admins to everyone. */
export const canAnnounce = (viewer: Viewer, community: string | null): boolean =>
  community === null ? viewer.roles.includes('admin') : isSteward(viewer, community);

/** A secret answer stays as it was given. */
const canAnswer = (post: JudgedAlone): boolean => {
  if (post.kind !== 'poll' || post.state !== 'published' || !post.details) return false;
  const { closed, secret } = post.details as PollDetails;
  return !closed && !(secret && post.my_answer !== null);
};

/** What is re-shared is always the original: whether that may be is its author's to say. */
const canReshare = (post: Judged): boolean => {
  const original = post.original_id === null ? post : post.original;
  return original !== null && original.state === 'published' && original.reshareable;
};

export const abilities = (viewer: Viewer, post: Judged): Post['abilities'] => ({
  edit: isAuthor(viewer, post) && post.state !== 'removed',
  delete: isAuthor(viewer, post),
  comment: canComment(viewer, post),
  react: post.state === 'published',
  accept: canAccept(viewer, post),
  flag: !isAuthor(viewer, post) && post.state === 'published' && !isPending(post.my_flag),
  acknowledge:
    post.kind === 'announcement' && post.state === 'published' && !isAuthor(viewer, post) && !post.acknowledged,
  answer: canAnswer(post),
  setStatus: canSetStatus(viewer, post),
  reshare: canReshare(post),
  pin: canPin(viewer, post),
  lock: canLock(viewer, post),
  move: canMove(viewer, post),
  history: post.revisions > 0,
});
