/** Attempts at what was built apart and works together: what each must never give. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment, Comment, FeedKey, Post, PostPage } from '@parvis/contracts';
import { type TestApp, startTestApp, tokenFor } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';
import { read, startCompany } from '../support/moderation.ts';
import { jpeg } from '../support/uploads.ts';

const origin = 'https://intranet.test';
let app: TestApp;
let people: Record<string, string>;
let ids: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp({
    origins: [origin],
    config: {
      pages: [
        { prefix: `${origin}/`, circles: ['employee'] },
        { prefix: `${origin}/board/`, circles: ['employee'], community: 'board' },
      ],
    },
  });
  people = await addPeople(app.database, [
    { userName: 'claire', name: 'Claire Test', clearance: 'C2' },
    { userName: 'david', name: 'David Test', clearance: 'C2' },
    { userName: 'eve', name: 'Eve Test', clearance: 'C2' },
    { userName: 'olga', name: 'Olga Test' },
  ]);
  ids = await addCommunities(app.database, people, [
    { slug: 'it-help', members: { claire: 'steward', david: 'member', eve: 'member' } },
    { slug: 'board', visibility: 'secret', joinRule: 'invite', members: { claire: 'steward' } },
  ]);
});
afterAll(() => app.close());

const done = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await app.as(who)(method, path, body);
  if (!response.ok) throw new Error(`${method} ${path} as ${who}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
const write = (who: string, community: string | null, more: object = {}): Promise<Post> => {
  app.clock.now = new Date(app.clock.now.getTime() + 1_000);
  const { audience, ...rest } = more as { audience?: object };
  return done(who, 'POST', '/v1/posts', {
    text: 'The valve leaks.',
    audience: { community: community && ids[community], ...audience },
    ...rest,
  });
};
const texts = async (response: Response) => {
  const { requestId: _, ...rest } = JSON.parse(await response.text()) as Record<string, unknown>;
  return rest;
};

describe('a page that lies ready', () => {
  const ask = async (headers: Record<string, string>, query = '', method = 'GET') =>
    app.request(`/v1/posts${query}`, { method, headers });

  it('is given for a token that still holds, as it is sent, and to nobody who has left', async () => {
    await write('claire', 'it-help');
    const token = await tokenFor('olga', { exp: Math.floor(app.clock.now.getTime() / 1_000) + 120 });
    const bearer = { Authorization: `Bearer ${token}` };
    for (let again = 0; again < 3; again++) expect((await ask(bearer)).status).toBe(200);
    for (const authorization of [
      `bearer ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token}x`,
      `Basic ${token}`,
      `Bearer ${token}, Bearer ${token}`,
    ])
      expect((await ask({ Authorization: authorization })).status).toBe(401);
    const tag = (await ask(bearer)).headers.get('ETag')!;
    expect((await ask({ ...bearer, 'If-None-Match': tag })).status).toBe(304);
    expect((await ask({ 'If-None-Match': tag })).status).toBe(401);
    // Another viewer's tag is none of one's own.
    for (const who of ['claire', 'david', 'eve'])
      expect((await app.as(who)('GET', '/v1/posts', undefined, { 'If-None-Match': tag })).status).toBe(200);
    app.clock.now = new Date(app.clock.now.getTime() + 200_000);
    expect((await ask(bearer)).status).toBe(401);
    expect((await ask({ ...bearer, 'If-None-Match': tag })).status).toBe(401);
    const fresh = { Authorization: `Bearer ${await tokenFor('olga')}` };
    for (let again = 0; again < 3; again++) expect((await ask(fresh)).status).toBe(200);
    await app.database.system((tx) =>
      tx.updateTable('person').set({ departed_at: app.clock.now }).where('id', '=', people['olga']!).execute(),
    );
    await expect.poll(async () => (await ask(fresh)).status).toBe(401);
  });

  it('is what the ordinary way answers, for every query and header', async () => {
    const bearer = { Authorization: `Bearer ${await tokenFor('david')}` };
    for (const query of [
      '',
      '?',
      '?scope=home',
      '?scope=home&',
      '?&scope=home',
      '?scope=%68ome',
      '?x=1',
      '?limit=1',
      '?scope=home&scope=mine',
      '?limit=0',
      '?cursor=x',
      '?scope=community&for=board',
      '?scope=bookmarks',
      '?scope=drafts',
      '?%00',
    ])
      for (const origins of [{}, { Origin: origin }, { Origin: 'https://evil.test' }] as Record<string, string>[]) {
        const first = await ask({ ...bearer, ...origins }, query);
        const again = await ask({ ...bearer, ...origins }, query);
        const head = await ask({ ...bearer, ...origins }, query, 'HEAD');
        const seen = (response: Response) => {
          const headers = Object.fromEntries(response.headers);
          delete headers['x-request-id'];
          delete headers['stream-position'];
          delete headers['content-length'];
          return { status: response.status, headers };
        };
        expect([query, seen(again)]).toEqual([query, seen(first)]);
        expect([query, head.status]).toEqual([query, first.status]);
        expect(await head.text()).toBe('');
        expect(first.headers.get('Access-Control-Allow-Origin')).toBe(origins['Origin'] === origin ? origin : null);
        expect(again.headers.get('X-Content-Type-Options')).toBe('nosniff');
        if (again.ok) expect(await again.text()).toBe(await first.text());
      }
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS'].filter((one) => one !== 'TRACE'))
      expect((await ask(bearer, '', method)).status).not.toBe(200);
  });
});

describe('what is counted', () => {
  it('answers of what one cannot read as of what does not exist', async () => {
    const secret = await write('claire', 'board');
    const later = await write('claire', 'it-help', {
      scheduledFor: new Date(app.clock.now.getTime() + 3_600_000).toISOString(),
    });
    await done('claire', 'POST', `/v1/posts/${secret.id}/comments`, { text: 'One.' });
    await done('claire', 'POST', '/v1/discussions', { address: `${origin}/board/plan`, text: 'Secret.' });
    for (const ask of [
      { posts: [secret.id, later.id], addresses: [] },
      {
        posts: [],
        addresses: [
          `${origin}/board/plan`,
          `${origin}/board/plan?x=1`,
          `${origin}/it/../board/plan`,
          `${origin}//board/plan`,
          `${origin}/board%2Fplan`,
        ],
      },
    ])
      expect(await done('eve', 'POST', '/v1/discussions/counts', ask)).toEqual({ items: [] });
    const forbidden = await app.as('eve')('GET', `/v1/discussions?address=${origin}/board/plan`);
    const nothing = await app.as('eve')('GET', '/v1/discussions?address=https://elsewhere.test/plan');
    expect([forbidden.status, await texts(forbidden)]).toEqual([nothing.status, await texts(nothing)]);
    for (const path of [`${origin}/it/%2e%2e/board/plan`, `${origin}/board/./plan`, `${origin}/%62oard/plan`]) {
      const answer = await app.as('eve')('GET', `/v1/discussions?address=${encodeURIComponent(path)}`);
      if (answer.ok) expect(JSON.stringify(await answer.json())).not.toContain('Secret');
    }
    // Nor does anybody speak to other readers there by writing its address as a server may still take it.
    for (const path of ['//board/plan', '/Board/plan', '/board;x/plan', '/x/..;/board/plan', '/board%2Fplan'])
      expect([
        path,
        (await app.as('claire')('POST', '/v1/discussions', { address: origin + path, text: 'Secret.' })).status,
      ]).toEqual([path, 404]);
    const listed = await done<PostPage>(
      'eve',
      'GET',
      `/v1/posts?scope=page&for=${encodeURIComponent(`${origin}/board/plan`)}`,
    );
    expect(listed.items).toEqual([]);
  });
});

describe('an attachment', () => {
  const upload = async (who: string): Promise<Attachment> => {
    const response = await app.request('/v1/attachments', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await tokenFor(who)}`,
        'Content-Disposition': "attachment; filename*=UTF-8''a%0D%0AX-Evil%3A%201%22%3Cimg%3E.jpg",
        'Content-Type': 'image/jpeg',
      },
      body: (await jpeg({ width: 1200, height: 800 })) as Uint8Array<ArrayBuffer>,
    });
    const made = (await response.json()) as Attachment;
    return done(who, 'PATCH', `/v1/attachments/${made.id}`, { alt: '"><img src=x onerror=alert(1)>' });
  };

  it('of somebody else is taken by nobody, before it is used and after', async () => {
    const mine = await upload('claire');
    const attempt = async (who: string) =>
      (
        await app.as(who)('POST', '/v1/posts', {
          text: 'x',
          audience: { community: ids['it-help'] },
          attachments: [mine.id],
        })
      ).status;
    expect(await attempt('david')).toBe(422);
    const post = await write('claire', 'it-help', { attachments: [mine.id], audience: { degree: 'C2' } });
    expect(await attempt('david')).toBe(422);
    expect(await attempt('claire')).toBe(422);
    const comment = await done<Comment>('david', 'POST', `/v1/posts/${post.id}/comments`, { text: 'x' });
    expect(
      (await app.as('david')('PATCH', `/v1/comments/${comment.id}`, { text: 'x', attachments: [mine.id] })).status,
    ).toBe(422);
    for (const [method, body] of [['PATCH', { alt: 'x' }], ['DELETE']] as const)
      expect((await app.as('david')(method, `/v1/attachments/${mine.id}`, body)).status).toBe(403);
    expect((await app.as('olga')('GET', `/v1/attachments/${mine.id}`)).status).toBeGreaterThan(400);
    const url = post.attachments![0]!.url;
    for (const changed of [
      url.replace(people['claire']!, people['david']!),
      url.replace(/until=\d+/, 'until=4102444800'),
      // Another sign than it has, whichever that is.
      url.replace(/mac=(.)/, (_, sign) => `mac=${sign === '_' ? '-' : '_'}`),
      url.replace(mine.id, mine.id.toUpperCase()),
      `${url}&by=${people['david']}`,
      `${url}&size=huge`,
    ])
      expect([changed, (await app.request(changed)).status]).not.toEqual([changed, 200]);
    for (const headers of [{}, { Range: 'bytes=0-9' }] as Record<string, string>[]) {
      const answer = await app.request(url, { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Disposition')).not.toMatch(/[\r\n]/);
      expect(answer.headers.get('X-Evil')).toBeNull();
      expect((await answer.arrayBuffer()).byteLength).toBe(Number(answer.headers.get('Content-Length')));
    }
    const head = await app.request(url, { method: 'HEAD' });
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
  });
});

describe('a feed key', () => {
  const basic = (name: string, key: string) => ({
    Authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${key}`)))}`,
  });

  it('opens nothing but feeds, and nothing of C2 or of one alone', async () => {
    const { key } = await done<FeedKey>('claire', 'POST', '/v1/me/feed-keys', { name: 'x', days: 30 });
    await write('claire', 'it-help', { title: 'Restricted obsidian', audience: { degree: 'C2' } });
    await write('claire', 'it-help', {
      title: 'For later',
      scheduledFor: new Date(app.clock.now.getTime() + 3_600_000).toISOString(),
    });
    const title = ']]></title><evil/>\u0000\u0001\r\n&amp;<!-- "x" \'y\'';
    await write('claire', 'it-help', { title: title.replace('\u0000', ''), text: '<script>alert(1)</script> ]]>' });
    const headers = basic('claire', key!);
    for (const path of [
      'home',
      'community?for=it-help',
      'mine',
      `person?for=${people['claire']}`,
      'everyone',
      'bookmarks',
      'drafts',
      'page?for=https://intranet.test/board/plan',
      'community?for=board',
    ]) {
      const answer = await app.request(`/v1/feeds/${path}`, { headers });
      const text = await answer.text();
      if (path === 'home') expect([answer.status, text]).toEqual([200, expect.stringContaining('&lt;evil/&gt;')]);
      expect(text).not.toContain('obsidian');
      expect(text).not.toContain('For later');
      expect(text).not.toContain('<evil');
      expect(text).not.toContain('<script');
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    }
    for (const path of ['/v1/posts', '/v1/me', '/v1/stream', '/v1/me/feed-keys', '/v1/me/contributions'])
      expect((await app.request(path, { headers })).status).toBe(401);
    expect(
      (await app.request('/v1/feeds/home', { headers: { Authorization: `Bearer ${await tokenFor('claire')}` } }))
        .status,
    ).toBe(401);
    for (const [name, wrong] of [
      ['david', key!],
      ['claire', key!.slice(0, -1)],
      ['claire', `${key!}x`],
      ['claire', ''],
      ['', key!],
    ] as const)
      expect((await app.request('/v1/feeds/home', { headers: basic(name, wrong) })).status).toBe(401);
  });
});

describe('what completes while one writes', () => {
  it('says of no tag, person or community what one does not hold', async () => {
    await write('claire', 'board', { text: 'Quietly #merger2027', tags: ['merger2027'] });
    await write('claire', 'it-help', {
      text: '#laterals',
      tags: ['laterals'],
      scheduledFor: new Date(app.clock.now.getTime() + 3_600_000).toISOString(),
    });
    for (const q of ['merger', 'laterals'])
      expect(await done('eve', 'GET', `/v1/suggestions?kind=tags&q=${q}`)).toMatchObject({ tags: [] });
    const secret = await app.as('eve')('GET', `/v1/suggestions?kind=people&q=da&community=${ids['board']}`);
    const unknown = await app.as('eve')(
      'GET',
      '/v1/suggestions?kind=people&q=da&community=019c0000-0000-7000-8000-000000000000',
    );
    expect([secret.status, await texts(secret)]).toEqual([unknown.status, await texts(unknown)]);
    await expectProblem(
      await app.as('eve')('GET', `/v1/suggestions?kind=people&q=da&community=${ids['it-help']}&degree=C3`),
      'invalid-request',
    );
  });
});

describe('what was taken away', () => {
  it('is gone from everywhere at once for those who read it, from pages that lay ready too', async () => {
    const company = await startCompany();
    const { app: here, communities } = company;
    try {
      const get = async <Body>(who: string, path: string): Promise<Body> => read(await here.as(who)('GET', path));
      const status = async (who: string, method: string, path: string, body?: object) =>
        (await here.as(who)(method, path, body)).status;
      const post = await company.write('paul', {
        kind: 'poll',
        text: 'Which pumps, zirconium ones? #zirconium',
        poll: { options: ['Old', 'New'], closesAt: new Date(here.clock.now.getTime() + 86_400_000).toISOString() },
      });
      expect(await status('paul', 'PATCH', `/v1/posts/${post.id}`, { text: 'Zirconium ones, I say. #zirconium' })).toBe(
        200,
      );
      await company.answer('bob', post.id, 'Zirconium, surely.');
      const again = await company.write('bob', {
        text: 'Look at this',
        original: post.id,
        audience: { community: communities['crew'] },
      });
      for (const [method, path, body] of [
        ['PUT', 'bookmark'],
        ['PUT', 'follow'],
        ['PUT', 'answer', { options: ['2'] }],
      ] as const)
        expect([path, await status('ada', method, `/v1/posts/${post.id}/${path}`, body)]).toEqual([path, 200]);
      expect(await status('claire', 'PUT', `/v1/posts/${post.id}/pin`)).toBe(200);
      await here.upkeep.settle();
      await company.flagged('cleo', { kind: 'post', id: post.id });
      const found = (await company.queue('claire'))[0]!;
      const places = [
        '/v1/posts',
        `/v1/posts?scope=community&for=${communities['it-help']}`,
        `/v1/posts?scope=community&for=${communities['it-help']}&q=zirconium`,
        '/v1/posts?scope=tag&for=zirconium',
        '/v1/posts?scope=bookmarks',
        `/v1/posts?scope=person&for=${company.people['paul']}`,
        `/v1/posts/${again.id}`,
        '/v1/me/reading',
        '/v1/experts?q=zirconium',
        '/v1/suggestions?kind=tags&q=zirc',
      ];
      const telling = async (who: string) => {
        const told: string[] = [];
        for (const path of places)
          if (/zirconium/i.test(JSON.stringify(await get(who, path)).replace(/"query":"[^"]*"/g, ''))) told.push(path);
        return told;
      };
      const before = await telling('ada');
      expect(before.length).toBeGreaterThanOrEqual(8);
      // Kept as bytes, too.
      expect(await telling('ada')).toEqual(before);
      expect((await company.decide('claire', found.id)).status).toBe(200);
      expect(await telling('ada')).toEqual([]);
      for (const [method, path, body] of [
        ['GET', ''],
        ['GET', '/revisions'],
        ['GET', '/comments'],
        ['PUT', '/bookmark'],
        ['PUT', '/follow'],
        ['PUT', '/answer', { options: ['1'] }],
        ['PUT', '/reactions/like'],
        ['PUT', '/pin'],
        ['PUT', '/community', { community: communities['crew'] }],
      ] as const)
        for (const who of ['ada', 'cleo'])
          expect([path, await status(who, method, `/v1/posts/${post.id}${path}`, body)]).toEqual([path, 404]);
      expect(
        await status('bob', 'POST', '/v1/posts', { text: 'x', original: post.id, audience: { community: null } }),
      ).toBe(404);
      const counted = await read(
        await here.as('ada')('POST', '/v1/discussions/counts', { addresses: [], posts: [post.id] }),
      );
      expect(counted).toEqual({ items: [] });
    } finally {
      await here.close();
    }
  });
});
