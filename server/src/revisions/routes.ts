import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { listOfComment, listOfPost } from './service.ts';

export const revisionRoutes = (kernel: Kernel) => [
  operation('listPostRevisions', async ({ viewer, params, query }) => {
    const { page, sensitive } = await listOfPost(kernel, viewer, params.id, query);
    return { body: page, sensitive };
  }),
  operation('listCommentRevisions', async ({ viewer, params, query }) => {
    const { page, sensitive } = await listOfComment(kernel, viewer, params.id, query);
    return { body: page, sensitive };
  }),
];
