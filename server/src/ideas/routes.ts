import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { listSteps, moveIdea } from './service.ts';

export const ideaRoutes = (kernel: Kernel) => [
  operation('setIdeaStatus', async ({ viewer, params, body }) => ({
    body: await moveIdea(kernel, viewer, params.id, body),
  })),
  operation('listIdeaStatuses', async ({ viewer, params }) => {
    const { history, sensitive } = await listSteps(kernel, viewer, params.id);
    return { body: history, sensitive };
  }),
];
