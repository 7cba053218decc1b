/**
 * Requests as Node hands them over. What lies ready is sent as it lies: no request and no answer of the Fetch standard is
 * made for it, which cost more than everything else about it. Whatever is unusual in any way goes the ordinary way.
 */
import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Application } from '../../app.ts';
import type { Asked, Given } from '../http/index.ts';

/** Headers that are asked for below, and those with which a request is none that only reads. Names in lower case. */
const once = ['authorization', 'if-none-match', 'origin', 'x-request-id', 'host'];
const never = ['content-length', 'transfer-encoding'];
const lengths = new Set([...once, ...never].map(({ length }) => length));

/**
 * What is surely a host: a name whose last part is none of a number, or an address, with a port or not. Of anything else
 * the ordinary way says what it is.
 */
const plainHost =
  /^(?:(?!.*xn--)(?:[a-z\d_-]+\.)*[a-z][a-z\d_-]*|(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!:|$)|(?=:|$))){4}|\[::1\])(?::[1-5]?\d{1,4})?$/i;

/** Undefined for what may mean something else to who looks closer: a header that came twice, a body. */
function readPlainly({ method, url, rawHeaders, headers }: IncomingMessage): Asked | undefined {
  if (method !== 'GET' || !url?.startsWith('/')) return undefined;
  let seen = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const raw = rawHeaders[i]!;
    if (!lengths.has(raw.length)) continue;
    const name = raw.toLowerCase();
    if (never.includes(name)) return undefined;
    const at = once.indexOf(name);
    if (at < 0) continue;
    if (seen & (1 << at)) return undefined;
    seen |= 1 << at;
  }
  if (!plainHost.test(headers.host ?? '')) return undefined;
  const { authorization, 'if-none-match': ifNoneMatch, origin, 'x-request-id': requestId } = headers;
  return { method, target: url, authorization, ifNoneMatch, origin, requestId: requestId as string | undefined };
}

function send(outgoing: ServerResponse, { status, headers, bytes }: Given): void {
  if (bytes) headers.push('content-length', `${bytes.byteLength}`);
  outgoing.writeHead(status, headers);
  outgoing.end(bytes);
}

/** `hostname`: named to itself where a client names no host. */
export function createListener(
  { hot, ordinary }: Pick<Application, 'hot' | 'ordinary'>,
  hostname?: string,
): RequestListener {
  const listen = getRequestListener(ordinary, { hostname });
  return (incoming, outgoing) => {
    const answer = (given: Given | undefined): void =>
      given ? send(outgoing, given) : void listen(incoming, outgoing);
    const asked = readPlainly(incoming);
    const given = asked && hot(asked);
    if (given instanceof Promise) void given.then(answer);
    else answer(given);
  };
}
