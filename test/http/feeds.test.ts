import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FeedKey, FeedKeyList, Post } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

const origin = 'https://intranet.test';
let app: TestApp;
let communities: Record<string, string>;
let people: Record<string, string>;
/** Nothing is left to the address. */
let spent = false;
/** What the limiter was told. */
const counted: { key: string; cost: number }[] = [];

beforeAll(async () => {
  app = await startTestApp({
    origins: [origin],
    config: {
      postTemplate: `${origin}/social?post={id}&from=feed`,
      communityPostTemplate: `${origin}/places/{slug}?from=feed#parvis-post-{id}`,
    },
    limit: (key, cost) => {
      counted.push({ key, cost });
      return Promise.resolve(spent && key.startsWith('address') ? 30 : undefined);
    },
    addressOf: () => '10.0.0.7',
  });
  people = await addPeople(app.database, [
    { userName: 'claire', clearance: 'C3' },
    { userName: 'david' },
    { userName: 'renée.dupont' },
    { userName: 'many' },
    { userName: 'leaver' },
  ]);
  communities = await addCommunities(app.database, people, [
    {
      slug: 'it-help',
      name: 'IT & phones',
      visibility: 'listed',
      members: { claire: 'steward', david: 'member', leaver: 'member' },
    },
  ]);
});
afterAll(() => app.close());

const made = async (who: string, body: object = {}, headers?: Record<string, string>): Promise<FeedKey> => {
  const answer = await app.as(who)('POST', '/v1/me/feed-keys', { name: 'Thunderbird', ...body }, headers);
  expect(answer.status).toBe(201);
  return (await answer.json()) as FeedKey;
};
/** After taking back those of before: ten are the most. */
const fresh = async (who: string, body: object = {}): Promise<FeedKey> => {
  await app.database.system((tx) => tx.deleteFrom('feed_key').where('person_id', '=', people[who]!).execute());
  return made(who, body);
};
const basic = (name: string, key: string | null): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${key}`)))}`;
const read = (who: string, key: string | null, path = '/v1/feeds/home', headers: Record<string, string> = {}) =>
  app.request(path, { headers: { Authorization: basic(who, key), ...headers } });
const write = async (who: string, body: object): Promise<Post> => {
  const answer = await app.as(who)('POST', '/v1/posts', { audience: { community: communities['it-help'] }, ...body });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Post;
};
const refused = async (answer: Response) => {
  expect(answer.headers.get('WWW-Authenticate')).toBe('Basic realm="parvis feeds", charset="UTF-8"');
  await expectProblem(answer, 'unauthenticated');
};

describe('a feed key', () => {
  it('is told once, to who makes it, and kept as a digest', async () => {
    const { id, key } = await made('claire', { name: 'Outlook' });
    expect(key).toMatch(/^pvk_[\w-]{43}$/);
    const answer = await app.as('claire')('GET', '/v1/me/feed-keys');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const list = (await answer.json()) as FeedKeyList;
    expect(list.userName).toBe('claire');
    expect(list.items).toMatchObject([{ id, name: 'Outlook', key: null, lastUsedOn: null }]);
    const rows = await app.database.system((tx) => tx.selectFrom('feed_key').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(key!.slice(4, 20));
    expect(JSON.stringify(app.logged)).not.toContain(key);
    expect(((await (await app.as('david')('GET', '/v1/me/feed-keys')).json()) as FeedKeyList).items).toEqual([]);
  });

  it('is one where its making was repeated, and is not told again', async () => {
    const headers = { 'Idempotency-Key': 'again' };
    const first = await made('david', {}, headers);
    expect(await made('david', {}, headers)).toEqual({ ...first, key: null });
  });

  it('tells its owner the day of its last use, and nobody the hour', async () => {
    const { id, key } = await fresh('claire');
    app.clock.now = new Date('2026-11-20T15:30:00.000Z');
    expect((await read('claire', key)).status).toBe(200);
    const { items } = (await (await app.as('claire')('GET', '/v1/me/feed-keys')).json()) as FeedKeyList;
    expect(items.find((item) => item.id === id)).toMatchObject({ lastUsedOn: '2026-11-20' });
  });

  it('is one of ten at most, however many are asked for at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => app.as('many')('POST', '/v1/me/feed-keys', { name: 'x' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
  });

  it.each([
    { name: '' },
    { name: '\u200b' },
    { name: 'x'.repeat(61) },
    { name: 'x', days: 0 },
    { name: 'x', days: 900 },
  ])('is refused as %j', async (body) => {
    await expectProblem(await app.as('claire')('POST', '/v1/me/feed-keys', body), 'invalid-request');
  });

  it('opens nothing once it is revoked, and nobody but its owner revokes it', async () => {
    const { id, key } = await fresh('claire');
    expect((await app.as('david')('DELETE', `/v1/me/feed-keys/${id}`)).status).toBe(404);
    expect((await read('claire', key)).status).toBe(200);
    expect((await app.as('claire')('DELETE', `/v1/me/feed-keys/${id}`)).status).toBe(204);
    await refused(await read('claire', key));
    expect((await app.as('claire')('DELETE', `/v1/me/feed-keys/${id}`)).status).toBe(404);
  });

  it('opens nothing once it has expired', async () => {
    const { key } = await fresh('claire', { days: 1 });
    const before = app.clock.now;
    app.clock.now = new Date(before.getTime() + 24 * 60 * 60_000);
    await refused(await read('claire', key));
    app.clock.now = before;
    expect((await read('claire', key)).status).toBe(200);
  });

  it('opens nothing for anybody else', async () => {
    const { key } = await fresh('claire');
    await refused(await read('david', key));
    await refused(await read('', key));
  });

  it('opens no other operation', async () => {
    const { key } = await fresh('claire');
    const headers = { Authorization: basic('claire', key) };
    for (const path of ['/v1/me', '/v1/posts', '/v1/stream', '/v1/me/feed-keys', '/v1/communities']) {
      const answer = await app.request(path, { headers });
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="parvis"');
      await expectProblem(answer, 'unauthenticated');
      await expectProblem(await app.request(path, { headers: { Authorization: `Bearer ${key}` } }), 'unauthenticated');
    }
  });

  it('goes with its owner', async () => {
    const { key } = await made('leaver');
    expect((await read('leaver', key)).status).toBe(200);
    await app.database.system((tx) =>
      tx.updateTable('person').set({ departed_at: app.clock.now }).where('user_name', '=', 'leaver').execute(),
    );
    app.kernel.standings.forget(people['leaver']!);
    await refused(await read('leaver', key));
  });

  it('of a person whose name is written with accents is read as UTF-8', async () => {
    const { key } = await made('renée.dupont');
    expect((await read('renée.dupont', key)).status).toBe(200);
    expect((await read('Renée.Dupont', key)).status).toBe(200);
  });

  it('costs its own count, and a wrong one that of the address', async () => {
    const { id, key } = await fresh('claire');
    await read('claire', key);
    counted.length = 0;
    await read('claire', key);
    await read('claire', 'pvk_wrong');
    expect(counted).toEqual([
      { key: `key ${id}`, cost: 20 },
      // Whether there is anything left, before the database is asked.
      { key: 'address 10.0.0.7', cost: 0 },
      { key: 'address 10.0.0.7', cost: 20 },
    ]);
  });

  it('that is wrong is not looked up once its address tried too many; one that was right is read on from there', async () => {
    const { key } = await fresh('claire');
    const { key: never } = await fresh('david');
    expect((await read('claire', key)).status).toBe(200);
    let asked = 0;
    const { system } = app.kernel.database;
    app.kernel.database.system = (...given) => {
      // Others read in the background whenever they have something to do.
      if (new Error().stack!.includes('/feed-keys/')) asked++;
      return system.apply(app.kernel.database, given) as never;
    };
    try {
      await expectProblem(await read('claire', 'pvk_wrong'), 'unauthenticated');
      expect(asked).toBe(1);
      asked = 0;
      spent = true;
      await expectProblem(await read('claire', 'pvk_wrong'), 'rate-limited');
      // Nobody can tell a right key from a wrong one by it.
      await expectProblem(await read('david', never), 'rate-limited');
      expect(asked).toBe(0);
      expect((await read('claire', key)).status).toBe(200);
    } finally {
      spent = false;
      app.kernel.database.system = system;
    }
  });
});

describe('a feed', () => {
  it.each(['', 'Basic', 'Basic !', 'Basic YTpi', `Basic ${'A'.repeat(20_000)}`, 'Basic /w==', 'Basic OjpvOg=='])(
    'asks for a key where it is given %.20j',
    async (Authorization) => refused(await app.request('/v1/feeds/home', { headers: { Authorization } })),
  );

  it('is not read with a token', async () => {
    await refused(await app.as('claire')('GET', '/v1/feeds/home'));
  });

  it('has what its reader’s home has, as text that leads to the intranet', async () => {
    const { key } = await fresh('claire');
    const written = await write('david', {
      title: 'A & B <script>alert("1")</script>',
      text: 'Some *words* & <b>marks</b>\u0001\u000b ]]> \ufffe 😀',
      tags: ['c++'],
    });
    const answer = await read('claire', key);
    expect(answer.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    expect(answer.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    const xml = await answer.text();
    expect(xml).toContain(`<id>urn:uuid:${written.id}</id>`);
    expect(xml).toContain('<title>A &amp; B &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</title>');
    expect(xml).toContain('<content type="text">Some words &amp; &lt;b&gt;marks&lt;/b&gt; ]]&gt;  😀</content>');
    expect(xml).toContain('<author><name>david Test</name></author>');
    expect(xml).toContain('<category term="c++"/>');
    expect(xml).toContain('<title>Parvis</title>');
    const titled = async (query: string) =>
      /<title>(.*)<\/title>/.exec(await (await read('claire', key, `/v1/feeds/${query}`)).text())![1];
    expect(await titled('community?for=it-help')).toBe('Parvis · IT &amp; phones');
    expect(await titled('person?for=david')).toBe('Parvis · david Test');
    expect(await titled('tag?for=c%2B%2B')).toBe('Parvis · #c++');
    // The page of its community, where it can be read; what is for everyone has its own.
    expect(xml).toContain(
      `<link rel="alternate" href="${origin}/places/it-help?from=feed#parvis-post-${written.id}"/>`,
    );
    const open = await write('claire', { text: 'For all.', audience: { community: null } });
    await app.as('david')('PUT', `/v1/people/${people['claire']}/follow`);
    const person = await (
      await read('david', (await fresh('david')).key, `/v1/feeds/person?for=${people['claire']}`)
    ).text();
    expect(person).toContain(`<link rel="alternate" href="${origin}/social?post=${open.id}&amp;from=feed"/>`);
    expect(xml).not.toContain('<script');
  });

  it('has nothing above C1, whatever its reader is cleared for', async () => {
    const { key } = await fresh('claire');
    for (const degree of ['C0', 'C1', 'C2', 'C3'])
      await write('claire', {
        text: `The ${degree} figures.`,
        audience: { community: communities['it-help'], degree },
      });
    const xml = await (await read('claire', key, '/v1/feeds/community?for=it-help')).text();
    expect(['C0', 'C1', 'C2', 'C3'].filter((degree) => xml.includes(`The ${degree} figures.`))).toEqual(['C0', 'C1']);
  });

  it('lacks at the next reading what its reader lost', async () => {
    const { key } = await made('david');
    const { id } = await write('claire', { text: 'For members.' });
    const before = await read('david', key);
    const etag = before.headers.get('ETag')!;
    expect(await before.text()).toContain(id);
    await app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['david']!).execute());
    app.kernel.standings.forget(people['david']!);
    const after = await read('david', key, '/v1/feeds/home', { 'If-None-Match': etag });
    expect(after.status).toBe(200);
    expect(await after.text()).not.toContain(id);
    const community = await read('david', key, '/v1/feeds/community?for=it-help');
    expect(await community.text()).not.toContain(id);
  });

  it('that has not changed answers so in short', async () => {
    const { key } = await fresh('claire');
    // A page that is read before its process has heard of what was just written gets an older tag.
    await vi.waitUntil(() => app.kernel.relay.isSettled(), { timeout: 30_000 });
    const etag = (await read('claire', key)).headers.get('ETag')!;
    const again = await read('claire', key, '/v1/feeds/home', { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(again.headers.get('ETag')).toBe(etag);
    expect(await again.text()).toBe('');
    await write('claire', { text: 'News.' });
    expect((await read('claire', key, '/v1/feeds/home', { 'If-None-Match': etag })).status).toBe(200);
  });

  it('is for tools: no page of any origin may read it', async () => {
    const { key } = await fresh('claire');
    const answer = await read('claire', key, '/v1/feeds/home', { Origin: origin });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each(['/v1/feeds/drafts', '/v1/feeds/nothing', '/v1/feeds/home.atom', '/v1/feeds/community?for=unknown'])(
    'of %s is none',
    async (path) => {
      const { id, key } = await fresh('claire');
      await expectProblem(await read('claire', key, path), 'not-found');
      await app.as('claire')('DELETE', `/v1/me/feed-keys/${id}`);
    },
  );
});
