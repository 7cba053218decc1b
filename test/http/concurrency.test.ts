/** Two who act at the same moment, each on a connection of their own. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Comment, Community, Post } from '@parvis/contracts';
import { findOrAddShared } from '../../server/src/audiences/index.ts';
import type { Transaction } from '../../server/src/kernel/database/index.ts';
import { type TestApp, postgres, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

describe.skipIf(!postgres)('at the same time (on PostgreSQL only, a server is needed: npm run test:postgres)', () => {
  let app: TestApp;
  let people: Record<string, string>;
  let communities: Record<string, string>;
  const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
  let post: Post;

  beforeAll(async () => {
    app = await startTestApp();
    people = await addPeople(
      app.database,
      ['claire', 'david', ...names].map((userName) => ({ userName })),
    );
    communities = await addCommunities(app.database, people, [
      { slug: 'team', members: { claire: 'steward', david: 'steward' } },
      { slug: 'open', members: { claire: 'steward' } },
    ]);
  });
  afterAll(() => app.close());
  const write = async (who: string, body: object): Promise<Post> => {
    const answer = await app.as(who)('POST', '/v1/posts', { text: 'x', audience: { community: null }, ...body });
    return (await answer.json()) as Post;
  };
  beforeEach(async () => {
    post = await write('claire', { kind: 'question', title: 'Who?' });
  });

  /** Does `first` in a transaction that ends only once `second` waits for it. */
  async function meanwhile(
    first: (tx: Transaction) => Promise<unknown>,
    second: () => Promise<Response>,
  ): Promise<Response> {
    const waiting = () =>
      app.database.system(async (tx) => {
        const { rows } = await sql<{
          waiting: number;
        }>`select count(*) as waiting from pg_locks where not granted`.execute(tx);
        return rows[0]!.waiting > 0;
      });
    let answer: Promise<Response> | undefined;
    await app.database.system(async (tx) => {
      await first(tx);
      answer = second();
      await vi.waitUntil(waiting, { timeout: 30_000 });
    });
    return answer!;
  }
  const deletePost = (tx: Transaction) => tx.deleteFrom('post').where('id', '=', post.id).execute();

  it('a comment on a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () =>
      app.as('david')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' }),
    );
    await expectProblem(answer, 'not-found');
  });

  it('a reaction to a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () => app.as('david')('PUT', `/v1/posts/${post.id}/reactions/like`));
    await expectProblem(answer, 'not-found');
  });

  it('an edit of a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () => app.as('claire')('PATCH', `/v1/posts/${post.id}`, { text: 'y' }));
    await expectProblem(answer, 'not-found');
  });

  it('an answer that is being deleted is not accepted', async () => {
    const comment = (await (
      await app.as('david')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' })
    ).json()) as Comment;
    const answer = await meanwhile(
      (tx) => tx.deleteFrom('comment').where('id', '=', comment.id).execute(),
      () => app.as('claire')('PUT', `/v1/posts/${post.id}/accepted/${comment.id}`),
    );
    await expectProblem(answer, 'not-found');
  });

  it('what everybody does at once is counted once each', async () => {
    const all = await Promise.all(
      names.flatMap((name) => [
        app.as(name)('PUT', `/v1/posts/${post.id}/reactions/thanks`),
        app.as(name)('PUT', `/v1/posts/${post.id}/reactions/thanks`),
        app.as(name)('POST', `/v1/posts/${post.id}/comments`, { text: 'x' }),
      ]),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const after = (await (await app.as('claire')('GET', `/v1/posts/${post.id}`)).json()) as Post;
    expect(after.reactions).toEqual([{ kind: 'thanks', count: names.length, mine: false }]);
    expect(after.commentCount).toBe(names.length);
  });

  it('members who join and leave at once are counted right', async () => {
    const path = `/v1/communities/${communities['open']}/membership`;
    await Promise.all(names.map((name) => app.as(name)('PUT', path)));
    await Promise.all(
      names.slice(0, 4).flatMap((name) => [app.as(name)('DELETE', path), app.as(name)('DELETE', path)]),
    );
    const community = (await (
      await app.as('claire')('GET', `/v1/communities/${communities['open']}`)
    ).json()) as Community;
    expect(community.members).toBe(1 + names.length - 4);
  });

  it('the last two stewards do not leave a community to each other', async () => {
    const path = `/v1/communities/${communities['team']}/membership`;
    const answers = await Promise.all(['claire', 'david'].map((name) => app.as(name)('DELETE', path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('an audience that two need for the first time is made once', async () => {
    const chosen = { community: communities['open']!, circles: ['employee'] as const, degree: 'C0' as const };
    const ids = await Promise.all(names.map(() => app.database.system((tx) => findOrAddShared(tx, chosen))));
    expect(new Set(ids).size).toBe(1);
  });

  it('somebody who just lost the community may not write there, whatever is remembered of them', async () => {
    await app.as('p7')('PUT', `/v1/communities/${communities['open']}/membership`);
    await write('p7', { audience: { community: communities['open'] } });
    const before = app.kernel.standings.find;
    const remembered = (await app.kernel.standings.find('p7'))!;
    app.kernel.standings.find = async () => remembered;
    await app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['p7']!).execute());
    const answer = await app.as('p7')('POST', '/v1/posts', { text: 'x', audience: { community: communities['open'] } });
    app.kernel.standings.find = before;
    await expectProblem(answer, 'forbidden', 'not-found');
  });

  it('nothing above was a failure of ours', () => {
    expect(
      app.logged.filter(
        ({ level, fields }) => level === 'error' && !String(fields?.['error']).includes('DatabaseRefused'),
      ),
    ).toEqual([]);
  });
});
