/**
 * The short way to what is read most: who asks is known, what they hold is known, and the answer lies ready or is all that
 * is waited for. It is the ordinary way with everything left out that is not for such a request; where something of it
 * would be, it answers nothing, and the request goes the ordinary way.
 */
import { operations, schemas } from '@parvis/contracts';
import type { z } from 'zod';
import { type Identity, type Standings, type Tokens, type Viewer, speaksFor } from '../viewer/index.ts';
import { type Headers, perPerson } from './headers.ts';
import type { Route } from './operation.ts';

/** An answer that lies ready. `bytes` absent: the client has it already. */
export type Ready = { tag: string; bytes?: Uint8Array<ArrayBuffer>; sensitive: boolean };
/** The same, or what to do for it. */
export type Readied = Ready | (() => Promise<Ready>);

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
  /** In tests: every answer is held against its contract. */
  verifyAnswers: boolean;
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
  { tokens, standings, limit, headersFor, position, newRequestId, verifyAnswers }: HotDependencies,
): Hot {
  const byPath = new Map(
    routes.flatMap((route) => (route.ready ? [[operations[route.name].path as string, route]] : [])),
  );

  /** Who asks, for what, and for which query; undefined where something of it is not known. */
  const find = ({ target, authorization }: Asked) => {
    const mark = target.indexOf('?');
    const route = byPath.get(mark < 0 ? target : target.slice(0, mark));
    // What is known was checked, its characters too.
    if (!route || !authorization?.startsWith(scheme)) return undefined;
    const identity = tokens.known?.(authorization.slice(scheme.length));
    const viewer: Viewer | undefined = identity && standings.known(identity.userName);
    if (!identity || !viewer || !speaksFor(identity, viewer)) return undefined;
    return { route, identity, viewer, search: mark < 0 ? '' : target.slice(mark) };
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

  const respond = ({ origin, requestId }: Asked, at: string, { tag, bytes, sensitive }: Ready): Given => ({
    status: bytes ? 200 : 304,
    headers: [
      ...commonTo(origin, !bytes),
      'cache-control',
      sensitive ? 'no-store' : 'private, no-cache',
      'etag',
      tag,
      'stream-position',
      at,
      'x-request-id',
      requestId && requestName.test(requestId) ? requestId : newRequestId(),
    ],
    bytes: bytes ?? null,
  });

  const verify = ({ name }: Route, { bytes }: Ready): void => {
    const { response }: { params?: z.ZodType; response?: z.ZodType } = schemas[name];
    if (bytes) response?.parse(JSON.parse(new TextDecoder().decode(bytes)));
  };

  return (asked) => {
    if (asked.method !== 'GET') return undefined;
    const hit = find(asked);
    if (!hit) return undefined;
    const { route, identity, viewer, search } = hit;
    // A stream that starts from here tells of everything that was not read.
    const at = position();
    const found = route.ready!(viewer, search, asked.ifNoneMatch ?? null);
    if (!found) return undefined;
    // What fails, and who asked too often, is told so the ordinary way.
    const given = (ready: Ready): Given => {
      if (verifyAnswers) verify(route, ready);
      return respond(asked, at, ready);
    };
    const answer = (wait: number | undefined) => {
      if (wait !== undefined) return undefined;
      return typeof found === 'function' ? found().then(given, () => undefined) : given(found);
    };
    const wait = limit?.(identity);
    return wait instanceof Promise ? wait.then(answer) : answer(wait);
  };
}
