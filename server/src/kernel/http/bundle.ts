/** What pages of the intranet load: the elements, and the page that hosts with nothing but frames show. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { framePage } from './frame-page.ts';
import { briefly, forGood } from './headers.ts';
import type { Environment } from './operation.ts';
import { Failure } from './problem.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file by its path below /embed/. `pinned`: its address always gives these bytes; `packed`: the same in brotli. */
export type Bundle = (
  path: string,
) => Promise<{ bytes: Bytes; packed?: Bytes; type: string; pinned: boolean } | undefined>;

const takesBrotli = (accepted = '') => /\bbr\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/.test(accepted);

/** `origins`: of the pages that may show the frame. */
export function bundleRoutes(bundle: Bundle, origins: readonly string[]): Hono<Environment> {
  const app = new Hono<Environment>();
  const secure = secureHeaders({
    crossOriginResourcePolicy: 'cross-origin',
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  });
  const frame = secureHeaders({
    crossOriginResourcePolicy: false,
    xFrameOptions: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: origins.length > 0 ? [...origins] : ["'none'"],
    },
  });
  app.get('/embed/:version/frame', frame, (c) => c.html(framePage, 200, { 'Cache-Control': briefly }));
  app.get('/embed/*', secure, cors({ origin: '*' }), async (c) => {
    const file = await bundle(c.req.path.slice('/embed/'.length));
    if (!file) throw new Failure('not-found', 'There is no such file in the bundle. Check the version in the address.');
    const packed = takesBrotli(c.req.header('Accept-Encoding')) ? file.packed : undefined;
    return c.body(packed ?? file.bytes, 200, {
      'Content-Type': file.type,
      'Cache-Control': file.pinned ? forGood : briefly,
      Vary: 'Accept-Encoding',
      ...(packed && { 'Content-Encoding': 'br' }),
    });
  });
  return app;
}
