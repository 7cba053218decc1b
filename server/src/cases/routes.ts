import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { claim, decide, queue, release, showCase } from './service.ts';

/** What a desk reads may be confidential: none of it stays in a cache. */
const sensitive = true;

export const caseRoutes = (kernel: Kernel) => [
  operation('listCases', async ({ viewer, query }) => ({ body: await queue(kernel, viewer, query), sensitive })),
  operation('getCase', async ({ viewer, params }) => ({ body: await showCase(kernel, viewer, params.id), sensitive })),
  operation('claimCase', async ({ viewer, params }) => ({ body: await claim(kernel, viewer, params.id), sensitive })),
  operation('releaseCase', async ({ viewer, params }) => ({
    body: await release(kernel, viewer, params.id),
    sensitive,
  })),
  operation('decideCase', async ({ viewer, params, body }) => ({
    body: await decide(kernel, viewer, params.id, body),
    sensitive,
  })),
];
