import type { Sent } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import type { CallOptions, Send } from './transport.ts';

export const comments = (send: Send) => ({
  list: (post: string, query: Sent<'listComments', 'query'>, options?: CallOptions) =>
    send('listComments', { params: { id: post }, query }, options),
  create: (post: string, body: Sent<'createComment', 'body'>, options?: CallOptions) =>
    send('createComment', { params: { id: post }, body }, options),
  update: (id: string, body: Sent<'updateComment', 'body'>, options?: CallOptions) =>
    send('updateComment', { params: { id }, body }, options),
  delete: (id: string, options?: CallOptions) => send('deleteComment', { params: { id } }, options),
  revisions: (id: string, query: Sent<'listCommentRevisions', 'query'>, options?: CallOptions) =>
    send('listCommentRevisions', { params: { id }, query }, options),
  react: (id: string, kind: ReactionKind, on: boolean, options?: CallOptions) =>
    send(on ? 'addCommentReaction' : 'removeCommentReaction', { params: { id, kind } }, options),
});
