import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Post, PostPage, Problem, RevisionPage } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let communities: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const people = await addPeople(app.database, [
    { userName: 'claire' },
    { userName: 'david' },
    { userName: 'sofia', circle: 'supplier' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', members: { claire: 'steward', david: 'member' } },
    { slug: 'board', visibility: 'secret', members: { claire: 'steward' } },
  ]);
});
afterAll(() => app.close());

const write = async (who: string, body: object, headers?: Record<string, string>): Promise<Response> =>
  app.as(who)(
    'POST',
    '/v1/posts',
    { text: 'Hello **all**', audience: { community: communities['it-help'] }, ...body },
    headers,
  );
const read = async <Body>(response: Response): Promise<Body> => (await response.json()) as Body;

describe('a post', () => {
  it('is written, and read by the other members in their home', async () => {
    const written = await write('claire', { text: 'The printer on floor 2 is **back**. #printers' });
    expect(written.status).toBe(201);
    const post = await read<Post>(written);
    expect(post.tags).toEqual(['printers']);
    expect(post.audience).toMatchObject({ community: { slug: 'it-help' }, circles: ['employee'], degree: 'C1' });

    const home = await read<PostPage>(await app.as('david')('GET', '/v1/posts'));
    expect(home.items[0]).toMatchObject({
      id: post.id,
      author: { name: 'claire Test' },
      source: null,
      abilities: { edit: false, flag: true },
    });
  });

  it.each([
    ['characters without width', '\u200b\u200b'],
    ['a definition', '[a]: http://b.test'],
    ['a line across', '---'],
    ['a joiner in bold', '**\u200d**'],
    ['code of nothing', '```\n```'],
  ])('that shows nothing is refused, new and changed, and so is such a comment: %s', async (_, text) => {
    const [post, own] = [await read<Post>(await write('claire', {})), app.as('claire')];
    const answers = [
      await write('claire', { text }),
      await own('PATCH', `/v1/posts/${post.id}`, { text }),
      await own('POST', `/v1/posts/${post.id}/comments`, { text }),
    ];
    for (const answer of answers)
      expect((await expectProblem(answer, 'invalid-request')).errors).toEqual([
        { path: 'text', message: 'shows nothing' },
      ]);
  });

  it.each(['#lunch', '👍', '@david', '`x`', '!'])('that shows %j alone is written', async (text) => {
    expect((await write('claire', { text })).status).toBe(201);
  });

  it('has a title without what turns text around or has no width, and one that shows', async () => {
    const { title } = await read<Post>(await write('claire', { title: ' \u202eInvoice\u2066 \u200bdue\ufeff ' }));
    expect(title).toBe('Invoice due');
    for (const title of ['\u200b\u200b', '\u200d', '\u202e \u202c'])
      await expectProblem(await write('claire', { title }), 'invalid-request');
  });

  it('leads to no address that names a user', async () => {
    for (const link of ['https://a:b@evil.test/', 'https://intranet.test@evil.test/'])
      await expectProblem(await write('claire', { kind: 'link', link }), 'invalid-request');
  });

  it('does not exist for somebody outside its audience', async () => {
    const post = await read<Post>(await write('claire', { audience: { community: communities['board'] } }));
    const answer = await app.as('david')('GET', `/v1/posts/${post.id}`);
    expect(answer.status).toBe(404);
    const unknown = await app.as('david')('GET', '/v1/posts/019c0000-0000-7000-8000-000000000000');
    const { requestId: _, ...problem } = await read<Problem>(answer);
    const { requestId: __, ...other } = await read<Problem>(unknown);
    expect(problem).toEqual(other);
  });

  it('is made once however often the same key is sent', async () => {
    const headers = { 'Idempotency-Key': 'k-1' };
    const answers = await Promise.all([1, 2, 3].map(() => write('david', { text: 'Only once' }, headers)));
    const ids = await Promise.all(answers.map(async (answer) => (await read<Post>(answer)).id));
    expect(new Set(ids).size).toBe(1);
    const other = await write('david', { text: 'Something else' }, headers);
    expect(other.status).toBe(422);
    expect((await read<Problem>(other)).code).toBe('idempotency-mismatch');
  });

  it('answers 304 while nothing changed and 200 after a reaction', async () => {
    const { tag, items } = await vi.waitFor(async () => {
      const first = await app.as('david')('GET', '/v1/posts?scope=community&for=it-help');
      const known = { 'If-None-Match': first.headers.get('ETag')! };
      const again = await app.as('david')('GET', '/v1/posts?scope=community&for=it-help', undefined, known);
      // Until what was written just before has been heard of, a page counts as changed.
      expect(again.status).toBe(304);
      return { tag: known['If-None-Match'], items: (await read<PostPage>(first)).items };
    });
    expect((await app.as('claire')('PUT', `/v1/posts/${items[0]!.id}/reactions/thanks`)).status).toBe(200);
    const changed = await app.as('david')('GET', '/v1/posts?scope=community&for=it-help', undefined, {
      'If-None-Match': tag,
    });
    expect(changed.status).toBe(200);
    expect((await read<PostPage>(changed)).items[0]!.reactions).toEqual([{ kind: 'thanks', count: 1, mine: false }]);
  });

  it('numbers its versions by itself: what others edit meanwhile is not counted', async () => {
    const edit = (who: string, id: string, text: string) => app.as(who)('PATCH', `/v1/posts/${id}`, { text });
    const own = await read<Post>(await write('david', { text: 'One' }));
    const secret = await read<Post>(await write('claire', { audience: { community: communities['board'] } }));
    expect((await edit('david', own.id, 'Two')).status).toBe(200);
    for (const text of ['a', 'b', 'c']) expect((await edit('claire', secret.id, text)).status).toBe(200);
    expect((await edit('david', own.id, 'Three')).status).toBe(200);
    const versions = async (query: string) =>
      read<RevisionPage>(await app.as('david')('GET', `/v1/posts/${own.id}/revisions?${query}`));
    const newest = await versions('limit=1');
    expect(newest.items.map(({ id }) => id)).toEqual(['2']);
    expect((await versions(`limit=1&cursor=${newest.next}`)).items.map(({ id }) => id)).toEqual(['1']);
  });

  it('to everyone comes to the home of whoever wrote it, once, and to nobody’s else', async () => {
    const { id } = await read<Post>(await write('claire', { text: 'To everyone', audience: { community: null } }));
    const home = async (who: string) =>
      (await read<PostPage>(await app.as(who)('GET', '/v1/posts'))).items.filter((one) => one.id === id).length;
    expect([await home('claire'), await home('david')]).toEqual([1, 0]);
  });

  it('is found in the feed of its author, named by id or by user name', async () => {
    const post = await read<Post>(await write('david', { text: 'From David' }));
    const feed = (named: string) => app.as('claire')('GET', `/v1/posts?scope=person&for=${named}`);
    for (const named of ['david', post.author.id]) {
      const { items } = await read<PostPage>(await feed(named));
      expect(items[0]?.id).toBe(post.id);
      expect(new Set(items.map(({ author }) => author.id))).toEqual(new Set([post.author.id]));
    }
    expect((await feed('nobody')).status).toBe(404);
  });

  it.each([
    ['text', { text: 'a\u0000b' }],
    ['title', { title: 'a\u0000b' }],
  ])('is refused with the field named when no database can keep its %s', async (path, body) => {
    const answer = await write('claire', body);
    expect(answer.status).toBe(422);
    expect((await read<Problem>(answer)).errors).toEqual([{ path, message: 'has a null character: remove it' }]);
  });
});
