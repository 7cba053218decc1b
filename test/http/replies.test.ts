/** What becomes of the replies to a comment that is held or removed: they go with it and come back with it. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Comment, CommentPage, Post } from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { expectProblem } from '../support/problem.ts';

let company: Company;
let post: Post;
/** By paul, answered by bob. */
let comment: Comment;
let reply: Comment;
/** A word of the reply alone. */
let word: string;

beforeAll(async () => {
  company = await startCompany();
});
afterAll(() => company.app.close());
beforeEach(async () => {
  // A day later for each: nobody reaches the limit of a day.
  company.app.clock.now = new Date(company.app.clock.now.getTime() + 24 * 60 * 60_000);
  post = await company.write('ada', { kind: 'question', title: 'Which pump?' });
  comment = await company.answer('paul', post.id);
  word = `zq${post.id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`;
  reply = await answerTo(comment.id, 'bob', `The ${word} seals wear out.`);
});

const answerTo = (parent: string, who: string, text: string): Promise<Comment> =>
  company.app
    .as(who)('POST', `/v1/posts/${post.id}/comments`, { text, parent })
    .then(read<Comment>);
const shown = async (who: string): Promise<Comment[]> =>
  (await read<CommentPage>(await company.app.as(who)('GET', `/v1/posts/${post.id}/comments`))).items;
const ids = async (who: string): Promise<string[]> => (await shown(who)).map(({ id }) => id);
const experts = async (): Promise<string> => (await company.app.as('rita')('GET', `/v1/experts?q=${word}`)).text();
const postNow = async (): Promise<Post> => read<Post>(await company.app.as('ada')('GET', `/v1/posts/${post.id}`));
const caseOf = async (subject: string): Promise<Case> => {
  const found = (await company.queue('sam', '?limit=100')).find(({ copy }) => copy.id === subject);
  if (!found) throw new Error(`No case of ${subject} is on the desk.`);
  return found;
};
const hold = async (id: string): Promise<void> => {
  for (const who of ['ada', 'cleo', 'mary']) await company.flagged(who, { kind: 'comment', id });
};
const remove = async (id: string): Promise<void> => {
  await company.flagged('cleo', { kind: 'comment', id });
  expect((await company.decide('sam', (await caseOf(id)).id)).status).toBe(200);
};
const keep = async (id: string): Promise<void> => {
  const decided = await company.decide('sam', (await caseOf(id)).id, { decision: 'keep', article: null });
  expect(decided.status).toBe(200);
};

describe.each([
  ['held', hold],
  ['removed', remove],
] as const)('replies to a comment that is %s', (state, take) => {
  it('go with it: nobody else is served them, and none is counted', async () => {
    expect((await postNow()).commentCount).toBe(2);
    await take(comment.id);
    for (const who of ['ada', 'cleo', 'mary', 'rita', 'mona']) expect(await ids(who)).toEqual([]);
    expect((await postNow()).commentCount).toBe(0);
    for (const [method, path] of [
      ['PUT', `/v1/comments/${reply.id}/reactions/like`],
      ['PATCH', `/v1/comments/${reply.id}`],
      ['DELETE', `/v1/comments/${reply.id}`],
    ] as const)
      await expectProblem(
        await company.app.as('rita')(method, path, method === 'PATCH' ? { text: 'x' } : undefined),
        'not-found',
      );
    await expectProblem(await company.flag('rita', { kind: 'comment', id: reply.id }), 'not-found');
  });

  it('are left to whoever wrote them, who is told why and may delete them', async () => {
    await take(comment.id);
    expect(await shown('bob')).toMatchObject([
      {
        id: reply.id,
        state,
        withParent: true,
        statement: null,
        abilities: { delete: true, reply: false, react: false },
      },
    ]);
    expect((await company.app.as('bob')('DELETE', `/v1/comments/${reply.id}`)).status).toBe(204);
    expect(await ids('bob')).toEqual([]);
  });

  it('are read by the desk, and not by the author of the comment', async () => {
    await take(comment.id);
    expect(await ids('sam')).toEqual([comment.id, reply.id]);
    expect(await ids('paul')).toEqual([comment.id]);
  });

  it('are not deleted by the author of the comment, who cannot see them', async () => {
    await take(comment.id);
    expect((await company.app.as('paul')('DELETE', `/v1/comments/${comment.id}`)).status).toBe(204);
    expect(await ids('bob')).toEqual([reply.id]);
    await expectProblem(await company.app.as('paul')('DELETE', `/v1/comments/${reply.id}`), 'not-found');
  });

  it('are found by no search', async () => {
    await company.app.upkeep.settle();
    expect(await experts()).toContain(word);
    await take(comment.id);
    await company.app.upkeep.settle();
    expect(await experts()).not.toContain(word);
  });

  it('tell those who read them, before and after', async () => {
    await take(comment.id);
    const told = await company.app.database.system((tx) =>
      tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('subject_id', '=', reply.id)
        .where('type', '=', 'comment.updated')
        .select(['kind', 'person_id', 'actor_id'])
        .execute(),
    );
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({ kind: 'shared', person_id: null, actor_id: null });
    expect(told).toContainEqual({ kind: 'desk', person_id: company.people['bob'], actor_id: null });
  });
});

describe('when a comment comes back', () => {
  it('its replies come back with it: served, counted, searched, with what was flagged of them and what was accepted', async () => {
    await company.app.as('ada')('PUT', `/v1/posts/${post.id}/accepted/${comment.id}`);
    const flag = await company.flagged('rita', { kind: 'comment', id: reply.id });
    await hold(comment.id);
    expect(await postNow()).toMatchObject({ accepted: null, commentCount: 0 });
    await keep(comment.id);
    expect(await postNow()).toMatchObject({ accepted: comment.id, commentCount: 2 });
    expect(await shown('rita')).toMatchObject([
      { id: comment.id, state: 'published', accepted: true },
      { id: reply.id, state: 'published', withParent: false, flag: { id: flag.id, state: 'received' } },
    ]);
    await company.app.upkeep.settle();
    expect(await experts()).toContain(word);
  });

  it('because a flag that held it is withdrawn, its replies come back too', async () => {
    const first = await company.flagged('ada', { kind: 'comment', id: comment.id });
    for (const who of ['cleo', 'mary']) await company.flagged(who, { kind: 'comment', id: comment.id });
    expect(await ids('rita')).toEqual([]);
    await company.app.as('ada')('DELETE', `/v1/flags/${first.id}`);
    expect(await ids('rita')).toEqual([comment.id, reply.id]);
  });

  it('without its text, because its author deleted it meanwhile, its replies come back below what is left', async () => {
    await hold(comment.id);
    await company.app.as('paul')('DELETE', `/v1/comments/${comment.id}`);
    await keep(comment.id);
    expect(await shown('rita')).toMatchObject([{ id: comment.id, body: [] }, { id: reply.id }]);
  });

  it('a reply that was removed for itself stays removed', async () => {
    await remove(reply.id);
    await hold(comment.id);
    await keep(comment.id);
    expect(await ids('rita')).toEqual([comment.id]);
    expect(await shown('bob')).toMatchObject([{}, { id: reply.id, state: 'removed', withParent: false }]);
  });

  it('a reply that was removed for itself while it was away stays removed', async () => {
    await company.flagged('rita', { kind: 'comment', id: reply.id });
    await hold(comment.id);
    expect((await company.decide('sam', (await caseOf(reply.id)).id)).status).toBe(200);
    expect(await shown('bob')).toMatchObject([
      { state: 'removed', withParent: false, statement: { decision: 'remove' } },
    ]);
    await keep(comment.id);
    expect(await ids('rita')).toEqual([comment.id]);
  });
});

it('a reply that an import brings while its comment is held goes where its like are', async () => {
  await hold(comment.id);
  const id = v7();
  await company.app.database.system(async (tx) => {
    const { audience_id } = await tx
      .selectFrom('post')
      .where('id', '=', post.id)
      .select('audience_id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('comment')
      .values({
        ...{ id, post_id: post.id, audience_id, parent_id: comment.id, author_id: company.people['cleo']! },
        ...{ body: '[]', source: 'x', language: null, created_at: company.app.clock.now },
      })
      .execute();
  });
  expect(await ids('rita')).toEqual([]);
  expect(await ids('cleo')).toEqual([id]);
  expect((await postNow()).commentCount).toBe(0);
  await keep(comment.id);
  expect((await ids('rita')).sort()).toEqual([comment.id, reply.id, id].sort());
  expect((await postNow()).commentCount).toBe(3);
});

it('a reply whose own hold ends while its comment is held stays away with it, and comes back with it', async () => {
  await hold(reply.id);
  company.app.clock.now = new Date(company.app.clock.now.getTime() + 24 * 60 * 60_000);
  await hold(comment.id);
  await keep(reply.id);
  expect(await ids('rita')).toEqual([]);
  expect(await shown('bob')).toMatchObject([{ id: reply.id, state: 'held', withParent: true }]);
  await keep(comment.id);
  expect(await ids('rita')).toEqual([comment.id, reply.id]);
});
