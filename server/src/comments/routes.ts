import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { accept, deleteComment, editComment, listAnswers, reactToComment, writeComment } from './service.ts';

export const commentRoutes = (kernel: Kernel) => [
  operation('listComments', async ({ viewer, params, query }) => {
    const { page, sensitive } = await listAnswers(kernel, viewer, params.id, query);
    return { body: page, sensitive };
  }),
  operation('createComment', async ({ viewer, params, body, idempotencyKey }) => ({
    body: await writeComment(kernel, viewer, params.id, body, idempotencyKey),
  })),
  operation('updateComment', async ({ viewer, params, body }) => ({
    body: await editComment(kernel, viewer, params.id, body),
  })),
  operation('deleteComment', async ({ viewer, params }) => {
    await deleteComment(kernel, viewer, params.id);
    return {};
  }),
  operation('addCommentReaction', async ({ viewer, params }) => ({
    body: await reactToComment(kernel, viewer, params.id, params.kind, true),
  })),
  operation('removeCommentReaction', async ({ viewer, params }) => ({
    body: await reactToComment(kernel, viewer, params.id, params.kind, false),
  })),
  operation('acceptAnswer', async ({ viewer, params }) => ({
    body: await accept(kernel, viewer, params.id, params.comment, true),
  })),
  operation('withdrawAnswer', async ({ viewer, params }) => ({
    body: await accept(kernel, viewer, params.id, params.comment, false),
  })),
];
