import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  claim,
  decide,
  decideAppeal,
  exportRecord,
  queue,
  release,
  showCase,
  showFigures,
  showFile,
  undoDecision,
  writeNote,
} from './service.ts';

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
  operation('undoDecision', async ({ viewer, params }) => ({
    body: await undoDecision(kernel, viewer, params.id),
    sensitive,
  })),
  operation('decideAppeal', async ({ viewer, params, body }) => ({
    body: await decideAppeal(kernel, viewer, params.id, body),
    sensitive,
  })),
  operation('createCaseNote', async ({ viewer, params, body, idempotencyKey }) => ({
    body: await writeNote(kernel, viewer, params.id, body.text, idempotencyKey),
    sensitive,
  })),
  operation('getCaseFile', async ({ viewer, params }) => ({
    body: await showFile(kernel, viewer, params.id),
    sensitive,
  })),
  operation('exportCase', async ({ viewer, params }) => ({
    body: await exportRecord(kernel, viewer, params.id),
    sensitive,
  })),
  operation('getCaseFigures', async ({ viewer, query }) => ({
    body: await showFigures(kernel, viewer, query.community),
    sensitive,
  })),
];
