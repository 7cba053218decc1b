import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { acceptCharter, showCharter } from './service.ts';

export const charterRoutes = (kernel: Kernel) => [
  operation('getCharter', async ({ viewer, query }) => ({ body: await showCharter(kernel, viewer, query.language) })),
  operation('acceptCharter', async ({ viewer, body }) => ({ body: await acceptCharter(kernel, viewer, body) })),
];
