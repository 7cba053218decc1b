import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { openCard } from './service.ts';

export const peopleRoutes = (kernel: Kernel) => [
  operation('getPerson', async ({ viewer, params }) => ({ body: await openCard(kernel, viewer, params.id) })),
];
