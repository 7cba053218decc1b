import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { discover, join, leave, showCommunity } from './service.ts';

export const communityRoutes = (kernel: Kernel) => [
  operation('listCommunities', async ({ viewer, query }) => ({ body: await discover(kernel, viewer, query) })),
  operation('getCommunity', async ({ viewer, params }) => ({ body: await showCommunity(kernel, viewer, params.id) })),
  operation('joinCommunity', async ({ viewer, params }) => ({ body: await join(kernel, viewer, params.id) })),
  operation('leaveCommunity', async ({ viewer, params }) => ({ body: await leave(kernel, viewer, params.id) })),
];
