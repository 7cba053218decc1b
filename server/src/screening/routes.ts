import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { saveScreening, showScreening } from './service.ts';

/** Words that nobody is to read, and people whom nobody is to know of. */
const sensitive = true;

export const screeningRoutes = (kernel: Kernel) => [
  operation('getScreening', async ({ viewer, params }) => ({
    body: await showScreening(kernel, viewer, params.id),
    sensitive,
  })),
  operation('saveScreening', async ({ viewer, params, body }) => ({
    body: await saveScreening(kernel, viewer, params.id, body),
    sensitive,
  })),
];
