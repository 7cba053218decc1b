import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comment, CommentPage, Counts, Discussion, ExpertPage, Post, PostPage, Problem } from '@parvis/contracts';
import { alignPages } from '../../server/src/pages/index.ts';
import { startTestApp } from '../support/app.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { expectProblem } from '../support/problem.ts';

const pages = [
  { prefix: 'https://intranet.test/', circles: ['employee'] },
  { prefix: 'https://intranet.test/finance/', circles: ['employee'], community: 'board' },
  { prefix: 'https://intranet.test/help/', circles: ['employee'], community: 'it-help' },
  { prefix: 'https://intranet.test/partners/', circles: ['employee', 'supplier'], query: ['id'] },
  { prefix: 'https://intranet.test/secret/', circles: ['employee'], degree: 'C2' },
];

let company: Company;
beforeAll(async () => {
  company = await startCompany({ config: { pages } });
});
afterAll(() => company.app.close());

const at = (path: string) => `https://intranet.test${path}`;
const show = (who: string, address: string) =>
  company.app.as(who)('GET', `/v1/discussions?address=${encodeURIComponent(address)}`);
const shown = async (who: string, address: string) => read<Discussion>(await show(who, address));
const say = (who: string, address: string, more: object = {}, headers?: Record<string, string>) =>
  company.app.as(who)('POST', '/v1/discussions', { address, title: 'A page', text: 'Well said.', ...more }, headers);
const said = async (who: string, address: string, more: object = {}): Promise<Comment> => {
  const answer = await say(who, address, more);
  expect(answer.status).toBe(201);
  return read<Comment>(answer);
};
const count = async (who: string, addresses: string[], posts: string[] = []) =>
  (await read<Counts>(await company.app.as(who)('POST', '/v1/discussions/counts', { addresses, posts }))).items;
const rows = async () =>
  Number(
    (
      await company.app.database.system((tx) =>
        sql<{ rows: number }>`select count(*) as rows from post where kind = 'page'`.execute(tx),
      )
    ).rows[0]!.rows,
  );
const problemOf = async (response: Response) => {
  const { requestId: _, ...problem } = await read<Problem>(response);
  return problem;
};

describe('the discussion of a page', () => {
  it('is empty and leaves no trace until somebody comments', async () => {
    const before = await rows();
    const found = await shown('ada', at('/quiet?from=mail#top'));
    expect(found).toMatchObject({ address: at('/quiet'), post: null, commentCount: 0, abilities: { comment: true } });
    expect(await rows()).toBe(before);
  });

  it('is opened by the first comment, with the title of the page, and found by every way of writing its address', async () => {
    const comment = await said('ada', at('/news/1?utm_source=mail'), { title: '  New\n canteen  ' });
    const again = await said('bob', 'https://INTRANET.test:443/news/%31/#c', { title: 'Something else' });
    expect(again.post).toBe(comment.post);
    expect(await shown('cleo', at('/news/1'))).toMatchObject({
      address: at('/news/1'),
      post: comment.post,
      title: 'New canteen',
      commentCount: 2,
    });
    const { items } = await read<CommentPage>(
      await company.app.as('cleo')('GET', `/v1/posts/${comment.post}/comments`),
    );
    expect(items.map(({ author }) => author.id)).toEqual([company.people['ada'], company.people['bob']]);
  });

  it('is one when two send the first comment at the same moment', async () => {
    const before = await rows();
    const names = ['ada', 'bob', 'cleo', 'mary', 'rita'];
    const comments = await Promise.all(names.map((who) => said(who, at('/race'))));
    expect(new Set(comments.map(({ post }) => post)).size).toBe(1);
    expect(await rows()).toBe(before + 1);
    expect(await shown('ada', at('/race'))).toMatchObject({ commentCount: 5 });
  });

  it('has one comment where it was sent twice with the same key', async () => {
    const headers = { 'Idempotency-Key': 'twice' };
    const [one, two] = [await say('ada', at('/twice'), {}, headers), await say('ada', at('/twice'), {}, headers)];
    expect((await read<Comment>(two)).id).toBe((await read<Comment>(one)).id);
    await expectProblem(await say('ada', at('/twice'), { text: 'Other.' }, headers), 'idempotency-mismatch');
  });

  it('takes replies, reactions, changes, deletions and flags as any thread does', async () => {
    const { id, post } = await said('ada', at('/thread'));
    const as = company.app.as;
    const reply = await as('bob')('POST', `/v1/posts/${post}/comments`, { text: 'Indeed.', parent: id });
    expect(reply.status).toBe(201);
    expect((await as('bob')('PUT', `/v1/comments/${id}/reactions/like`)).status).toBe(200);
    expect((await as('ada')('PATCH', `/v1/comments/${id}`, { text: 'Very well said.' })).status).toBe(200);
    expect((await as('bob')('PATCH', `/v1/comments/${id}`, { text: 'No.' })).status).toBe(403);
    expect((await company.flag('bob', { kind: 'comment', id })).status).toBe(201);
    expect((await as('ada')('DELETE', `/v1/comments/${id}`)).status).toBe(204);
    expect(await shown('ada', at('/thread'))).toMatchObject({ post });
  });

  it('is closed and opened again by the stewards of its community, also before anybody commented, and stands in the record', async () => {
    const address = at('/help/closed');
    const lock = (who: string, locked: boolean) =>
      company.app.as(who)('PUT', '/v1/discussions/lock', { address, locked, title: 'Closed' });
    expect(await shown('ada', address)).toMatchObject({ locked: false, abilities: { comment: true, lock: false } });
    await expectProblem(await lock('ada', true), 'forbidden');
    const recorded = () =>
      company.app.database.system(async (tx) =>
        (
          await tx
            .selectFrom('record_entry')
            .where('type', 'in', ['post.locked', 'post.unlocked'])
            .select('type')
            .orderBy('sequence')
            .execute()
        ).map(({ type }) => type),
      );
    const before = await recorded();
    // Opening what was never closed leaves no trace.
    expect(await read<Discussion>(await lock('claire', false))).toMatchObject({ post: null, locked: false });
    expect(await read<Discussion>(await lock('claire', true))).toMatchObject({ locked: true, title: 'Closed' });
    await lock('claire', true);
    expect(await shown('ada', address)).toMatchObject({ locked: true, abilities: { comment: false } });
    await expectProblem(await say('ada', address), 'forbidden');
    await expectProblem(await say('claire', address), 'forbidden');
    await lock('claire', false);
    await said('ada', address);
    expect((await recorded()).slice(before.length)).toEqual(['post.locked', 'post.unlocked']);
  });

  it('is told live when it is closed, to those who read the page', async () => {
    const address = at('/news/closed');
    const { post } = await said('ada', address).then(() => shown('ada', address));
    await company.app.as('mona')('PUT', '/v1/discussions/lock', { address, locked: true });
    const events = await company.app.database.system((tx) =>
      tx.selectFrom('event').where('post_id', '=', post!).select(['type', 'audience_id']).orderBy('id').execute(),
    );
    expect(events.at(-1)!.type).toBe('post.locked');
    expect(new Set(events.map(({ audience_id }) => audience_id)).size).toBe(1);
  });

  it('loses a comment that is removed, and its count with it', async () => {
    const { id } = await said('paul', at('/help/removed'));
    await company.flagged('ada', { kind: 'comment', id });
    const [one] = (await company.queue('claire', '?limit=100')).filter(({ copy }) => copy.id === id);
    expect((await company.decide('claire', one!.id)).status).toBe(200);
    expect(await shown('ada', at('/help/removed'))).toMatchObject({ commentCount: 0 });
    expect(await count('ada', [at('/help/removed')])).toEqual([]);
  });

  it('is nobody’s: no post that is read, changed, deleted, flagged or reacted to, by whoever commented first either', async () => {
    const { post } = await said('ada', at('/nobodys'));
    const as = company.app.as('ada');
    for (const [method, path, body] of [
      ['GET', `/v1/posts/${post}`],
      ['PATCH', `/v1/posts/${post}`, { text: 'Mine.' }],
      ['DELETE', `/v1/posts/${post}`],
      ['PUT', `/v1/posts/${post}/reactions/like`],
    ] as const)
      expect((await as(method, path, body)).status, `${method} ${path}`).toBe(404);
    expect((await company.flag('bob', { kind: 'post', id: post })).status).toBe(404);
  });

  it('is in no list of posts, nobody’s contribution, and its comments speak for their authors with the page they are on', async () => {
    const { post, id } = await said('ada', at('/help/unlisted'), { text: 'The zirconium printer is in the cellar.' });
    await company.app.upkeep.settle();
    const queries = [
      'scope=home',
      'scope=community&for=it-help',
      'scope=person&for=ada',
      `scope=page&for=${encodeURIComponent(at('/help/unlisted'))}`,
    ];
    for (const query of queries) {
      const { items } = await read<PostPage>(await company.app.as('ada')('GET', `/v1/posts?limit=100&${query}`));
      expect(items.map(({ id }) => id)).not.toContain(post);
    }
    const own = await read<{ items: { id: string }[] }>(await company.app.as('ada')('GET', '/v1/me/contributions'));
    expect(own.items.map((item) => item.id)).toContain(id);
    expect(own.items.map((item) => item.id)).not.toContain(post);
    const experts = await read<ExpertPage>(await company.app.as('bob')('GET', '/v1/experts?q=zirconium%20printer'));
    const reason = experts.items.flatMap(({ reasons }) => reasons).find(({ kind }) => kind === 'comment');
    expect(reason).toMatchObject({ page: at('/help/unlisted'), title: 'A page' });
    expect(reason).not.toHaveProperty('post');
  });

  it('tells those who read the page, with its address, and nobody else', async () => {
    const { post } = await said('claire', at('/finance/plan'));
    const events = await company.app.database.system((tx) =>
      tx.selectFrom('event').where('post_id', '=', post).select(['type', 'audience_id', 'actor_id', 'data']).execute(),
    );
    expect(events.map(({ type }) => type)).toEqual(['discussion.created', 'comment.created']);
    expect(events[0]).toMatchObject({ actor_id: null, data: { page: at('/finance/plan') } });
    const ada = await company.app.kernel.standings.find('ada');
    for (const { audience_id } of events) expect(ada!.audiences).not.toContain(audience_id);
  });

  it('of a page above C1 is kept by no cache', async () => {
    await company.app.database.system((tx) =>
      tx.updateTable('person').set({ clearance: 'C2' }).where('user_name', '=', 'max').execute(),
    );
    company.app.kernel.standings.forgetAll();
    expect((await show('max', at('/secret/a'))).headers.get('Cache-Control')).toBe('no-store');
    expect((await show('max', at('/a'))).headers.get('Cache-Control')).toBe('private, no-cache');
  });
});

describe('a page that is not for the viewer', () => {
  it('answers as one that nobody configured, whether or not it is discussed', async () => {
    await said('claire', at('/finance/budget'));
    const elsewhere = await problemOf(await show('ada', 'https://elsewhere.test/budget'));
    expect(elsewhere).toMatchObject({ status: 404 });
    expect(elsewhere.detail).toContain('"pages"');
    for (const address of [at('/finance/budget'), at('/finance/nothing'), at('/secret/x')]) {
      expect(await problemOf(await show('ada', address))).toEqual(elsewhere);
      expect(await problemOf(await say('ada', address))).toEqual(elsewhere);
    }
    expect(await problemOf(await show('sofia', at('/news/1')))).toEqual(elsewhere);
    expect((await show('sofia', at('/partners/1'))).status).toBe(200);
  });

  it('is not counted, and its comments are not read by the id of the discussion', async () => {
    const { post } = await said('claire', at('/finance/figures'));
    expect(await count('ada', [at('/finance/figures')], [post])).toEqual([]);
    expect((await company.app.as('ada')('GET', `/v1/posts/${post}/comments`)).status).toBe(404);
    expect((await company.app.as('ada')('POST', `/v1/posts/${post}/comments`, { text: 'x' })).status).toBe(404);
    expect(await count('claire', [at('/finance/figures')])).toMatchObject([{ post, count: 1 }]);
  });

  it.each([
    'https://intranet.test@elsewhere.test/news',
    'https://intranet.test.elsewhere.test/news',
    'http://intranet.test/news',
    'https://intranet.test:8443/news',
  ])('is %s, which only looks like a configured one', async (address) => {
    expect([404, 422]).toContain((await show('ada', address)).status);
    expect([404, 422]).toContain((await say('ada', address)).status);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/news', '', `https://intranet.test/${'x'.repeat(100_000)}`])(
    'is %.40s, which is no address of a page',
    async (address) => {
      await expectProblem(await show('ada', address), 'invalid-request');
      await expectProblem(await say('ada', address), 'invalid-request');
    },
  );

  it('is one whose address grows too long to be kept', async () => {
    await expectProblem(await show('ada', at(`/${'é'.repeat(900)}`)), 'not-found');
    await expectProblem(await say('ada', at(`/${'é'.repeat(900)}`)), 'not-found');
  });

  it('becomes so when the configuration says so: what was said goes to the readers it names now', async () => {
    const { post } = await said('ada', at('/moved/1'));
    const now = { ...company.app.kernel, settings: { ...company.app.kernel.settings, pages: [] } };
    await alignPages(now);
    expect((await company.app.as('bob')('GET', `/v1/posts/${post}/comments`)).status).toBe(404);
    await alignPages(company.app.kernel);
    company.app.kernel.standings.forgetAll();
    expect((await company.app.as('bob')('GET', `/v1/posts/${post}/comments`)).status).toBe(200);
    expect(await shown('bob', at('/moved/1'))).toMatchObject({ post, commentCount: 1 });
  });
});

describe('counts', () => {
  it('come for many pages and posts at once, only where somebody commented', async () => {
    const { post } = await said('ada', at('/counted/1'));
    await said('bob', at('/counted/1'));
    const written = await company.write('paul');
    await company.answer('ada', written.id);
    const silent = await company.write('paul');
    const asked = [at('/counted/1/#x'), at('/counted/2'), 'https://elsewhere.test/', 'javascript:alert(1)', 'x'];
    expect(await count('cleo', asked, [written.id, silent.id])).toEqual([
      { for: at('/counted/1/#x'), post, address: at('/counted/1'), count: 2 },
      { for: written.id, post: written.id, address: null, count: 1 },
    ]);
  });

  it('take a hundred and refuse more in words', async () => {
    const many = (length: number) => Array.from({ length }, (_, index) => at(`/many/${index}`));
    const ask = (addresses: string[]) => company.app.as('ada')('POST', '/v1/discussions/counts', { addresses });
    expect((await ask(many(100))).status).toBe(200);
    await expectProblem(await ask(many(101)), 'invalid-request');
    await expectProblem(await ask([at(`/${'x'.repeat(3_000)}`)]), 'invalid-request');
    expect((await ask(Array.from({ length: 100 }, (_, i) => at(`/${'x'.repeat(1_900)}${i}`)))).status).toBe(200);
  });
});

describe('a link to a page', () => {
  const link = async (who: string, address: string, more: object = {}): Promise<Post> =>
    company.write(who, { kind: 'link', link: address, text: 'Look.', ...more });
  const leading = async (who: string, address: string) =>
    (
      await read<PostPage>(await company.app.as(who)('GET', `/v1/posts?scope=page&for=${encodeURIComponent(address)}`))
    ).items.map(({ id }) => id);

  it('is listed with the page, whatever way it writes the address, for those who read the post', async () => {
    const open = await link('paul', at('/linked?utm_medium=x#part'));
    const few = await link('claire', at('/linked/'), { audience: { community: company.communities['board'] } });
    expect(await leading('ada', at('/linked'))).toEqual([open.id]);
    expect(await leading('claire', at('/linked'))).toEqual([few.id, open.id]);
  });

  it('follows its address when that is changed', async () => {
    const { id } = await link('paul', at('/before'));
    await company.app.as('paul')('PATCH', `/v1/posts/${id}`, { link: at('/after') });
    expect(await leading('ada', at('/before'))).toEqual([]);
    expect(await leading('ada', at('/after'))).toEqual([id]);
  });
});

describe('where no pages are configured', () => {
  it('the developer is told what to do', async () => {
    const bare = await startTestApp();
    const { addPeople } = await import('../support/seed.ts');
    await addPeople(bare.database, [{ userName: 'ada' }]);
    const answer = await bare.as('ada')('GET', `/v1/discussions?address=${encodeURIComponent(at('/news'))}`);
    expect((await problemOf(answer)).detail).toContain('adds its prefix');
    await bare.close();
  });
});
