import { describe, expect, test, vi } from 'vitest';
import { createClient } from './index.ts';

const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  json(
    {
      type: 'about:blank',
      title: code,
      status,
      detail: 'why',
      code,
      requestId: 'r1',
      errors: [{ path: 'text', message: 'm' }],
    },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

const author = { id: 'p', name: 'Ana', abilities: {} };
const text = { id: 'x', body: [], createdAt: '', author, reactions: [], abilities: {} };
const post = { ...text, audience: { circles: [] }, tags: [] };
const me = {
  person: author,
  roles: [],
  communities: [],
  reactions: [],
  degreeNames: {},
  abilities: { write: [] },
};

/** A client over a fetch that answers with `answers` in turn and keeps what it was asked. */
const over = (answers: (() => Response | Promise<Response>)[], options: object = {}) => {
  const asked: { url: string; method: string; headers: Headers; body: string }[] = [];
  const fetch = vi.fn(async (url: string, init: RequestInit) => {
    asked.push({ url, method: init.method ?? '', headers: new Headers(init.headers), body: String(init.body ?? '') });
    const answer = answers.shift();
    if (!answer) throw new TypeError('asked once too often');
    return answer();
  }) as unknown as typeof globalThis.fetch;
  return { asked, client: createClient({ api: 'https://api.example/base/', fetch, ...options }) };
};

describe('the client', () => {
  test('builds method, address, query and body from the table of operations', async () => {
    const { client, asked } = over([
      () => json({ items: [], next: null, newest: null }),
      () => json({ ...text, post: 'a' }),
    ]);
    await client.posts.list({ scope: 'tag', for: 'c++', kind: undefined });
    await client.comments.create('a/b', { text: 'Yes' });
    expect(asked[0]).toMatchObject({ method: 'GET', url: 'https://api.example/base/v1/posts?scope=tag&for=c%2B%2B' });
    expect(asked[1]).toMatchObject({
      method: 'POST',
      url: 'https://api.example/base/v1/posts/a%2Fb/comments',
      body: '{"text":"Yes"}',
    });
    expect(asked[0]!.headers.has('idempotency-key')).toBe(false);
    expect(asked[1]!.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('sends the idempotency key that the caller gives', async () => {
    const { client, asked } = over([() => json(post)]);
    await client.posts.create({ text: 'x', audience: { community: null } }, { idempotencyKey: 'k1' });
    expect(asked[0]!.headers.get('idempotency-key')).toBe('k1');
  });

  test('answers a problem document as a ParvisError with all it says', async () => {
    const { client } = over([() => problem(429, 'rate-limited', { 'retry-after': '7' })]);
    await expect(client.people.me()).rejects.toMatchObject({
      name: 'ParvisError',
      code: 'rate-limited',
      status: 429,
      detail: 'why',
      requestId: 'r1',
      retryAfter: 7,
      errors: [{ path: 'text', message: 'm' }],
    });
  });

  test.each([
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch')), 'network'],
    [
      'a page of HTML with status 200',
      () => new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html' } }),
      'garbage',
    ],
    ['broken JSON', () => new Response('{"a":', { headers: { 'content-type': 'application/json' } }), 'garbage'],
    ['a gateway that cannot reach the API', () => new Response('Bad gateway', { status: 502 }), 'unavailable'],
    ['an error that is not a problem document', () => json({ oops: true }, { status: 500 }), 'garbage'],
  ])('turns %s into a ParvisError', async (_, answer, code) => {
    const { client } = over([answer]);
    await expect(client.people.me()).rejects.toMatchObject({ name: 'ParvisError', code });
  });

  test.each([
    null,
    [],
    'x',
    5,
    {},
    { items: null },
    { items: [null] },
    { items: [{ ...post, author: {} }] },
    { user: 1 },
  ])('refuses %j as a page of posts', async (answer) => {
    const { client } = over([() => json(answer), () => json({ items: [post], next: null, newest: null })]);
    await expect(client.posts.list({})).rejects.toMatchObject({ name: 'ParvisError', code: 'garbage', status: 200 });
    await expect(client.posts.list({})).resolves.toMatchObject({ items: [post] });
  });

  test('takes an answer that says more than it knows', async () => {
    const { client } = over([() => json({ ...me, later: true })]);
    await expect(client.people.me()).resolves.toMatchObject({ later: true });
  });

  test('renews the token once for all requests that were refused with it', async () => {
    const getToken = vi.fn(async ({ refresh }: { refresh: boolean }) => (refresh ? 'new' : 'old'));
    const answer = vi.fn();
    const fetch = (async (_: string, init: RequestInit) => {
      const authorization = new Headers(init.headers).get('authorization');
      answer(authorization);
      return authorization === 'Bearer new' ? json({ items: [], next: null }) : problem(401, 'unauthenticated');
    }) as typeof globalThis.fetch;
    const client = createClient({ api: 'https://api.example', getToken, fetch });
    await Promise.all([client.communities.list({}), client.communities.list({}), client.communities.list({})]);
    expect(getToken.mock.calls).toEqual([[{ refresh: false }], [{ refresh: true }]]);
    expect(answer).toHaveBeenCalledTimes(6);
  });

  test('gives up with unauthenticated when the renewed token is refused too', async () => {
    const unauthenticated = vi.fn();
    const { client, asked } = over([() => problem(401, 'unauthenticated'), () => problem(401, 'unauthenticated')], {
      getToken: ({ refresh }: { refresh: boolean }) => (refresh ? 'b' : 'a'),
      unauthenticated,
    });
    await expect(client.people.me()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toHaveLength(2);
    expect(unauthenticated).toHaveBeenCalled();
  });

  test('asks for the token again after getToken failed', async () => {
    const getToken = vi
      .fn()
      .mockImplementationOnce(() => {
        throw new Error('signed out');
      })
      .mockResolvedValue('t');
    const { client, asked } = over([() => json(me)], { getToken });
    await expect(client.people.me()).rejects.toMatchObject({ code: 'unauthenticated', detail: 'signed out' });
    await client.people.me();
    expect(asked[0]!.headers.get('authorization')).toBe('Bearer t');
  });

  test('sends no Authorization header where no getToken is given', async () => {
    const { client, asked } = over([() => json(me)]);
    await client.people.me();
    expect(asked[0]!.headers.has('authorization')).toBe(false);
  });

  test('sends no Authorization header where getToken gives null, and asks it again when that is refused', async () => {
    const getToken = vi.fn(({ refresh }: { refresh: boolean }) => (refresh ? 'signed in since' : null));
    const { client, asked } = over(
      [
        () => json({ items: [], next: null }),
        () => problem(401, 'unauthenticated'),
        () => json({ items: [], next: null }),
      ],
      {
        getToken,
      },
    );
    await client.communities.list({});
    expect(asked[0]!.headers.has('authorization')).toBe(false);
    expect(getToken).toHaveBeenCalledTimes(1);
    await client.communities.list({});
    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual([null, null, 'Bearer signed in since']);
  });

  test('refuses a token that is neither text nor null', async () => {
    const { client, asked } = over([], { getToken: () => undefined });
    await expect(client.people.me()).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked).toHaveLength(0);
  });

  test('rejects with the reason of the signal when the call is aborted', async () => {
    const abort = new AbortController();
    const fetch = ((_: string, init: RequestInit) =>
      new Promise((_resolve, reject) =>
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason)),
      )) as typeof globalThis.fetch;
    const client = createClient({ api: 'https://api.example', fetch });
    const call = client.people.me({ signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('counts a server that does not answer in time as a failed network', async () => {
    const fetch = ((_: string, init: RequestInit) =>
      new Promise((_resolve, reject) =>
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason)),
      )) as typeof globalThis.fetch;
    const client = createClient({ api: 'https://api.example', fetch, timeout: 5 });
    await expect(client.people.me()).rejects.toMatchObject({ code: 'network' });
  });
});
