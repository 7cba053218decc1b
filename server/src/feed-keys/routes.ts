import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createKey, deleteKey, listKeys } from './service.ts';

export const feedKeyRoutes = (kernel: Kernel) => [
  operation('listFeedKeys', async ({ viewer }) => ({ body: await listKeys(kernel, viewer), sensitive: true })),
  operation('createFeedKey', async ({ viewer, body, idempotencyKey }) => ({
    body: await createKey(kernel, viewer, body, idempotencyKey),
    sensitive: true,
  })),
  operation('deleteFeedKey', async ({ viewer, params }) => {
    await deleteKey(kernel, viewer, params.id);
    return {};
  }),
];
