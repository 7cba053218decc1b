import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findExperts, proposeCommunities } from './service.ts';

export const expertRoutes = (kernel: Kernel) => [
  operation('searchExperts', async ({ viewer, query }) => ({
    body: await findExperts(kernel, viewer, query),
    // Excerpts are of posts of any degree that the viewer holds, and so is what the order was made of.
    sensitive: true,
  })),
  operation('proposeCommunities', async ({ viewer, query }) => ({
    body: await proposeCommunities(kernel, viewer, query.q),
    // The order says what is talked about where, and may come from posts of any degree.
    sensitive: true,
  })),
];
