import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { answer } from './service.ts';

export const pollRoutes = (kernel: Kernel) => [
  operation('answerPoll', async ({ viewer, params, body }) => ({
    body: await answer(kernel, viewer, params.id, body.options),
  })),
];
