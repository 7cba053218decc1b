/** What helps while one writes, from the side of who writes and of who would learn what is not theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post, RichText, Suggestions } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type TestApp, openTestDatabase, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer', name: 'Vera Viewer', clearance: 'C2' },
    { userName: 'claire.martin', name: 'Claire Martin', clearance: 'C2', title: 'Welder', unit: 'plant/a' },
    { userName: 'helene.dupre', name: 'Hélène Dupré-Lefèvre' },
    { userName: 'l.daigle', name: 'Léo d’Aigle' },
    { userName: 'martin.obrien', name: "Martin O'Brien", clearance: 'C0' },
    { userName: 'Mara@example.com', name: 'Mara Mail' },
    { userName: 'no handle', name: 'Marek Nohandle' },
    { userName: 'gone', name: 'Martine Gone', departedAt: new Date('2026-10-01') },
    { userName: 'ghost', name: 'Martinez Ghost', hidden: true },
    { userName: 'sam', name: 'Sam Supplier', circle: 'supplier' },
    { userName: 'sue', name: 'Sue Supplier', circle: 'supplier' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'plant', members: { viewer: 'member', 'helene.dupre': 'member' }, visibility: 'listed' },
    { slug: 'board', visibility: 'secret', members: { 'claire.martin': 'member' } },
    {
      slug: 'partners',
      visibility: 'listed',
      circles: ['employee', 'supplier'],
      members: { viewer: 'member', sam: 'member' },
    },
  ]);
  await app.upkeep.settle();
}, 120_000);
afterAll(() => app?.close());

const get = async (who: string, query: Record<string, string>): Promise<Response> =>
  app.as(who)('GET', `/v1/suggestions?${new URLSearchParams(query)}`);
const suggest = async (who: string, query: Record<string, string>): Promise<Suggestions> => {
  const response = await get(who, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Suggestions;
};
const names = async (q: string, who = 'viewer', more: Record<string, string> = {}): Promise<string[]> =>
  (await suggest(who, { kind: 'people', q, ...more })).people.map(({ person }) => person.name);
const tags = async (q: string, who = 'viewer'): Promise<string[]> => (await suggest(who, { kind: 'tags', q })).tags;
const post = async (who: string, text: string, audience: object = { community: null }): Promise<Post> => {
  const response = await app.as(who)('POST', '/v1/posts', { text, audience });
  expect(response.status).toBe(201);
  return (await response.json()) as Post;
};

describe('people suggested for a mention', () => {
  it.each([
    ['cla', 'Claire Martin'],
    ['martin cl', 'Claire Martin'],
    ['claire.mar', 'Claire Martin'],
    ['CLAIRE', 'Claire Martin'],
    ['helene', 'Hélène Dupré-Lefèvre'],
    ['hélène lefè', 'Hélène Dupré-Lefèvre'],
    ['dupre-le', 'Hélène Dupré-Lefèvre'],
    ["o'br", "Martin O'Brien"],
    ['O’Brien', "Martin O'Brien"],
    ['aigle', 'Léo d’Aigle'],
    ["d'ai", 'Léo d’Aigle'],
    ['mara@exa', 'Mara Mail'],
  ])('are found by “%s”', async (q, name) => {
    expect(await names(q)).toContain(name);
  });

  it('come with what tells two apart and with what is written to mention them', async () => {
    const { people: found } = await suggest('viewer', { kind: 'people', q: 'claire' });
    expect(found).toMatchObject([
      { userName: 'claire.martin', title: 'Welder', unit: 'plant/a', reads: true, person: { name: 'Claire Martin' } },
    ]);
  });

  it('are neither those who left, nor those who are hidden, nor oneself, nor those whom nothing that is written mentions', async () => {
    expect((await names('mar')).sort()).toEqual(['Claire Martin', 'Mara Mail', "Martin O'Brien"]);
    expect(await names('viewer')).toEqual([]);
    for (const q of ['gone', 'ghost', 'no handle']) expect(await names(q)).toEqual([]);
  });

  it('are, for somebody from outside, those alone whose profile they may read', async () => {
    expect(await names('claire', 'sam')).toEqual([]);
    expect(await names('claire.martin', 'sam')).toEqual([]);
    expect(await names('sue', 'sam')).toEqual(['Sue Supplier']);
  });

  it.each(["'", '%', '_', '\\', '*', ')', '@', '…'])('are nobody for “%s”, which begins no name', async (q) => {
    expect(await names(q)).toEqual([]);
  });

  it('are no more than fit a list', async () => {
    await addPeople(
      app.database,
      Array.from({ length: 30 }, (_, index) => ({ userName: `zoe${index}`, name: `Zoé Number${index}` })),
    );
    await app.upkeep.settle();
    expect(await names('zoe')).toHaveLength(limits.suggestions);
  });
});

describe('whether somebody suggested will read it', () => {
  const reads = async (query: Record<string, string>, who = 'viewer'): Promise<Record<string, boolean>> =>
    Object.fromEntries(
      (await suggest(who, { kind: 'people', ...query })).people.map(({ userName, reads }) => [userName, reads]),
    );

  it('follows from community, circles and degree as they are chosen', async () => {
    expect(await reads({ q: 'claire', community: 'everyone', degree: 'C2' })).toEqual({ 'claire.martin': true });
    expect(await reads({ q: 'helene', community: 'everyone', degree: 'C2' })).toEqual({ 'helene.dupre': false });
    expect(await reads({ q: 'claire', community: communities['plant']! })).toEqual({ 'claire.martin': false });
    expect(await reads({ q: 'helene', community: communities['plant']! })).toEqual({ 'helene.dupre': true });
    expect(await reads({ q: 'sam', community: communities['partners']!, circles: 'employee' })).toEqual({ sam: false });
    expect(await reads({ q: 'sam', community: communities['partners']!, circles: 'employee,supplier' })).toEqual({
      sam: true,
    });
  });

  it('agrees with who then reads the post, and for a comment with the post it is for', async () => {
    for (const degree of ['C0', 'C1', 'C2']) {
      const made = await post('viewer', 'Words', { community: null, circles: ['employee'], degree });
      const said = await reads({ q: 'mar', post: made.id });
      for (const [userName, told] of Object.entries(said)) {
        const { status } = await app.as(userName)('GET', `/v1/posts/${made.id}`);
        expect([userName, status]).toEqual([userName, told ? 200 : 404]);
      }
    }
  });

  it('puts those first who will', async () => {
    expect(await names('mar', 'viewer', { community: 'everyone', degree: 'C2' })).toEqual([
      'Claire Martin',
      'Mara Mail',
      "Martin O'Brien",
    ]);
  });

  it('is told of no audience that the writer could not choose', async () => {
    const ask = (query: Record<string, string>, who = 'viewer') => get(who, { kind: 'people', q: 'claire', ...query });
    await expectProblem(await ask({ community: communities['board']! }), 'not-found');
    await expectProblem(await ask({ community: communities['plant']! }, 'claire.martin'), 'forbidden');
    await expectProblem(await ask({ community: 'everyone', degree: 'C3' }), 'invalid-request');
    await expectProblem(await ask({ community: 'everyone' }, 'sam'), 'invalid-request');
    const secret = await post('claire.martin', 'Quiet', { community: communities['board']! });
    await expectProblem(await ask({ post: secret.id }), 'not-found');
  });
});

describe('tags suggested', () => {
  beforeAll(async () => {
    await post('viewer', '#sécurité and #security, #secours');
    await post('viewer', 'Again #Security', { community: communities['plant']! });
    await post('claire.martin', '#secret-merger #secret-list', { community: communities['board']! });
    await post('claire.martin', '#sector-c2', { community: null, degree: 'C2' });
  });

  it('begin as what is written, whatever its case, those used in most places first', async () => {
    expect(await tags('sec')).toEqual(['security', 'secours', 'sector-c2']);
    expect(await tags('SÉC')).toEqual(['sécurité']);
    expect(await tags('secours')).toEqual(['secours']);
  });

  it('are of posts that the writer may read', async () => {
    expect(await tags('sec', 'claire.martin')).toContain('secret-merger');
    expect(await tags('secret')).toEqual([]);
    expect(await tags('sec', 'helene.dupre')).not.toContain('sector-c2');
    expect(await tags('sec', 'sam')).toEqual([]);
  });

  it('are gone with the last post that had them', async () => {
    const { id } = await post('viewer', '#fleeting');
    expect(await tags('fleet')).toEqual(['fleeting']);
    await app.as('viewer')('DELETE', `/v1/posts/${id}`);
    expect(await tags('fleet')).toEqual([]);
  });

  it.each(['%', '_', 'sec%', "'", '\\'])('are none for “%s”, which is no pattern', async (q) => {
    expect(await tags(q)).toEqual([]);
  });
});

describe('a suggestion', () => {
  it('may be kept by no cache', async () => {
    expect((await get('viewer', { kind: 'tags', q: 'sec' })).headers.get('Cache-Control')).toBe('no-store');
  });

  it('is asked for with a beginning of a bounded length', async () => {
    await expectProblem(
      await get('viewer', { kind: 'people', q: 'x'.repeat(limits.suggestion + 1) }),
      'invalid-request',
    );
    await expectProblem(await get('viewer', { kind: 'people', q: ' ' }), 'invalid-request');
  });
});

describe('a preview', () => {
  const preview = async (text: string, who = 'viewer'): Promise<RichText> => {
    const response = await app.as(who)('POST', '/v1/rendered-texts', { text });
    expect(response.status).toBe(200);
    return ((await response.json()) as { body: RichText }).body;
  };

  it.each([
    '# Hi\n\n**a** [b](https://b.test) @claire.martin #tag\n\n- 1\n- 2\n\n> q\n\n```js\nx\n```',
    '<b>x</b>',
    '@nobody.here and |a|b|\n',
  ])('is the tree that the same text becomes when it is published: %j', async (text) => {
    expect((await post('viewer', text)).body).toEqual(await preview(text));
  });

  it('mentions nobody whom the writer may not mention', async () => {
    for (const who of ['ghost', 'claire.martin'])
      expect(JSON.stringify(await preview(`Hello @${who}`, 'sam'))).not.toContain('mention');
  });

  it('carries nothing but the closed tree, whatever is written', async () => {
    const text = JSON.stringify(
      await preview(
        '<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.test/p.png) <img src=x onerror=alert(1)>',
      ),
    );
    expect(text).not.toContain('"href":"javascript');
    expect(text).not.toContain('"type":"image"');
    expect(text).not.toContain('"type":"html"');
  });

  it('keeps nothing: no post, no event, no key', async () => {
    const count = () =>
      app.database.system(async (tx) =>
        Promise.all(
          (['post', 'event', 'idempotency'] as const).map(async (table) =>
            Number(
              (
                await tx
                  .selectFrom(table)
                  .select((is) => is.fn.countAll().as('n'))
                  .executeTakeFirstOrThrow()
              ).n,
            ),
          ),
        ),
      );
    const before = await count();
    await app.as('viewer')('POST', '/v1/rendered-texts', { text: 'Words #here' }, { 'Idempotency-Key': 'k' });
    expect(await count()).toEqual(before);
  });

  it('takes as much as a post takes, and no more', async () => {
    expect(await preview('x'.repeat(limits.post))).toHaveLength(1);
    await expectProblem(
      await app.as('viewer')('POST', '/v1/rendered-texts', { text: 'x'.repeat(limits.post + 1) }),
      'invalid-request',
    );
  });
});

describe('the pace of publishing', () => {
  const start = async (config: Record<string, number>) => {
    const database = await openTestDatabase();
    await addPeople(database, [{ userName: 'ada' }, { userName: 'ben' }]);
    const one = await startTestApp({ database, config });
    const other = await startTestApp({ database: { ...database, close: async () => {} }, config });
    const publish = (who: string, key?: string, at = one) =>
      at.as(who)(
        'POST',
        '/v1/posts',
        { text: 'x', audience: { community: null } },
        key ? { 'Idempotency-Key': key } : {},
      );
    const pass = (seconds: number) => {
      for (const { clock } of [one, other]) clock.now = new Date(clock.now.getTime() + seconds * 1_000);
    };
    return { one, other, publish, pass, close: async () => (await other.close(), await one.close()) };
  };

  it('is one post in five seconds, said with the seconds to wait, for each person apart', async () => {
    const { publish, pass, close } = await start({ secondsBetweenPosts: 5, postsPerHour: 30 });
    expect((await publish('ada')).status).toBe(201);
    pass(1);
    const refused = await publish('ada');
    expect(refused.headers.get('Retry-After')).toBe('4');
    await expectProblem(refused, 'rate-limited');
    expect((await publish('ben')).status).toBe(201);
    pass(4);
    expect((await publish('ada')).status).toBe(201);
    await close();
  });

  it('is so many posts an hour, whatever becomes of them', async () => {
    const { one, publish, pass, close } = await start({ secondsBetweenPosts: 0, postsPerHour: 3 });
    for (let turn = 0; turn < 3; turn++) {
      const { id } = (await (await publish('ada')).json()) as Post;
      await one.as('ada')('DELETE', `/v1/posts/${id}`);
      pass(60);
    }
    const refused = await publish('ada');
    expect(refused.headers.get('Retry-After')).toBe(String(3_600 - 3 * 60));
    await expectProblem(refused, 'rate-limited');
    pass(3_600 - 3 * 60);
    expect((await publish('ada')).status).toBe(201);
    await close();
  });

  it('holds for two posts at once that come to two processes', async () => {
    const { one, other, publish, close } = await start({ secondsBetweenPosts: 5, postsPerHour: 30 });
    const answers = await Promise.all([publish('ada', 'a', one), publish('ada', 'b', other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429]);
    await close();
  });

  it('does not stand in the way of a retry, and is not used up by what was refused', async () => {
    const { one, publish, close } = await start({ secondsBetweenPosts: 5, postsPerHour: 30 });
    await expectProblem(
      await one.as('ada')('POST', '/v1/posts', { text: '&nbsp;', audience: { community: null } }),
      'invalid-request',
    );
    const first = (await (await publish('ada', 'once')).json()) as Post;
    const again = await publish('ada', 'once');
    expect(again.status).toBe(201);
    expect(((await again.json()) as Post).id).toBe(first.id);
    await close();
  });
});

describe('what is sent twice with one key', () => {
  it('becomes one comment, also when both are under way at once', async () => {
    const { id } = await post('viewer', 'Comment on this');
    const send = () =>
      app.as('viewer')('POST', `/v1/posts/${id}/comments`, { text: 'Once' }, { 'Idempotency-Key': 'comment-once' });
    const answers = await Promise.all([send(), send()]);
    const made = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect(new Set(made).size).toBe(1);
    const { items } = (await (await app.as('viewer')('GET', `/v1/posts/${id}/comments`)).json()) as {
      items: unknown[];
    };
    expect(items).toHaveLength(1);
  });

  it('is, as an edit, the same edit: it makes nothing and its second answer is its first', async () => {
    const { id } = await post('viewer', 'Before');
    const edit = () => app.as('viewer')('PATCH', `/v1/posts/${id}`, { text: 'After' });
    const [one, other] = (await Promise.all(
      (await Promise.all([edit(), edit()])).map((answer) => answer.json()),
    )) as Post[];
    expect(other).toEqual({ ...one, editedAt: other!.editedAt });
  });
});
