/**
 * What every answer of the API carries. Hono's own middleware says what that is; it is asked once for each origin instead
 * of at each answer, because headers set on an answer that is made already cost more than a feed read from the database:
 * the answer is then built a second time, its body as a stream.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { Environment } from './operation.ts';

/** By name in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** Answers what `middleware` would set on the answer to a request of this origin; null or another one: of none. */
export async function collectHeaders(
  middleware: readonly MiddlewareHandler[],
  origins: readonly string[],
): Promise<(origin: string | null | undefined) => Headers> {
  const sample = new Hono();
  for (const one of middleware) sample.use(one);
  sample.get('/', (c) => c.body(null));
  const ask = async (origin?: string): Promise<Headers> =>
    Object.fromEntries((await sample.request('/', { headers: origin ? { Origin: origin } : {} })).headers);
  const elsewhere = await ask();
  const known = new Map<string | null | undefined, Headers>();
  for (const origin of origins) known.set(origin, await ask(origin));
  return (origin) => known.get(origin) ?? elsewhere;
}

/** A middleware that gives each request what its answer carries: see `answer`. */
export const standingHeaders =
  (headersOf: (origin: string | undefined) => Headers): MiddlewareHandler<Environment> =>
  (c, next) => {
    c.set('headers', headersOf(c.req.header('Origin')));
    return next();
  };

/** Names in `headers` are in lower case, so that they stand in for those that every answer has. */
export const answer = (
  c: Context<Environment>,
  body: string | Uint8Array<ArrayBuffer> | null,
  status: number,
  headers: Record<string, string> = {},
): Response => new Response(body, { status, headers: { ...standing(c), ...headers } });

export const standing = (c: Context<Environment>): Record<string, string> => ({
  ...c.get('headers'),
  'x-request-id': c.get('requestId'),
});

/** Caches must not give one person's answer to another, nor one origin's. */
export const perPerson = { vary: 'Authorization, Origin' };

/** What a browser and those between may keep: a file whose address names its content, and any other that is for all. */
export const forGood = 'public, max-age=31536000, immutable';
export const briefly = 'public, max-age=300';
