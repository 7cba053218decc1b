import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Charter, Comment, CommentPage, ExpertPage, Post, PostPage } from '@parvis/contracts';
import { type TestApp, openTestDatabase, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let communities: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp();
  const people = await addPeople(app.database, [{ userName: 'Claire.Martin' }, { userName: 'david' }]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', members: { 'Claire.Martin': 'steward', david: 'member' } },
  ]);
});
afterAll(() => app.close());

const send = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const answer = await app.as(who)(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as Body;
};
const post = (body: object = {}): Promise<Post> =>
  send('Claire.Martin', 'POST', '/v1/posts', {
    text: 'Which printer?',
    audience: { community: communities['it-help'] },
    ...body,
  });

it('a comment says which language it is written in, where that can be told, and says it anew when it is edited', async () => {
  const { id } = await post();
  const french = 'Essayez plutôt celle du deuxième étage, à côté de la machine à café.';
  const comment = await send<Comment>('david', 'POST', `/v1/posts/${id}/comments`, { text: french });
  expect(comment.language).toBe('fr');
  expect((await send<CommentPage>('Claire.Martin', 'GET', `/v1/posts/${id}/comments`)).items[0]!.language).toBe('fr');
  const english = 'Try the one on the second floor instead, beside the coffee machine.';
  expect(await send('david', 'PATCH', `/v1/comments/${comment.id}`, { text: english })).toMatchObject({
    language: 'en',
  });
  expect(await send('david', 'PATCH', `/v1/comments/${comment.id}`, { text: 'OK' })).toMatchObject({ language: null });
});

describe('deleting a comment', () => {
  it('takes its text away and leaves what others answered to it', async () => {
    const { id } = await post();
    const comment = await send<Comment>('Claire.Martin', 'POST', `/v1/posts/${id}/comments`, {
      text: 'The grey one, in the room behind the stairs.',
    });
    const reply = await send<Comment>('david', 'POST', `/v1/posts/${id}/comments`, {
      text: 'Thanks',
      parent: comment.id,
    });
    await send('Claire.Martin', 'DELETE', `/v1/comments/${comment.id}`);
    const { items } = await send<CommentPage>('david', 'GET', `/v1/posts/${id}/comments`);
    expect(items.map(({ id }) => id)).toEqual([comment.id, reply.id]);
    expect(items[0]).toMatchObject({ body: [], language: null });
    expect(JSON.stringify(items)).not.toContain('grey');
  });

  it('takes it away whole where nobody answered', async () => {
    const { id } = await post();
    const comment = await send<Comment>('david', 'POST', `/v1/posts/${id}/comments`, { text: 'The grey one.' });
    await send('david', 'DELETE', `/v1/comments/${comment.id}`);
    expect((await send<CommentPage>('david', 'GET', `/v1/posts/${id}/comments`)).items).toEqual([]);
  });
});

describe('what is left of a comment that was deleted after others replied', () => {
  let question: Post;
  let comment: Comment;
  const listed = async (who = 'david'): Promise<Comment> =>
    (await send<CommentPage>(who, 'GET', `/v1/posts/${question.id}/comments`)).items.find(
      ({ id }) => id === comment.id,
    )!;

  beforeAll(async () => {
    question = await post({ kind: 'question', title: 'Which turnstile?' });
    const comments = `/v1/posts/${question.id}/comments`;
    comment = await send<Comment>('david', 'POST', comments, { text: 'The zirconium one.' });
    await send('Claire.Martin', 'PUT', `/v1/comments/${comment.id}/reactions/thanks`);
    await send('Claire.Martin', 'PUT', `/v1/posts/${question.id}/accepted/${comment.id}`);
    await send('Claire.Martin', 'POST', comments, { text: 'Thanks', parent: comment.id });
    await app.upkeep.settle();
    await send('david', 'DELETE', `/v1/comments/${comment.id}`);
  });

  it('is not the accepted answer, and bears no reactions', async () => {
    expect((await send<Post>('david', 'GET', `/v1/posts/${question.id}`)).accepted).toBeNull();
    expect(await listed()).toMatchObject({ body: [], accepted: false, reactions: [] });
  });

  it('tells whoever reads along that the question has no answer now', async () => {
    const events = await app.database.system((tx) =>
      tx.selectFrom('event').select('type').where('post_id', '=', question.id).orderBy('id', 'desc').limit(2).execute(),
    );
    expect(events.map(({ type }) => type)).toEqual(['answer.withdrawn', 'comment.updated']);
  });

  it('can be edited, deleted, accepted, flagged, replied to and reacted to by nobody', async () => {
    const none = { edit: false, delete: false, reply: false, react: false, accept: false, flag: false };
    expect((await listed('david')).abilities).toEqual(none);
    expect((await listed('Claire.Martin')).abilities).toEqual(none);
    const status = async (who: string, method: string, path: string, body?: object) =>
      (await app.as(who)(method, path, body)).status;
    const own = `/v1/comments/${comment.id}`;
    const article = (await send<Charter>('david', 'GET', '/v1/charter')).articles[0]!.id;
    expect(await status('david', 'PATCH', own, { text: 'Back again' })).toBe(403);
    expect(await status('david', 'DELETE', own)).toBe(404);
    expect(await status('Claire.Martin', 'PUT', `/v1/posts/${question.id}/accepted/${comment.id}`)).toBe(409);
    expect(await status('Claire.Martin', 'PUT', `${own}/reactions/like`)).toBe(403);
    expect(
      await status('Claire.Martin', 'POST', `/v1/posts/${question.id}/comments`, { text: 'x', parent: comment.id }),
    ).toBe(409);
    expect(
      await status('Claire.Martin', 'POST', '/v1/flags', {
        subject: { kind: 'comment', id: comment.id },
        article,
        note: 'x',
      }),
    ).toBe(403);
    expect(await listed()).toMatchObject({ body: [] });
  });

  it('is refused by the database too, whatever a service allows', async () => {
    const viewer = (await app.kernel.standings.find('david'))!;
    await app.database.transaction(viewer, (tx) =>
      tx.updateTable('comment').set({ source: 'Back again' }).where('id', '=', comment.id).execute(),
    );
    const row = await app.database.system((tx) =>
      tx.selectFrom('comment').select('source').where('id', '=', comment.id).executeTakeFirstOrThrow(),
    );
    expect(row.source).toBe('');
  });

  it('is no evidence that its author answered: at once, and after the search took it in', async () => {
    const search = async (q: string) =>
      (await send<ExpertPage>('Claire.Martin', 'GET', `/v1/experts?q=${q}`)).items.map(({ person }) => person.id);
    expect(await search('zirconium')).toEqual([]);
    expect(await search('turnstile')).not.toContain(comment.author.id);
    await app.upkeep.settle();
    expect(await search('zirconium')).toEqual([]);
    expect(await search('turnstile')).not.toContain(comment.author.id);
  });
});

describe('the tags of a post that is edited', () => {
  it('follow its text, and keep those that were chosen beside it', async () => {
    const { id } = await post({ text: 'About #printers', tags: ['floor-2'] });
    const edited = await send<Post>('Claire.Martin', 'PATCH', `/v1/posts/${id}`, { text: 'About #scanners' });
    expect(edited.tags.toSorted()).toEqual(['floor-2', 'scanners']);
    const chosen = await send<Post>('Claire.Martin', 'PATCH', `/v1/posts/${id}`, { tags: ['Floor-3', 'floor-3'] });
    expect(chosen.tags.toSorted()).toEqual(['floor-3', 'scanners']);
  });
});

describe("a person's feed", () => {
  it('is found by their user name, whatever its case', async () => {
    await post();
    const { items } = await send<PostPage>('david', 'GET', '/v1/posts?scope=person&for=Claire.Martin');
    expect(items.length).toBeGreaterThan(0);
  });
});

describe('the pace of commenting', () => {
  const start = async (config: Record<string, number> = {}) => {
    const database = await openTestDatabase();
    await addPeople(database, [{ userName: 'ada' }, { userName: 'ben' }]);
    const paced = { secondsBetweenComments: 1, commentsPerHour: 120, ...config };
    const one = await startTestApp({ database, config: paced });
    const other = await startTestApp({ database: { ...database, close: async () => {} }, config: paced });
    const written = await one.as('ada')('POST', '/v1/posts', { text: 'x', audience: { community: null } });
    const { id } = (await written.json()) as Post;
    const comment = (who: string, { key, at = one, text = 'y' }: { key?: string; at?: TestApp; text?: string } = {}) =>
      at.as(who)('POST', `/v1/posts/${id}/comments`, { text }, key ? { 'Idempotency-Key': key } : {});
    const pass = (seconds: number) => {
      for (const { clock } of [one, other]) clock.now = new Date(clock.now.getTime() + seconds * 1_000);
    };
    return { one, other, comment, pass, close: async () => (await other.close(), await one.close()) };
  };

  it('is one comment in so many seconds, said with the seconds to wait, for each person apart', async () => {
    const { comment, pass, close } = await start({ secondsBetweenComments: 3 });
    expect((await comment('ada')).status).toBe(201);
    pass(1);
    const refused = await comment('ada');
    expect(refused.headers.get('Retry-After')).toBe('2');
    await expectProblem(refused, 'rate-limited');
    expect((await comment('ben')).status).toBe(201);
    pass(2);
    expect((await comment('ada')).status).toBe(201);
    await close();
  });

  it('is so many comments an hour, whatever becomes of them, and counts no posts', async () => {
    const { one, comment, pass, close } = await start({ secondsBetweenComments: 0, commentsPerHour: 3 });
    for (let turn = 0; turn < 3; turn++) {
      const { id } = (await (await comment('ada')).json()) as Comment;
      await one.as('ada')('DELETE', `/v1/comments/${id}`);
      pass(60);
    }
    const refused = await comment('ada');
    expect(refused.headers.get('Retry-After')).toBe(String(3_600 - 3 * 60));
    await expectProblem(refused, 'rate-limited');
    const post = await one.as('ada')('POST', '/v1/posts', { text: 'x', audience: { community: null } });
    expect(post.status).toBe(201);
    pass(3_600 - 3 * 60);
    expect((await comment('ada')).status).toBe(201);
    await close();
  });

  it('holds for two comments at once that come to two processes', async () => {
    const { one, other, comment, close } = await start();
    const answers = await Promise.all([comment('ada', { key: 'a', at: one }), comment('ada', { key: 'b', at: other })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429]);
    await close();
  });

  it('does not stand in the way of a retry, and is not used up by what was refused', async () => {
    const { comment, close } = await start();
    await expectProblem(await comment('ada', { text: '&nbsp;' }), 'invalid-request');
    const first = (await (await comment('ada', { key: 'once' })).json()) as Comment;
    const again = await comment('ada', { key: 'once' });
    expect(again.status).toBe(201);
    expect(((await again.json()) as Comment).id).toBe(first.id);
    await close();
  });

  it('holds for comments on pages too', async () => {
    const config = { pages: [{ prefix: 'https://intranet.test/', circles: ['employee'] }], secondsBetweenComments: 1 };
    const database = await openTestDatabase();
    await addPeople(database, [{ userName: 'ada' }]);
    const paced = await startTestApp({ database, config });
    const say = (page: string) =>
      paced.as('ada')('POST', '/v1/discussions', { address: `https://intranet.test/${page}`, title: page, text: 'x' });
    expect((await say('one')).status).toBe(201);
    await expectProblem(await say('two'), 'rate-limited');
    await paced.close();
  });
});
