/** What one wrote oneself stays one's own: listed to take along, and deletable, also where one reads it no longer. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Comment, Contribution, ContributionPage, Post } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
/** By lea, in a community that she then leaves; answered by her and by max. */
let post: Post;
let own: Comment;
let others: Comment;

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'lea', clearance: 'C2' },
    { userName: 'max', clearance: 'C2' },
    { userName: 'zoe' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'board', visibility: 'secret', joinRule: 'invite', members: { max: 'steward' } },
  ]);
});
afterAll(() => app.close());

const send = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const answer = await app.as(who)(method, path, body);
  if (!answer.ok) throw new Error(`${method} ${path} as ${who}: ${answer.status}`);
  return (answer.status === 204 ? undefined : await answer.json()) as Body;
};
const join = async (): Promise<void> => {
  await app.database.system((tx) =>
    tx
      .insertInto('membership')
      .values({ community_id: communities['board']!, person_id: people['lea']!, since: app.clock.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  app.kernel.standings.forget(people['lea']!);
};
const leave = async (): Promise<void> => {
  await app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['lea']!).execute());
  app.kernel.standings.forget(people['lea']!);
};
const write = (who: string, audience: object, text = 'The budget is *tight*.'): Promise<Post> =>
  send(who, 'POST', '/v1/posts', { text, audience });
const comment = (who: string, id: string, text: string, parent?: string): Promise<Comment> =>
  send(who, 'POST', `/v1/posts/${id}/comments`, { text, ...(parent && { parent }) });
const mine = async (who: string): Promise<Contribution[]> => {
  const { items } = await send<ContributionPage>(who, 'GET', '/v1/me/contributions?limit=100');
  return items;
};

beforeEach(async () => {
  await join();
  post = await write('lea', { community: communities['board'] });
  own = await comment('lea', post.id, 'A note of mine.');
  others = await comment('max', post.id, 'Confidential: closing in May.');
  await leave();
});

describe('in a community that one has left', () => {
  it('reading ends: the post and its comments answer like what does not exist', async () => {
    for (const path of [`/v1/posts/${post.id}`, `/v1/posts/${post.id}/comments`])
      await expectProblem(await app.as('lea')('GET', path), 'not-found');
    for (const [path, body] of [
      [`/v1/posts/${post.id}`, { text: 'x' }],
      [`/v1/comments/${own.id}`, { text: 'x' }],
    ] as const)
      await expectProblem(await app.as('lea')('PATCH', path, body), 'not-found');
  });

  it('what one wrote is listed as one wrote it, and nothing of what others wrote around it', async () => {
    const items = (await mine('lea')).filter((item) => item.post === post.id);
    expect(items).toMatchObject([
      { kind: 'comment', id: own.id, text: 'A note of mine.', readable: false, state: 'published' },
      { kind: 'post', id: post.id, text: 'The budget is *tight*.', readable: false, state: 'published' },
    ]);
    expect(JSON.stringify(await mine('lea'))).not.toContain('May');
    expect(JSON.stringify(await mine('lea'))).not.toContain('board');
  });

  it('the list stays in no cache', async () => {
    const answer = await app.as('lea')('GET', '/v1/me/contributions');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('one deletes one’s own comment, and those who read it are told', async () => {
    expect((await app.as('lea')('DELETE', `/v1/comments/${own.id}`)).status).toBe(204);
    const { items } = await send<{ items: Comment[] }>('max', 'GET', `/v1/posts/${post.id}/comments`);
    expect(items.map(({ id }) => id)).toEqual([others.id]);
    expect((await mine('lea')).map(({ id }) => id)).not.toContain(own.id);
    const [event] = await app.database.system((tx) =>
      tx
        .selectFrom('event')
        .where('subject_id', '=', own.id)
        .where('type', '=', 'comment.deleted')
        .selectAll()
        .execute(),
    );
    expect(event).toMatchObject({ actor_id: people['lea'], audience_id: expect.any(Number), post_id: post.id });
  });

  it('one deletes one’s own comment without what others replied to it', async () => {
    const reply = await comment('max', post.id, 'Thanks.', own.id);
    expect((await app.as('lea')('DELETE', `/v1/comments/${own.id}`)).status).toBe(204);
    const { items } = await send<{ items: Comment[] }>('max', 'GET', `/v1/posts/${post.id}/comments`);
    expect(items).toMatchObject([{ id: own.id, body: [] }, { id: others.id }, { id: reply.id }]);
    expect((await mine('lea')).map(({ id }) => id)).not.toContain(own.id);
  });

  it('one deletes one’s own post, once', async () => {
    expect((await app.as('lea')('DELETE', `/v1/posts/${post.id}`)).status).toBe(204);
    await expectProblem(await app.as('max')('GET', `/v1/posts/${post.id}`), 'not-found');
    await expectProblem(await app.as('lea')('DELETE', `/v1/posts/${post.id}`), 'not-found');
  });

  it('one deletes nothing that others wrote, nor learns that it is there', async () => {
    await expectProblem(await app.as('lea')('DELETE', `/v1/comments/${others.id}`), 'not-found');
    for (const path of [`/v1/posts/${post.id}`, `/v1/comments/${own.id}`, `/v1/comments/${others.id}`])
      await expectProblem(await app.as('zoe')('DELETE', path), 'not-found');
    await expectProblem(await app.as('max')('DELETE', `/v1/posts/${post.id}`), 'forbidden');
    await expectProblem(await app.as('max')('DELETE', `/v1/comments/${own.id}`), 'forbidden');
  });
});

it('what one wrote above a clearance that one lost stays listed and deletable', async () => {
  const secret = await write('lea', { community: null, degree: 'C2' }, 'For the few.');
  await app.database.system((tx) =>
    tx.updateTable('person').set({ clearance: 'C1' }).where('id', '=', people['lea']!).execute(),
  );
  app.kernel.standings.forget(people['lea']!);
  await expectProblem(await app.as('lea')('GET', `/v1/posts/${secret.id}`), 'not-found');
  expect(await mine('lea')).toContainEqual(expect.objectContaining({ id: secret.id, readable: false }));
  expect((await app.as('lea')('DELETE', `/v1/posts/${secret.id}`)).status).toBe(204);
  await app.database.system((tx) =>
    tx.updateTable('person').set({ clearance: 'C2' }).where('id', '=', people['lea']!).execute(),
  );
  app.kernel.standings.forget(people['lea']!);
});

it('the list of what one wrote is read page by page, newest first, each thing once', async () => {
  const all = (await mine('lea')).map(({ id }) => id);
  const paged: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: ContributionPage = await send('lea', 'GET', `/v1/me/contributions?limit=2${next && `&cursor=${next}`}`);
    paged.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(paged).toEqual(all);
  expect(new Set(all).size).toBe(all.length);
  expect(await mine('zoe')).toEqual([]);
});

it('a deletion that the database hides from its transaction is not answered as done', async () => {
  const mail = await write('lea', { community: null });
  // Meanwhile it became somebody else's: no row is deleted.
  await app.database.system((tx) =>
    tx.updateTable('post').set({ author_id: people['max']! }).where('id', '=', mail.id).execute(),
  );
  await expectProblem(await app.as('lea')('DELETE', `/v1/posts/${mail.id}`), 'forbidden');
  expect((await app.as('max')('GET', `/v1/posts/${mail.id}`)).status).toBe(200);
});
