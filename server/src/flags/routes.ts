import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createFlag, listOwnFlags, withdrawFlag } from './service.ts';

export const flagRoutes = (kernel: Kernel) => [
  operation('createFlag', async ({ viewer, body, idempotencyKey }) => ({
    body: await createFlag(kernel, viewer, body, idempotencyKey),
  })),
  operation('listFlags', async ({ viewer, query }) => ({
    body: await listOwnFlags(kernel, viewer, query),
    // Notes tell of things of any degree.
    sensitive: true,
  })),
  operation('withdrawFlag', async ({ viewer, params }) => ({ body: await withdrawFlag(kernel, viewer, params.id) })),
];
