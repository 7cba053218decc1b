import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { showMe } from './service.ts';

export const meRoutes = (kernel: Kernel) => [
  operation('getMe', async ({ viewer }) => ({ body: await showMe(kernel, viewer) })),
];
