import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { acknowledge } from './service.ts';

export const acknowledgementRoutes = (kernel: Kernel) => [
  operation('acknowledgePost', async ({ viewer, params }) => ({ body: await acknowledge(kernel, viewer, params.id) })),
];
