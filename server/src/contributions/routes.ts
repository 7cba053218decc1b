import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { listOwn } from './service.ts';

export const contributionRoutes = (kernel: Kernel) => [
  // Of every degree, also of those that the viewer is cleared for no longer: none of it stays in a cache.
  operation('listContributions', async ({ viewer, query }) => ({
    body: await listOwn(kernel, viewer, query),
    sensitive: true,
  })),
];
