import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { deleteSearch, listSearches, saveSearch, seeSearch } from './service.ts';

export const savedSearchRoutes = (kernel: Kernel) => [
  // Whom a search leads to follows from evidence of any degree that the viewer holds.
  operation('listSavedSearches', async ({ viewer }) => ({ body: await listSearches(kernel, viewer), sensitive: true })),
  operation('saveSearch', async ({ viewer, body, idempotencyKey }) => ({
    body: await saveSearch(kernel, viewer, body, idempotencyKey),
    sensitive: true,
  })),
  operation('seeSavedSearch', async ({ viewer, params }) => {
    await seeSearch(kernel, viewer, params.id);
    return {};
  }),
  operation('deleteSavedSearch', async ({ viewer, params }) => {
    await deleteSearch(kernel, viewer, params.id);
    return {};
  }),
];
