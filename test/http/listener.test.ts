/** Requests as they come over the network: the short way answers what the ordinary way would, or leaves it to it. */
import { type RequestListener, createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLimit } from '../../server/src/kernel/serve/limit.ts';
import { createListener } from '../../server/src/kernel/serve/listener.ts';
import { tokenFor } from '../support/app.ts';
import { type Company, startCompany } from '../support/moderation.ts';

let company: Company;
let token: string;
let tag: string;
/** The address of the server that has both ways, and of one that has the ordinary way alone. */
const ports: { both?: number; ordinary?: number } = {};
const servers: ReturnType<typeof createServer>[] = [];
let short = 0;

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  company = await startCompany();
  const { app, write } = company;
  for (const title of ['Pumps', 'Välves “shut”']) await write('paul', { title });
  await vi.waitFor(() => expect(app.relay.isSettled()).toBe(true));
  token = await tokenFor('ada');
  const read = () => app.request('/v1/posts', { headers: { Authorization: `Bearer ${token}` } });
  tag = (await read()).headers.get('ETag')!;
  await read();
  const hot: typeof app.hot = (asked) => {
    const given = app.hot(asked);
    if (given) short += 1;
    return given;
  };
  ports.both = await listen(createListener({ hot, ordinary: app.ordinary }));
  ports.ordinary = await listen(getRequestListener(app.ordinary));
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  await company.app.close();
});

/** What the server says until it closes the connection. */
const say = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(Buffer.concat(chunks).toString()));
  });

/** Without what is another one each time, its headers in the order of their names. */
function comparable(answer: string): string[] {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [status = '', ...headers] = head.split('\r\n');
  const own = /^(x-request-id|stream-position|date):/i;
  return [
    status,
    ...headers.map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase())).sort(),
    body.replace(/"requestId":"[^"]*"/, ''),
  ].filter((line) => !own.test(line));
}

const request = (headers: readonly string[], line = 'GET /v1/posts HTTP/1.1'): string =>
  `${[line, 'Host: api.test', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;
const known = () => `Authorization: Bearer ${token}`;

describe('a request for a page that lies ready', () => {
  it.each<[string, () => string, boolean]>([
    ['as it is usual', () => request([known()]), true],
    ['with its tag', () => request([known(), `If-None-Match: ${tag}`]), true],
    ['with other tags too', () => request([known(), `If-None-Match: "x", ${tag}`]), true],
    ['with names in other letters', () => request([known().toUpperCase().replace(/:.*/, known().slice(13))]), true],
    ['from an allowed page', () => request([known(), 'Origin: https://intranet.test']), true],
    ['from another page', () => request([known(), 'Origin: https://evil.test']), true],
    ['that names itself', () => request([known(), 'X-Request-Id: mine-1']), true],
    ['that names itself unusably', () => request([known(), 'X-Request-Id: <mine>']), true],
    ['of an old kind', () => `GET /v1/posts HTTP/1.0\r\nHost: api.test\r\n${known()}\r\n\r\n`, true],
    ['to a host with a port', () => request([known()]).replace('api.test', 'api.test:8080'), true],
    ['to a host by its address', () => request([known()]).replace('api.test', '[::1]:80'), true],
    ['to no host that is one', () => request([known()]).replace('api.test', 'a b/'), false],
    ['to an address that is none', () => request([known()]).replace('api.test', '1.2.3.999'), false],
    ['to no port that is one', () => request([known()]).replace('api.test', 'api.test:99999'), false],
    ['with two tokens', () => request([known(), known()]), false],
    ['with a wrong token first', () => request(['Authorization: Bearer x', known()]), false],
    ['with a wrong token last', () => request([known(), 'authorization: Bearer x']), false],
    ['with two tags', () => request([known(), 'If-None-Match: "x"', `If-None-Match: ${tag}`]), false],
    ['with two origins', () => request([known(), 'Origin: https://evil.test', 'Origin: null']), false],
    ['without a token', () => request([`If-None-Match: ${tag}`]), false],
    ['with another scheme', () => request([known().replace('Bearer', 'bearer')]), false],
    ['with a body', () => `${request([known(), 'Content-Length: 2'])}{}`, false],
    ['with a body in parts', () => `${request([known(), 'Transfer-Encoding: chunked'])}2\r\n{}\r\n0\r\n\r\n`, false],
    ['by its whole address', () => request([known()], 'GET http://api.test/v1/posts HTTP/1.1'), false],
    ['with an empty query', () => request([known()], 'GET /v1/posts? HTTP/1.1'), false],
    ['with an encoded query', () => request([known()], 'GET /v1/posts?scope=%68ome HTTP/1.1'), false],
    ['with a query that is none', () => request([known()], 'GET /v1/posts?limit=0 HTTP/1.1'), false],
    ['with a fragment', () => request([known()], 'GET /v1/posts#x HTTP/1.1'), false],
    ['by a way around', () => request([known()], 'GET /v1/x/../posts HTTP/1.1'), false],
    ['by another way', () => request([known()], 'GET //v1/posts HTTP/1.1'), false],
    ['for its headers', () => request([known()], 'HEAD /v1/posts HTTP/1.1'), false],
    ['to write', () => request([known()], 'POST /v1/posts HTTP/1.1'), false],
  ])('%s is answered as by the ordinary way', async (_, asked, isShort) => {
    short = 0;
    const given = comparable(await say(ports.both!, asked()));
    const expected = comparable(await say(ports.ordinary!, asked()));
    // A 304 says no more than it must.
    expect(given).toEqual(given[0]!.includes('304') ? expected.filter((line) => given.includes(line)) : expected);
    expect(given[0]).toBe(expected[0]);
    expect(short > 0).toBe(isShort);
  });

  it('is answered in its turn, when several are sent at once', async () => {
    const keep = (headers: string[]) => request(headers).replace('Connection: close\r\n', '');
    const answers = await say(
      ports.both!,
      keep([known()]) + keep([]) + keep([known(), `If-None-Match: ${tag}`]) + request([known()]),
    );
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 304', 'HTTP/1.1 200']);
  });
});

describe('what is left to somebody', () => {
  const taken = async (limit: ReturnType<typeof createLimit>, key: string, most: number): Promise<number> => {
    let count = 0;
    while (count < most && (await limit(key, 1)) === undefined) count += 1;
    return count;
  };

  it('is as many requests as are allowed, told at once or not', async () => {
    const limit = createLimit(10);
    expect(await taken(limit, 'ada', 50)).toBe(10);
    expect(await limit('ada', 1)).toBeGreaterThan(0);
    expect(await taken(limit, 'bob', 50)).toBe(10);
  });

  it('counts what was told at once where more is asked for than is left', async () => {
    const limit = createLimit(10);
    for (let request = 0; request < 7; request++) expect(await limit('ada', 1)).toBeUndefined();
    expect(await limit('ada', 5)).toBeGreaterThan(0);
    expect(await limit('ada', 1)).toBeGreaterThan(0);
  });

  it('is not more for those who are forgotten meanwhile', async () => {
    const limit = createLimit(10);
    expect(await taken(limit, 'ada', 6)).toBe(6);
    for (let other = 0; other < 10_000; other++) await limit(`other ${other}`, 1);
    expect(await taken(limit, 'ada', 50)).toBe(4);
  });
});
