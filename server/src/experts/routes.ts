import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findExperts } from './service.ts';

export const expertRoutes = (kernel: Kernel) => [
  operation('searchExperts', async ({ viewer, query }) => ({
    body: await findExperts(kernel, viewer, query),
    // Excerpts are of posts of any degree that the viewer holds, and so is what the order was made of.
    sensitive: true,
  })),
];
