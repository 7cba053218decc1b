import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemoIdentity } from '../../server/src/demo-identity/index.ts';
import type { Issuer } from '../../server/src/kernel/viewer/index.ts';
import { type TestApp, openTestDatabase, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addPeople } from '../support/seed.ts';

const issuer = 'https://login.test/tenant';
const algorithms = ['Ed25519', 'ES256', 'ES384', 'RS256', 'PS256'] as const;
type Algorithm = (typeof algorithms)[number];
const pairs = Object.fromEntries(
  await Promise.all(algorithms.map(async (alg) => [alg, await generateKeyPair(alg, { extractable: true })] as const)),
) as Record<Algorithm, Awaited<ReturnType<typeof generateKeyPair>>>;
const publicKeys = await Promise.all(
  algorithms.map(async (alg) => ({ ...(await exportJWK(pairs[alg].publicKey)), kid: alg, alg })),
);
const foreign = await generateKeyPair('ES256', { extractable: true });

/** Seconds at which the clock of the tests stands. */
const now = Date.parse('2026-11-20T09:00:00Z') / 1_000;
type Claims = Record<string, unknown>;
const usual: Claims = { iss: issuer, aud: 'parvis', sub: 'claire', exp: now + 600 };
const sign = (claims: Claims = {}, alg: Algorithm = 'ES256', header: object = {}, key = pairs[alg].privateKey) =>
  new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg, kid: alg, ...header }).sign(key);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const database = await openTestDatabase();
beforeAll(async () => {
  await addPeople(database, [
    { userName: 'claire' },
    { userName: 'gone', departedAt: new Date('2026-01-01') },
    { userName: 'hidden', hidden: true },
  ]);
});
afterAll(() => database.close());

/** An application over the one database of these tests, for these issuers. */
const start = (issuers: Issuer[], answer?: typeof fetch): Promise<TestApp> =>
  startTestApp({ database: { ...database, close: async () => {} }, issuers, fetch: answer });
const me = (app: TestApp, token: string) => app.request('/v1/me', { headers: { Authorization: `Bearer ${token}` } });

describe('a token', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await start([
      { issuer, audience: 'parvis', claim: 'sub', jwks: { keys: publicKeys } },
      {
        issuer: 'https://other.test',
        audience: 'parvis',
        claim: 'preferred_username',
        jwks: { keys: [{ ...(await exportJWK(foreign.publicKey)), kid: 'other', alg: 'ES256' }] },
      },
    ]);
  });
  afterAll(() => app.close());

  it.each(algorithms)('signed with %s is accepted', async (alg) => {
    const answer = await me(app, await sign({}, alg));
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { person: { name: string } }).person.name).toBe('claire Test');
  });

  it.each<[string, Claims]>([
    ['whose audience is one of several', { aud: ['mail', 'parvis'] }],
    ['that has just expired, for clocks differ', { exp: now - 20 }],
    ['that is about to be valid, for clocks differ', { nbf: now + 20 }],
    ['with claims that say nothing here', { roles: ['admin'], scope: 'x', azp: 'y' }],
  ])('%s is accepted', async (_, claims) => {
    expect((await me(app, await sign(claims))).status).toBe(200);
  });

  it.each<[string, Claims]>([
    ['of an issuer that is not trusted', { iss: 'https://evil.test' }],
    ['of an issuer that is almost trusted', { iss: `${issuer}/` }],
    ['of several issuers', { iss: [issuer] }],
    ['of no issuer', { iss: undefined }],
    ['for another audience', { aud: 'mail' }],
    ['for no audience', { aud: undefined }],
    ['for several others', { aud: ['mail', 'chat'] }],
    ['that has expired', { exp: now - 31 }],
    ['that expired long ago', { exp: 0 }],
    ['that never expires', { exp: undefined }],
    ['whose expiry is text', { exp: String(now + 600) }],
    ['whose expiry is no time', { exp: null }],
    ['whose expiry is beyond all calendars', { exp: 1e308 }],
    ['whose expiry is just beyond the calendar', { exp: 8.64e12 + 1 }],
    ['that is not valid yet', { nbf: now + 31 }],
    ['whose start is text', { nbf: 'now' }],
    ['that names nobody', { sub: undefined }],
    ['that names nothing', { sub: '' }],
    ['that names a number', { sub: 1 }],
    ['that names a list', { sub: ['claire'] }],
    ['with a null character in its name', { sub: 'claire\0' }],
  ])('%s is refused', async (_, claims) => {
    await expectProblem(await me(app, await sign(claims)), 'unauthenticated');
  });

  it.each([
    ['nobody known', 'nobody'],
    ['somebody in other letters', 'Claire'],
    ['somebody with half a character', 'claire\ud800'],
    ['somebody with SQL', `' or 1=1 --`],
    ['somebody who left', 'gone'],
  ])('that names %s is refused, and told apart from one that is not valid', async (_, sub) => {
    await expectProblem(await me(app, await sign({ sub })), 'not-in-directory');
  });

  it('of somebody hidden is accepted: hiding is from others', async () => {
    expect((await me(app, await sign({ sub: 'hidden' }))).status).toBe(200);
  });

  it('without a signature is refused', async () => {
    const bare = new UnsecuredJWT(usual).encode();
    await expectProblem(await me(app, bare), 'unauthenticated');
    for (const alg of ['none', 'None', 'NONE', '', null]) {
      await expectProblem(await me(app, `${encode({ alg })}.${encode(usual)}.`), 'unauthenticated');
      await expectProblem(
        await me(app, `${encode({ alg, kid: 'ES256' })}.${encode(usual)}.${(await sign()).split('.')[2]}`),
        'unauthenticated',
      );
    }
  });

  it('signed with a public key as if it were a secret is refused', async () => {
    const { x } = (await exportJWK(pairs.Ed25519.publicKey)) as { x: string };
    const secrets = [
      await exportSPKI(pairs.RS256.publicKey),
      JSON.stringify(publicKeys[3]),
      x,
      Buffer.from(x, 'base64url'),
      '',
    ];
    for (const secret of secrets)
      for (const [alg, hash] of [
        ['HS256', 'sha256'],
        ['HS384', 'sha384'],
        ['HS512', 'sha512'],
      ] as const)
        for (const kid of ['RS256', 'Ed25519', undefined]) {
          const content = `${encode({ alg, kid })}.${encode(usual)}`;
          const signature = createHmac(hash, secret).update(content).digest('base64url');
          await expectProblem(await me(app, `${content}.${signature}`), 'unauthenticated');
        }
  });

  it('signed by another key is refused, whatever it says of its key', async () => {
    const { privateKey } = foreign;
    const jwk = await exportJWK(foreign.publicKey);
    for (const header of [
      { kid: 'ES256' },
      { kid: 'unknown' },
      { kid: undefined },
      { kid: 'other' },
      { jwk },
      { jku: 'https://evil.test/keys' },
      { x5u: 'https://evil.test/cert' },
    ])
      await expectProblem(await me(app, await sign({}, 'ES256', header, privateKey)), 'unauthenticated');
  });

  it('of one trusted issuer is refused when another trusted one signed it', async () => {
    await expectProblem(
      await me(app, await sign({}, 'ES256', { kid: 'other' }, foreign.privateKey)),
      'unauthenticated',
    );
    const own = await sign(
      { iss: 'https://other.test', sub: 'x', preferred_username: 'claire' },
      'ES256',
      { kid: 'other' },
      foreign.privateKey,
    );
    expect((await me(app, own)).status).toBe(200);
    await expectProblem(
      await me(app, await sign({ iss: 'https://other.test', preferred_username: 'claire' })),
      'unauthenticated',
    );
  });

  it('changed after it was signed is refused', async () => {
    const [header, payload, signature] = (await sign()).split('.') as [string, string, string];
    const changed = [
      `${header}.${encode({ ...usual, sub: 'admin' })}.${signature}`,
      `${encode({ alg: 'ES384', kid: 'ES384' })}.${payload}.${signature}`,
      `${encode({ alg: 'RS256', kid: 'ES256' })}.${payload}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -2)}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${payload}.${signature}.${signature}`,
      `${header}..${signature}`,
      `.${payload}.${signature}`,
    ];
    for (const token of changed) await expectProblem(await me(app, token), 'unauthenticated');
  });

  it('that asks for what is not understood is refused', async () => {
    const content = `${encode({ alg: 'ES256', kid: 'ES256', crit: ['exp'], exp: 1 })}.${encode(usual)}`;
    await expectProblem(await me(app, `${content}.${(await sign()).split('.')[2]}`), 'unauthenticated');
    await expectProblem(
      await me(app, await sign({}, 'ES256', { b64: false, crit: ['b64'] }).catch(() => 'a.b.c')),
      'unauthenticated',
    );
  });

  it('in any other place than the header is not looked at', async () => {
    const token = await sign();
    for (const path of [`/v1/me?token=${token}`, `/v1/me?access_token=${token}`])
      await expectProblem(await app.request(path), 'unauthenticated');
    await expectProblem(
      await app.request('/v1/me', { headers: { Cookie: `token=${token}; Authorization=Bearer ${token}` } }),
      'unauthenticated',
    );
    await expectProblem(
      await app.request('/v1/me', { headers: { 'X-Authorization': `Bearer ${token}` } }),
      'unauthenticated',
    );
  });
});

describe('keys by address', () => {
  const jwksUrl = 'https://login.test/keys';
  const discovery = `${issuer}/.well-known/openid-configuration`;
  let answers: Record<string, () => Response | Promise<Response>>;
  let asked: string[];
  const network: typeof fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    asked.push(url);
    const answer = answers[url];
    if (!answer) throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
    return answer();
  };
  const keys =
    (...names: Algorithm[]) =>
    () =>
      Response.json({ keys: publicKeys.filter(({ kid }) => names.includes(kid)) });
  const down = () => new Response('upstream is down', { status: 502 });
  const keyed = (more: Partial<Issuer> = { jwksUrl }) =>
    start([{ issuer, audience: 'parvis', claim: 'sub', ...more }], network);
  /** Past the pause that an issuer is given after it failed. */
  const pause = (app: TestApp) => {
    app.clock.now = new Date(app.clock.now.getTime() + 5_000);
  };
  const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);

  beforeEach(() => {
    answers = { [jwksUrl]: keys('ES256') };
    asked = [];
    // How long keys are kept is counted by the clock of the machine: it is moved on instead of waited for.
    vi.useFakeTimers({ toFake: ['Date'] });
    return () => void vi.useRealTimers();
  });

  it('are fetched once for many tokens', async () => {
    const app = await keyed();
    const many = await Promise.all(Array.from({ length: 10 }, async () => me(app, await sign())));
    expect(many.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(asked).toEqual([jwksUrl]);
    await app.close();
  });

  it('are fetched again when a token names one that is new, and not at every try', async () => {
    const app = await keyed();
    expect((await me(app, await sign())).status).toBe(200);
    answers[jwksUrl] = keys('ES256', 'RS256');
    later(31);
    expect((await me(app, await sign({}, 'RS256'))).status).toBe(200);
    expect(asked).toHaveLength(2);
    for (let turn = 0; turn < 5; turn++)
      await expectProblem(await me(app, await sign({}, 'ES256', { kid: `made up ${turn}` })), 'unauthenticated');
    expect(asked).toHaveLength(2);
    await app.close();
  });

  it('that were withdrawn are trusted no longer than ten minutes', async () => {
    const app = await keyed();
    expect((await me(app, await sign())).status).toBe(200);
    answers[jwksUrl] = keys('RS256');
    later(601);
    await expectProblem(await me(app, await sign()), 'unauthenticated');
    await app.close();
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['nobody answers at', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers too late from', () => Promise.reject(new DOMException('too late', 'TimeoutError'))],
    ['fails at', down],
    ['is not found at', () => new Response('no', { status: 404 })],
    ['answers a page from', () => new Response('<html>')],
    ['answers other JSON from', () => Response.json({ error: 'x' })],
    ['answers no list from', () => Response.json({ keys: 'none' })],
  ])('that %s the address let nobody in, answer 503, and are used once they are back', async (_, outage) => {
    answers[jwksUrl] = outage;
    const app = await keyed();
    const refused = await me(app, await sign());
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    await expectProblem(refused, 'unavailable');
    await expectProblem(await me(app, await sign({}, 'ES256', {}, foreign.privateKey)), 'unavailable');
    answers[jwksUrl] = keys('ES256');
    pause(app);
    expect((await me(app, await sign())).status).toBe(200);
    await app.close();
  });

  it('that cannot be had are not asked for by every token of a flood', async () => {
    answers[jwksUrl] = down;
    const app = await keyed();
    for (let turn = 0; turn < 20; turn++) await expectProblem(await me(app, await sign({ turn })), 'unavailable');
    expect(asked).toHaveLength(1);
    pause(app);
    for (let turn = 0; turn < 20; turn++) await expectProblem(await me(app, await sign({ turn })), 'unavailable');
    expect(asked).toHaveLength(2);
    await app.close();
  });

  it('go on being used while tokens with keys of nobody’s find their address down', async () => {
    const app = await keyed();
    expect((await me(app, await sign())).status).toBe(200);
    answers[jwksUrl] = down;
    later(31);
    for (let turn = 0; turn < 5; turn++)
      await expectProblem(await me(app, await sign({}, 'ES256', { kid: `made up ${turn}` })), 'unavailable');
    expect(asked).toHaveLength(2);
    expect((await me(app, await sign({ fresh: true }))).status).toBe(200);
    await app.close();
  });

  it('outlive a short outage of their address, and not a long one', async () => {
    const app = await keyed();
    expect((await me(app, await sign())).status).toBe(200);
    answers[jwksUrl] = down;
    later(300);
    expect((await me(app, await sign())).status).toBe(200);
    later(301);
    await expectProblem(await me(app, await sign()), 'unavailable');
    answers[jwksUrl] = keys('ES256');
    pause(app);
    expect((await me(app, await sign())).status).toBe(200);
    await app.close();
  });

  it('are found through the discovery document of the issuer', async () => {
    answers[discovery] = () => Response.json({ issuer, jwks_uri: jwksUrl });
    const app = await keyed({});
    expect((await me(app, await sign())).status).toBe(200);
    expect((await me(app, await sign())).status).toBe(200);
    expect(asked).toEqual([discovery, jwksUrl]);
    await app.close();
  });

  it.each<[string, () => Response]>([
    ['of another issuer', () => Response.json({ issuer: 'https://evil.test', jwks_uri: jwksUrl })],
    ['without an address of keys', () => Response.json({ issuer })],
    ['with no address where one should be', () => Response.json({ issuer, jwks_uri: 'nowhere' })],
    ['that is no JSON', () => new Response('<html>')],
    ['that cannot be had', down],
  ])('are not looked for by a discovery document %s', async (_, document) => {
    answers[discovery] = document;
    const app = await keyed({});
    await expectProblem(await me(app, await sign()), 'unavailable');
    for (let turn = 0; turn < 20; turn++) await expectProblem(await me(app, await sign({ turn })), 'unavailable');
    expect(asked).toEqual([discovery]);
    answers[discovery] = () => Response.json({ issuer, jwks_uri: jwksUrl });
    pause(app);
    expect((await me(app, await sign())).status).toBe(200);
    await app.close();
  });

  it('are not fetched for a token that no trusted issuer is named in', async () => {
    const app = await keyed();
    await expectProblem(await me(app, await sign({ iss: 'https://evil.test' })), 'unauthenticated');
    await expectProblem(await me(app, 'a.b.c'), 'unauthenticated');
    expect(asked).toEqual([]);
    await app.close();
  });
});

describe('the demo identity', () => {
  it.each([
    [{ host: '127.0.0.1', databaseUrl: 'postgres://x' }, /embedded database only/],
    [{ host: '0.0.0.0' }, /this machine only: '0\.0\.0\.0'/],
    [{ host: '::' }, /this machine only/],
    [{ host: '10.0.0.1' }, /this machine only/],
    [{ host: '127.0.0.1.evil.test' }, /this machine only/],
    [{ host: 'intranet.test' }, /this machine only/],
  ])('is refused on %j', async (served, reason) => {
    await expect(createDemoIdentity(served)).rejects.toThrow(reason);
  });

  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('is offered on %s', async (host) => {
    expect((await createDemoIdentity({ host })).issuer.issuer).toBe('urn:parvis:demo');
  });

  const origin = 'http://localhost:4200';
  const open = async (): Promise<TestApp> =>
    startTestApp({
      database: { ...database, close: async () => {} },
      demo: await createDemoIdentity({ host: '127.0.0.1' }),
      origins: [origin],
    });
  const post = (app: TestApp, body: unknown, url = '/demo/token') =>
    app.request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify(body),
    });

  it('lists who one can be, and makes one that', async () => {
    const app = await open();
    const people = await app.request('/demo/people', { headers: { Origin: origin } });
    expect(people.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(await people.json()).toEqual({
      items: [{ userName: 'claire', name: 'claire Test', title: null, circle: 'employee' }],
    });
    const made = await post(app, { userName: 'claire' });
    expect(made.headers.get('Cache-Control')).toBe('no-store');
    const { token, expiresIn } = (await made.json()) as { token: string; expiresIn: number };
    expect(expiresIn).toBe(3_600);
    expect((await me(app, token)).status).toBe(200);
    await app.close();
  });

  it('makes nobody of who is not there, and of no question', async () => {
    const app = await open();
    await expectProblem(await post(app, { userName: 'nobody' }), 'not-found');
    await expectProblem(await post(app, { userName: 'gone' }), 'not-found');
    for (const body of [
      {},
      { userName: '' },
      { userName: 1 },
      { userName: 'a\0' },
      null,
      [],
      { userName: 'claire', roles: ['admin'] },
    ])
      await expectProblem(await post(app, body), 'invalid-request');
    await expectProblem(
      await app.request('/demo/token', { method: 'POST', body: 'userName=claire' }),
      'unsupported-media-type',
    );
    await app.close();
  });

  it('answers nobody who comes by another name of this machine', async () => {
    const app = await open();
    await expectProblem(
      await post(app, { userName: 'claire' }, 'http://rebound.evil.test:4100/demo/token'),
      'forbidden',
    );
    await expectProblem(await app.request('http://192.168.1.2:4100/demo/people'), 'forbidden');
    await app.close();
  });

  it('trusts nobody else’s demo tokens', async () => {
    const app = await open();
    const elsewhere = await createDemoIdentity({ host: '127.0.0.1' });
    await expectProblem(await me(app, await elsewhere.sign('claire', app.clock.now)), 'unauthenticated');
    await app.close();
  });

  it('is not there unless it was asked for', async () => {
    const app = await start([{ issuer, audience: 'parvis', claim: 'sub', jwks: { keys: publicKeys } }]);
    await expectProblem(await post(app, { userName: 'claire' }), 'not-found');
    await expectProblem(await app.request('/demo/people'), 'not-found');
    const demo = await createDemoIdentity({ host: '127.0.0.1' });
    await expectProblem(await me(app, await demo.sign('claire', app.clock.now)), 'unauthenticated');
    await app.close();
  });
});
