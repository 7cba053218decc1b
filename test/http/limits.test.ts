/** How many requests are taken from one person, and from one address that has no valid token. */
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createAddressOf } from '../../server/src/kernel/serve/address.ts';
import { DatabaseUnavailable } from '../../server/src/kernel/database/index.ts';
import type { Issuer } from '../../server/src/kernel/viewer/index.ts';
import { type TestApp, issuer, openTestDatabase, publicKey, startTestApp, tokenFor } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addPeople } from '../support/seed.ts';

const most = 3;
const database = await openTestDatabase();
await addPeople(database, [{ userName: 'ada' }, { userName: 'address 10.0.0.1' }]);
const portal = 'https://suppliers.test';
const portalKeys = await generateKeyPair('Ed25519');
const issuers: Issuer[] = [
  { issuer, audience: 'parvis', claim: 'sub', jwks: { keys: [publicKey] } },
  {
    ...{ issuer: portal, audience: 'parvis', claim: 'sub', circles: ['supplier'] },
    jwks: { keys: [{ ...(await exportJWK(portalKeys.publicKey)), alg: 'EdDSA', kid: 'portal' }] },
  },
];
let app: TestApp;
let counted: Map<string, number>;

beforeEach(async () => {
  counted = new Map();
  app = await startTestApp({
    database: { ...database, close: async () => {} },
    issuers,
    limit: async (key, cost) => {
      counted.set(key, (counted.get(key) ?? 0) + cost);
      return counted.get(key)! > most ? 30 : undefined;
    },
    addressOf: createAddressOf(['10.9.9.9']),
  });
  return () => app.close();
});
afterAll(() => database.close());

/** A request as Node hands it over, from this address. */
const from = (remoteAddress: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    app.fetch(new Request('http://api.test/v1/me', { headers }), { incoming: { socket: { remoteAddress } } }),
  );
const bearer = async (who: string) => ({ Authorization: `Bearer ${await tokenFor(who)}` });

describe('requests without a valid token', () => {
  it.each([
    ['without any', {}],
    ['with one of nobody’s', { Authorization: 'Bearer a.b.c' }],
    ['with no such thing as one', { Authorization: 'Basic YTpi' }],
  ])('are limited by the address they come from: %s', async (_, headers) => {
    for (let turn = 0; turn < most; turn++) await expectProblem(await from('10.0.0.1', headers), 'unauthenticated');
    const refused = await from('10.0.0.1', headers);
    expect(refused.headers.get('Retry-After')).toBe('30');
    await expectProblem(refused, 'rate-limited');
    await expectProblem(await from('10.0.0.2', headers), 'unauthenticated');
  });

  it('limit nobody else of that address, who has one', async () => {
    for (let turn = 0; turn <= most; turn++) await from('10.0.0.1');
    expect((await from('10.0.0.1', await bearer('ada'))).status).toBe(200);
  });

  it('are not told apart by a header that anybody can write', async () => {
    for (let turn = 0; turn < most; turn++) await from('10.0.0.1', { 'X-Forwarded-For': `10.1.1.${turn}` });
    await expectProblem(await from('10.0.0.1', { 'X-Forwarded-For': '10.1.1.200' }), 'rate-limited');
  });

  it('are told apart behind a listed proxy, by what it added itself', async () => {
    for (let turn = 0; turn < most; turn++)
      await from('10.9.9.9', { 'X-Forwarded-For': `made-up-${turn}, 172.16.0.1` });
    await expectProblem(await from('10.9.9.9', { 'X-Forwarded-For': '1.2.3.4, 172.16.0.1' }), 'rate-limited');
    await expectProblem(await from('10.9.9.9', { 'X-Forwarded-For': '172.16.0.2' }), 'unauthenticated');
  });
});

describe('requests with a valid token', () => {
  it('are limited by the person, wherever they come from', async () => {
    for (let turn = 0; turn < most; turn++)
      expect((await from(`10.0.0.${turn}`, await bearer('ada'))).status).toBe(200);
    await expectProblem(await from('10.0.0.9', await bearer('ada')), 'rate-limited');
  });

  it('of somebody who is named like an address do not count for that address', async () => {
    for (let turn = 0; turn <= most; turn++) await from('10.0.0.2', await bearer('address 10.0.0.1'));
    await expectProblem(await from('10.0.0.1'), 'unauthenticated');
  });
});

describe('an issuer that may speak for suppliers alone', () => {
  it('uses up no requests of an employee by naming them, and is limited by its address', async () => {
    const token = await new SignJWT({ exp: Date.parse('2100-01-01') / 1_000 })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'portal' })
      .setIssuer(portal)
      .setAudience('parvis')
      .setSubject('ada')
      .sign(portalKeys.privateKey);
    const naming = () => from('10.0.0.7', { Authorization: `Bearer ${token}` });
    for (let turn = 0; turn < most; turn++) await expectProblem(await naming(), 'not-in-directory');
    await expectProblem(await naming(), 'rate-limited');
    expect(counted.get('address 10.0.0.7')).toBe(most);
    expect((await from('10.0.0.8', await bearer('ada'))).status).toBe(200);
  });
});

describe('a write', () => {
  it('counts as five reads', async () => {
    await app.as('ada')('GET', '/v1/me');
    expect([...counted.values()]).toEqual([1]);
    await app.as('ada')('DELETE', '/v1/posts/019c0000-0000-7000-8000-000000000000');
    expect([...counted.values()]).toEqual([6]);
  });
});

describe('a preview, or a search for people', () => {
  it('counts as what it takes, though it only reads', async () => {
    await app.as('ada')('POST', '/v1/rendered-texts', { text: 'a' });
    expect([...counted.values()]).toEqual([10]);
    await app.as('ada')('GET', '/v1/experts?q=welding');
    expect([...counted.values()]).toEqual([15]);
  });
});

describe('the address that tells of health', () => {
  it('asks the database once a second, whoever asks', async () => {
    let asked = 0;
    const watched = await startTestApp({
      database: {
        ...database,
        close: async () => {},
        read: (standing, statement) => {
          if (statement.name === 'health') asked++;
          return database.read(standing, statement);
        },
      },
    });
    const ask = async () => expect((await watched.request('/health')).status).toBe(200);
    await Promise.all(Array.from({ length: 20 }, ask));
    await ask();
    expect(asked).toBe(1);
    watched.clock.now = new Date(watched.clock.now.getTime() + 1_000);
    await ask();
    expect(asked).toBe(2);
    await watched.close();
  });

  it('tells at once that the database is back', async () => {
    let gone = true;
    const watched = await startTestApp({
      database: {
        ...database,
        close: async () => {},
        read: (standing, statement) => {
          if (gone) return Promise.reject(new DatabaseUnavailable('gone'));
          return database.read(standing, statement);
        },
      },
    });
    await expectProblem(await watched.request('/health'), 'unavailable');
    gone = false;
    expect((await watched.request('/health')).status).toBe(200);
    await watched.close();
  });
});

describe('the address of a request', () => {
  const addressOf = createAddressOf(['10.0.0.0/8', 'fd00::/8', '192.168.1.1']);
  const of = (remoteAddress: string | undefined, forwarded?: string) =>
    addressOf(new Headers(forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }), {
      incoming: { socket: { remoteAddress } },
    });

  it.each([
    ['172.16.0.5', undefined, '172.16.0.5'],
    ['172.16.0.5', '1.1.1.1', '172.16.0.5'],
    ['10.1.2.3', '1.1.1.1', '1.1.1.1'],
    ['::ffff:10.1.2.3', '1.1.1.1', '1.1.1.1'],
    ['10.1.2.3', '9.9.9.9, 1.1.1.1, 192.168.1.1', '1.1.1.1'],
    ['10.1.2.3', '9.9.9.9, 10.2.2.2', '9.9.9.9'],
    ['10.1.2.3', '1.1.1.1:5050', '1.1.1.1'],
    ['fd00::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['10.1.2.3', '9.9.9.9, unknown', '10.1.2.3'],
    ['10.1.2.3', '', '10.1.2.3'],
    [undefined, '1.1.1.1', undefined],
  ])('that came from %s with X-Forwarded-For: %s is %s', (socket, forwarded, expected) => {
    expect(of(socket, forwarded)).toBe(expected);
  });

  it('is not known where nothing listens', () => {
    expect(addressOf(new Headers(), {})).toBeUndefined();
  });
});
