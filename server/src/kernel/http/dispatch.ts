/** Both ways of a request that was made as the Fetch standard has it: what lies ready first, the router for the rest. */
import type { Hono } from 'hono';
import type { Asked, Given, Hot } from './hot.ts';
import type { Environment } from './operation.ts';

export const createDispatch =
  (hot: Hot, app: Hono<Environment>) =>
  (request: Request, environment?: object): Response | Promise<Response> => {
    const answered = (given: Given | undefined) => (given ? respond(given) : app.fetch(request, environment));
    const given = hot(readAsked(request));
    return given instanceof Promise ? given.then(answered) : answered(given);
  };

const readAsked = ({ method, url, headers }: Request): Asked => ({
  method,
  // After the scheme and its two slashes.
  target: url.slice(url.indexOf('/', 8)),
  authorization: headers.get('Authorization'),
  ifNoneMatch: headers.get('If-None-Match'),
  origin: headers.get('Origin'),
  requestId: headers.get('X-Request-Id'),
});

function respond({ status, headers, bytes }: Given): Response {
  const all = new Headers();
  for (let i = 0; i < headers.length; i += 2) all.set(headers[i]!, headers[i + 1]!);
  return new Response(bytes, { status, headers: all });
}

/** Names for requests that have none: each another one, as hard to guess as an address needs to be. Drawn many at a time. */
export function createRequestNames(): () => string {
  const drawn = new Uint32Array(1_024);
  let left = 0;
  const part = (): string => {
    if (left === 0) left = crypto.getRandomValues(drawn).length;
    return drawn[--left]!.toString(36);
  };
  return () => `${part()}-${part()}-${part()}`;
}
