import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { suggestExperts } from './service.ts';

export const suggestionRoutes = (kernel: Kernel) => [
  operation('suggestExperts', async ({ viewer, query }) => ({
    body: await suggestExperts(kernel, viewer, query.q),
    // Questions are of any degree that the viewer holds.
    sensitive: true,
  })),
];
