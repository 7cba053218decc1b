import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { previewText, suggest } from './service.ts';

export const writingRoutes = (kernel: Kernel) => [
  operation('previewText', async ({ viewer, body }) => ({
    body: await previewText(kernel, viewer, body.text),
    sensitive: true,
  })),
  operation('suggest', async ({ viewer, query }) => ({
    body: await suggest(kernel, viewer, query),
    // Tags are of posts of any degree that the viewer holds.
    sensitive: true,
  })),
];
