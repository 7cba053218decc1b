import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { acknowledge, answer, appeal, listOwn } from './service.ts';

/** They quote things of any degree. */
const sensitive = true;

export const statementRoutes = (kernel: Kernel) => [
  operation('listStatements', async ({ viewer, query }) => ({ body: await listOwn(kernel, viewer, query), sensitive })),
  operation('acknowledgeWarning', async ({ viewer, params }) => ({
    body: await acknowledge(kernel, viewer, params.id),
    sensitive,
  })),
  operation('answerStatement', async ({ viewer, params, body }) => ({
    body: await answer(kernel, viewer, params.id, body.text),
    sensitive,
  })),
  operation('appealStatement', async ({ viewer, params, body }) => ({
    body: await appeal(kernel, viewer, params.id, body.text),
    sensitive,
  })),
];
