import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { listSkills } from './service.ts';

export const skillRoutes = (kernel: Kernel) => [
  operation('listSkills', async ({ viewer, query }) => ({ body: await listSkills(kernel, viewer, query) })),
];
