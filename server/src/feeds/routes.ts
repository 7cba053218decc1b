import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readFeed } from './service.ts';

export const feedRoutes = (kernel: Kernel) => [
  operation('readFeed', async ({ viewer, params, query, tags }, c) => {
    const at = c.req.path + (query.for === undefined ? '' : `?for=${encodeURIComponent(query.for)}`);
    const { tag, xml } = await readFeed(kernel, viewer, { ...params, ...query }, { at, tags });
    const headers: Record<string, string> = {
      etag: tag,
      'cache-control': 'private, no-cache',
      vary: 'Authorization',
      // A tool reads this. No page does, of whatever origin: a browser may have kept the key.
      'cross-origin-resource-policy': 'same-origin',
    };
    if (xml === undefined) return new Response(null, { status: 304, headers });
    return new Response(xml, { headers: { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' } });
  }),
];
