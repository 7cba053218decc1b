import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  acceptCharter,
  discardDraft,
  exportSignatures,
  history,
  listOwn,
  listSignatures,
  publishDraft,
  saveDraft,
  showCharter,
  showDraft,
  showVersion,
} from './service.ts';

export const charterRoutes = (kernel: Kernel) => [
  operation('getCharter', async ({ viewer, query }) => ({ body: await showCharter(kernel, viewer, query.language) })),
  operation('acceptCharter', async ({ viewer, body }) => ({ body: await acceptCharter(kernel, viewer, body) })),
  operation('listOwnAcceptances', async ({ viewer, query }) => ({ body: await listOwn(kernel, viewer, query) })),
  operation('listCharterVersions', async ({ viewer, query }) => ({ body: await history(kernel, viewer, query) })),
  operation('getCharterVersion', async ({ viewer, params, query }) => ({
    body: await showVersion(kernel, viewer, params.version, query.language),
  })),
  operation('getCharterDraft', async ({ viewer }) => ({ body: await showDraft(kernel, viewer), sensitive: true })),
  operation('saveCharterDraft', async ({ viewer, body }) => ({
    body: await saveDraft(kernel, viewer, body),
    sensitive: true,
  })),
  operation('discardCharterDraft', async ({ viewer, body }) => ({
    body: await discardDraft(kernel, viewer, body.tag),
    sensitive: true,
  })),
  operation('publishCharter', async ({ viewer, body }) => ({ body: await publishDraft(kernel, viewer, body.tag) })),
  operation('listAcceptances', async ({ viewer, params, query }) => ({
    body: await listSignatures(kernel, viewer, params.version, query),
    sensitive: true,
  })),
  operation('exportAcceptances', async ({ viewer, params }) => ({
    body: await exportSignatures(kernel, viewer, params.version),
    sensitive: true,
  })),
];
