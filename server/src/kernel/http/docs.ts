/** Storybook below /docs: pages with scripts, a worker and a database in the browser, so with a policy of their own. */
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { forGood } from './headers.ts';
import type { Environment } from './operation.ts';
import { Failure } from './problem.ts';

/** `scripts`: hashes of the scripts that a page has in itself. `pinned`: its address always gives these bytes. */
export type DocsFile = { bytes: Uint8Array<ArrayBuffer>; type: string; pinned: boolean; scripts: readonly string[] };
export type Docs = (path: string) => Promise<DocsFile | undefined>;

const policy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    // PostgreSQL in the browser is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${scripts.join(' ')}`.trim(),
    "worker-src 'self'",
    "connect-src 'self'",
    // Storybook writes its own style sheets.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

export function docsRoutes(docs: Docs): Hono<Environment> {
  const app = new Hono<Environment>();
  const secure = secureHeaders({ xFrameOptions: 'SAMEORIGIN' });
  // Relative, because a proxy may show the API below a path.
  app.get('/docs', (c) => c.body(null, 302, { Location: 'docs/' }));
  app.get('/docs/*', secure, etag(), async (c) => {
    const path = c.req.path.slice('/docs/'.length);
    const file = await docs(path);
    if (!file && !(await docs('index.html')))
      throw new Failure(
        'not-found',
        'The documentation was not built: run npm run build:storybook, or name its folder in the option docs.',
      );
    if (!file) throw new Failure('not-found', 'There is no such page in the documentation. It begins at /docs/.');
    return c.body(file.bytes, 200, {
      'Content-Type': file.type,
      'Cache-Control': file.pinned ? forGood : 'no-cache',
      'Content-Security-Policy': policy(file.scripts),
    });
  });
  return app;
}
