import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { renderText, suggest } from './service.ts';

export const writingRoutes = (kernel: Kernel) => [
  operation('renderText', async ({ viewer, body }) => ({
    body: await renderText(kernel, viewer, body.text),
    sensitive: true,
  })),
  operation('suggest', async ({ viewer, query }) => ({
    body: await suggest(kernel, viewer, query),
    // Tags are of posts of any degree that the viewer holds.
    sensitive: true,
  })),
];
