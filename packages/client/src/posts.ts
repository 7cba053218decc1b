import type { Sent } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

export const posts = (send: Send) => ({
  list: (query: Sent<'listPosts', 'query'>, options?: CallOptions) => send('listPosts', { query }, options),
  get: (id: string, options?: CallOptions) => send('getPost', { params: { id } }, options),
  create: (body: Sent<'createPost', 'body'>, options?: CallOptions) => send('createPost', { body }, options),
  update: (id: string, body: Sent<'updatePost', 'body'>, options?: CallOptions) =>
    send('updatePost', { params: { id }, body }, options),
  delete: (id: string, options?: CallOptions) => send('deletePost', { params: { id } }, options),
  /** Adds or takes back the viewer's own reaction. */
  react: (id: string, kind: ReactionKind, on: boolean, options?: CallOptions) =>
    send(on ? 'addPostReaction' : 'removePostReaction', { params: { id, kind } }, options),
  /** Says that the viewer has read an announcement. */
  acknowledge: (id: string, options?: CallOptions) => send('acknowledgePost', { params: { id } }, options),
  /** Answers a poll with the ids of its options, or changes the answer to an open one. */
  answer: (id: string, chosen: string[], options?: CallOptions) =>
    send('answerPoll', { params: { id }, body: { options: chosen } }, options),
  /** Says where an idea stands. */
  setStatus: (id: string, body: Sent<'setIdeaStatus', 'body'>, options?: CallOptions) =>
    send('setIdeaStatus', { params: { id }, body }, options),
  /** Where an idea stood before. */
  statuses: (id: string, options?: CallOptions) => send('listIdeaStatuses', { params: { id } }, options),
  /** Puts it first in its community, or no longer. */
  pin: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'pinPost' : 'unpinPost', { params: { id } }, options),
  /** Ends the comments, or opens them again. */
  lock: (id: string, on: boolean, options?: CallOptions) =>
    send(on ? 'lockPost' : 'unlockPost', { params: { id } }, options),
  /** To another community. */
  move: (id: string, body: Sent<'movePost', 'body'>, options?: CallOptions) =>
    send('movePost', { params: { id }, body }, options),
  revisions: (id: string, query: Sent<'listPostRevisions', 'query'>, options?: CallOptions) =>
    send('listPostRevisions', { params: { id }, query }, options),
  /** Marks a comment as the answer, or takes the mark back. */
  accept: (id: string, comment: string, on: boolean, options?: CallOptions) =>
    send(on ? 'acceptAnswer' : 'withdrawAnswer', { params: { id, comment } }, options),
});
