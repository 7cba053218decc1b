import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { lock, move, pin } from './service.ts';

export const stewardingRoutes = (kernel: Kernel) => [
  operation('pinPost', async ({ viewer, params }) => ({ body: await pin(kernel, viewer, params.id, true) })),
  operation('unpinPost', async ({ viewer, params }) => ({ body: await pin(kernel, viewer, params.id, false) })),
  operation('lockPost', async ({ viewer, params }) => ({ body: await lock(kernel, viewer, params.id, true) })),
  operation('unlockPost', async ({ viewer, params }) => ({ body: await lock(kernel, viewer, params.id, false) })),
  operation('movePost', async ({ viewer, params, body }) => ({ body: await move(kernel, viewer, params.id, body) })),
];
