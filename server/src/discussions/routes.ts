import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { count, lockDiscussion, showDiscussion, startDiscussion } from './service.ts';

export const discussionRoutes = (kernel: Kernel) => [
  operation('getDiscussion', async ({ viewer, query }) => {
    const { discussion, sensitive } = await showDiscussion(kernel, viewer, query.address);
    return { body: discussion, sensitive };
  }),
  operation('createDiscussion', async ({ viewer, body, idempotencyKey }) => ({
    body: await startDiscussion(kernel, viewer, body, idempotencyKey),
  })),
  operation('lockDiscussion', async ({ viewer, body }) => {
    const { discussion, sensitive } = await lockDiscussion(kernel, viewer, body);
    return { body: discussion, sensitive };
  }),
  operation('countComments', async ({ viewer, body }) => ({
    body: await count(kernel, viewer, body),
    sensitive: true,
  })),
];
