/**
 * The short way to an answer that lies ready: who asks is known, what they hold is known, and nothing they may read has
 * changed. It is the ordinary way with every step that waits for something left out; where one of them would have to,
 * it answers nothing, and the request goes the ordinary way.
 */
import { operations } from '@parvis/contracts';
import { type Identity, type Standings, type Tokens, type Viewer, speaksFor } from '../viewer/index.ts';
import { type Headers, perPerson } from './headers.ts';
import type { Route } from './operation.ts';

/** An answer that lies ready. `bytes` absent: the client has it already. */
export type Ready = { tag: string; bytes?: Uint8Array<ArrayBuffer>; sensitive: boolean };

export type HotDependencies = {
  tokens: Tokens;
  standings: Standings;
  /** Seconds to wait when there were too many requests. */
  limit?: (identity: Identity) => Promise<number | undefined> | number | undefined;
  /** What every answer carries to this origin; `bare`: without a body. */
  headersFor: (origin: string | null, bare: boolean) => Headers;
  position: () => string;
  newRequestId: () => string;
};

export type Hot = (
  request: Request,
  otherwise: () => Response | Promise<Response>,
) => Response | Promise<Response> | undefined;

/** What a request may name itself, as Hono has it. */
const requestName = /^[\w\-=]{1,255}$/;

const scheme = 'Bearer ';

/** What an `Authorization` header says for whom. */
export const bearer = (authorization: string | null | undefined): string | undefined =>
  /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(authorization ?? '')?.[1];

export function createHot(
  routes: readonly Route[],
  { tokens, standings, limit, headersFor, position, newRequestId }: HotDependencies,
): Hot {
  const byPath = new Map(
    routes.flatMap(({ name, ready }) => (ready ? [[operations[name].path as string, ready]] : [])),
  );

  const find = (request: Request): { identity: Identity; found: Ready } | undefined => {
    const { url, headers } = request;
    // After the scheme and its two slashes.
    const path = url.indexOf('/', 8);
    const query = url.indexOf('?', path);
    const ready = byPath.get(query < 0 ? url.slice(path) : url.slice(path, query));
    if (!ready) return undefined;
    const authorization = headers.get('Authorization');
    // What is known was checked, its characters too.
    const identity = authorization?.startsWith(scheme) ? tokens.known?.(authorization.slice(scheme.length)) : undefined;
    const viewer: Viewer | undefined = identity && standings.known(identity.userName);
    if (!identity || !viewer || !speaksFor(identity, viewer)) return undefined;
    const found = ready(viewer, query < 0 ? '' : url.slice(query), headers.get('If-None-Match'));
    return found && { identity, found };
  };

  const respond = ({ headers }: Request, { tag, bytes, sensitive }: Ready): Response => {
    const named = headers.get('X-Request-Id');
    const all: Record<string, string> = {
      ...headersFor(headers.get('Origin'), !bytes),
      ...perPerson,
      'cache-control': sensitive ? 'no-store' : 'private, no-cache',
      etag: tag,
      'stream-position': position(),
      'x-request-id': named && requestName.test(named) ? named : newRequestId(),
    };
    if (!bytes) return new Response(null, { status: 304, headers: all });
    all['content-type'] = 'application/json';
    return new Response(bytes, { status: 200, headers: all });
  };

  return (request, otherwise) => {
    if (request.method !== 'GET') return undefined;
    const hit = find(request);
    if (!hit) return undefined;
    // Who asked too often is told so the ordinary way.
    const answer = (wait: number | undefined) => (wait === undefined ? respond(request, hit.found) : otherwise());
    const wait = limit?.(hit.identity);
    return wait instanceof Promise ? wait.then(answer) : answer(wait);
  };
}
