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

/** A request as it came, over the network or within this process: what of it counts here. */
export type Asked = {
  method: string;
  /** Path and query. */
  target: string;
  authorization: string | null | undefined;
  ifNoneMatch: string | null | undefined;
  origin: string | null | undefined;
  /** What it names itself. */
  requestId: string | null | undefined;
};

/** `headers`: names and values by turns. */
export type Given = { status: 200 | 304; headers: string[]; bytes: Uint8Array<ArrayBuffer> | null };

export type HotDependencies = {
  tokens: Tokens;
  standings: Standings;
  /** Seconds to wait when there were too many requests. */
  limit?: (identity: Identity) => Promise<number | undefined> | number | undefined;
  /** What every answer carries to this origin; `bare`: without a body. */
  headersFor: (origin: string | null | undefined, bare: boolean) => Headers;
  position: () => string;
  newRequestId: () => string;
};

export type Hot = (asked: Asked) => Given | undefined | Promise<Given | undefined>;

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

  const find = ({ target, authorization, ifNoneMatch }: Asked): { identity: Identity; found: Ready } | undefined => {
    const query = target.indexOf('?');
    const ready = byPath.get(query < 0 ? target : target.slice(0, query));
    // What is known was checked, its characters too.
    if (!ready || !authorization?.startsWith(scheme)) return undefined;
    const identity = tokens.known?.(authorization.slice(scheme.length));
    const viewer: Viewer | undefined = identity && standings.known(identity.userName);
    if (!identity || !viewer || !speaksFor(identity, viewer)) return undefined;
    const found = ready(viewer, query < 0 ? '' : target.slice(query), ifNoneMatch ?? null);
    return found && { identity, found };
  };

  /** What answers to one origin have in common, as they are sent: few, because all other origins are told the same. */
  const common = new Map<Headers, string[]>();
  const commonTo = (origin: string | null | undefined, bare: boolean): string[] => {
    const headers = headersFor(origin, bare);
    let known = common.get(headers);
    if (!known) {
      known = Object.entries({ ...headers, ...perPerson, ...(!bare && { 'content-type': 'application/json' }) }).flat();
      common.set(headers, known);
    }
    return known;
  };

  const respond = ({ origin, requestId }: Asked, { tag, bytes, sensitive }: Ready): Given => ({
    status: bytes ? 200 : 304,
    headers: [
      ...commonTo(origin, !bytes),
      'cache-control',
      sensitive ? 'no-store' : 'private, no-cache',
      'etag',
      tag,
      'stream-position',
      position(),
      'x-request-id',
      requestId && requestName.test(requestId) ? requestId : newRequestId(),
    ],
    bytes: bytes ?? null,
  });

  return (asked) => {
    if (asked.method !== 'GET') return undefined;
    const hit = find(asked);
    if (!hit) return undefined;
    // Who asked too often is told so the ordinary way.
    const answer = (wait: number | undefined) => (wait === undefined ? respond(asked, hit.found) : undefined);
    const wait = limit?.(hit.identity);
    return wait instanceof Promise ? wait.then(answer) : answer(wait);
  };
}
