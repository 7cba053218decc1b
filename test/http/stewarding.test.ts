/** What becomes of a post after it was written: pinned, locked, moved, edited with its history kept, published later. */
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Comment, ContributionPage, ExpertPage, Post, PostPage, RevisionPage } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { listen } from '../support/listening.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let ids: Record<string, string>;

beforeEach(async () => {
  await app?.close();
  app = await startTestApp({ config: { secondsBetweenPosts: 0, postsPerHour: 0 } });
  people = await addPeople(app.database, [
    { userName: 'claire', clearance: 'C2' },
    { userName: 'sam', clearance: 'C2' },
    { userName: 'ada', clearance: 'C2' },
    { userName: 'bob', clearance: 'C2' },
    { userName: 'eve', clearance: 'C2' },
    { userName: 'mona', roles: ['moderator'] },
    { userName: 'sofia', circle: 'supplier' },
  ]);
  ids = await addCommunities(app.database, people, [
    { slug: 'help', members: { claire: 'steward', ada: 'member', bob: 'member', sam: 'member' } },
    {
      slug: 'closed',
      visibility: 'listed',
      members: { claire: 'steward', ada: 'member', bob: 'member', sam: 'steward' },
    },
    { slug: 'open', members: { claire: 'member', ada: 'member', sam: 'steward' } },
    { slug: 'elsewhere', visibility: 'listed', members: { claire: 'member', ada: 'member', eve: 'member' } },
    { slug: 'apart', visibility: 'secret', members: { claire: 'member' } },
    {
      slug: 'partners',
      circles: ['employee', 'supplier'],
      members: { claire: 'member', ada: 'member', sofia: 'member' },
    },
  ]);
});
afterAll(() => app.close());

const send = (who: string, method: string, path: string, body?: object) => app.as(who)(method, path, body);
const done = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await send(who, method, path, body);
  if (!response.ok) throw new Error(`${method} ${path} as ${who}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
const status = async (who: string, method: string, path: string, body?: object): Promise<number> =>
  (await send(who, method, path, body)).status;
const write = (who: string, community: string | null, more: object = {}): Promise<Post> => {
  app.clock.now = new Date(app.clock.now.getTime() + 1_000);
  const { audience, ...rest } = more as { audience?: object };
  return done(who, 'POST', '/v1/posts', {
    text: 'The zirconium valve leaks.',
    audience: { community: community && ids[community], ...audience },
    ...rest,
  });
};
const feed = async (who: string, query: string): Promise<string[]> =>
  (await done<PostPage>(who, 'GET', `/v1/posts?${query}`)).items.map(({ id }) => id);
const entries = async (): Promise<{ type: string; chain: string; actor: string | null }[]> =>
  app.database.system((tx) =>
    tx
      .selectFrom('record_entry')
      .select(['type', 'chain', 'actor_id as actor'])
      .orderBy('sequence')
      .$castTo<{ type: string; chain: string; actor: string | null }>()
      .execute(),
  );

describe('a pinned post', () => {
  it('stands first in its community and nowhere else, page by page once', async () => {
    const posts = [await write('ada', 'help'), await write('ada', 'help'), await write('ada', 'help')];
    const [old, middle, last] = posts.map(({ id }) => id) as [string, string, string];
    const pinned = await done<Post>('claire', 'PUT', `/v1/posts/${old}/pin`);
    expect(pinned).toMatchObject({ pinned: true });
    expect(await feed('ada', 'scope=community&for=help')).toEqual([old, last, middle]);
    expect(await feed('ada', '')).toEqual([last, middle, old]);
    const first = await done<PostPage>('ada', 'GET', '/v1/posts?scope=community&for=help&limit=1');
    expect(first.items.map(({ id }) => id)).toEqual([old, last]);
    const second = await done<PostPage>(
      'ada',
      'GET',
      `/v1/posts?scope=community&for=help&limit=1&cursor=${first.next}`,
    );
    expect(second.items.map(({ id }) => id)).toEqual([middle]);
    expect(second.next).toBeNull();
    await done('claire', 'DELETE', `/v1/posts/${old}/pin`);
    expect(await feed('ada', 'scope=community&for=help')).toEqual([last, middle, old]);
    expect((await entries()).map(({ type, actor }) => [type, actor])).toEqual([
      ['post.pinned', people['claire']],
      ['post.unpinned', people['claire']],
    ]);
  });

  it('is one of three at most, also when two stewards pin at once', async () => {
    const posts: Post[] = [];
    for (let count = 0; count < 5; count++) posts.push(await write('ada', 'closed'));
    const pin = (who: string, { id }: Post) => send(who, 'PUT', `/v1/posts/${id}/pin`);
    for (const post of posts.slice(0, 2)) expect((await pin('claire', post)).status).toBe(200);
    const both = await Promise.all([pin('claire', posts[2]!), pin('sam', posts[3]!)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await pin('claire', posts[4]!)).status).toBe(409);
    expect((await pin('claire', posts[0]!)).status).toBe(200);
  });

  it('is not a member’s to pin, nor the steward’s of another community', async () => {
    const { id } = await write('ada', 'help');
    expect(await status('ada', 'PUT', `/v1/posts/${id}/pin`)).toBe(403);
    expect(await status('sam', 'PUT', `/v1/posts/${id}/pin`)).toBe(403);
    expect(await status('mona', 'PUT', `/v1/posts/${id}/pin`)).toBe(403);
    expect(await entries()).toEqual([]);
  });
});

describe('a locked post', () => {
  it('takes no comment from anybody until it is opened again, and keeps those it has', async () => {
    const { id } = await write('ada', 'help');
    await done('bob', 'POST', `/v1/posts/${id}/comments`, { text: 'Before.' });
    const locked = await done<Post>('claire', 'PUT', `/v1/posts/${id}/lock`);
    expect(locked).toMatchObject({ locked: true, commentCount: 1, abilities: { comment: false } });
    for (const who of ['ada', 'bob', 'claire'])
      expect(await status(who, 'POST', `/v1/posts/${id}/comments`, { text: 'After.' })).toBe(403);
    expect(await status('ada', 'DELETE', `/v1/posts/${id}/lock`)).toBe(403);
    await done('claire', 'DELETE', `/v1/posts/${id}/lock`);
    expect(await status('bob', 'POST', `/v1/posts/${id}/comments`, { text: 'After.' })).toBe(201);
  });
});

describe('a post that moves', () => {
  it('takes all that belongs to it along; whoever no longer reads it is told that it left, not where to', async () => {
    const post = await write('ada', 'help');
    const comment = await done<Comment>('bob', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Yes.' });
    await done('bob', 'PUT', `/v1/posts/${post.id}/reactions/thanks`);
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'The valve is repaired.' });
    const outside = await listen(app, 'eve');
    const moved = await done<Post>('claire', 'PUT', `/v1/posts/${post.id}/community`, { community: ids['closed'] });
    expect(moved).toMatchObject({ audience: { community: { slug: 'closed' } }, commentCount: 1, revisions: 1 });
    for (const path of ['', '/comments', '/revisions'])
      expect([path, await status('eve', 'GET', `/v1/posts/${post.id}${path}`)]).toEqual([path, 404]);
    expect(await status('eve', 'PUT', `/v1/comments/${comment.id}/reactions/like`)).toBe(404);
    const last = await write('claire', null);
    const told = (await outside.until(last.id)).map(({ event }) => event).filter(({ type }) => type === 'post.moved');
    await outside.close();
    expect(told).toMatchObject([{ community: ids['help'] }]);
    expect(JSON.stringify(told)).not.toContain(ids['closed']);
    expect((await done<RevisionPage>('bob', 'GET', `/v1/posts/${post.id}/revisions`)).items).toHaveLength(1);
    const chains = (await entries()).filter(({ type }) => type === 'post.moved').map(({ chain }) => chain);
    expect(chains.sort()).toEqual([ids['help'], ids['closed']].sort());
  });

  it('is never read by more than its author meant: not by a steward’s deed, and not by chance', async () => {
    const restricted = await write('ada', 'closed', { audience: { degree: 'C2' } });
    const move = (who: string, more: object = {}, community = 'open') =>
      status(who, 'PUT', `/v1/posts/${restricted.id}/community`, { community: ids[community], ...more });
    expect(await move('sam')).toBe(403);
    expect(await move('sam', { wider: true })).toBe(403);
    expect(await move('sam', { wider: true, degree: 'C0' })).toBe(403);
    expect(await move('claire', { degree: 'C1' }, 'partners')).toBe(403);
    expect(await move('ada')).toBe(409);
    expect(await status('eve', 'GET', `/v1/posts/${restricted.id}`)).toBe(404);
    const moved = await done<Post>('ada', 'PUT', `/v1/posts/${restricted.id}/community`, {
      ...{ community: ids['open'], wider: true },
    });
    expect(moved.audience).toMatchObject({ degree: 'C2', circles: ['employee'] });
    const shared = await done<Post>('ada', 'PUT', `/v1/posts/${restricted.id}/community`, {
      community: ids['partners'],
    });
    expect(shared.audience).toMatchObject({ degree: 'C2', circles: ['employee'] });
  });

  it('that was for the members of one community is nobody’s but its author’s to show to those of another', async () => {
    const { id } = await write('ada', 'closed');
    const move = (who: string, more: object = {}) =>
      status(who, 'PUT', `/v1/posts/${id}/community`, { community: ids['elsewhere'], ...more });
    expect(await move('claire')).toBe(403);
    expect(await move('claire', { wider: true })).toBe(403);
    expect(await move('ada')).toBe(409);
    expect(await status('eve', 'GET', `/v1/posts/${id}`)).toBe(404);
    expect(await move('ada', { wider: true })).toBe(200);
    expect(await status('eve', 'GET', `/v1/posts/${id}`)).toBe(200);
  });

  it('goes neither where its mover does not write, nor where its author does not read', async () => {
    const { id } = await write('ada', 'help');
    expect(await status('claire', 'PUT', `/v1/posts/${id}/community`, { community: ids['apart'] })).toBe(409);
    expect(await status('ada', 'PUT', `/v1/posts/${id}/community`, { community: ids['apart'] })).toBe(404);
    const other = await write('bob', 'help');
    expect(await status('bob', 'PUT', `/v1/posts/${other.id}/community`, { community: ids['open'] })).toBe(403);
    expect(await status('bob', 'PUT', `/v1/posts/${id}/community`, { community: ids['closed'] })).toBe(403);
  });

  it('takes what was flagged to the desk of its new community', async () => {
    const { id } = await write('ada', 'help');
    const { articles } = await done<{ articles: { id: string }[] }>('bob', 'GET', '/v1/charter');
    await done('bob', 'POST', '/v1/flags', { subject: { kind: 'post', id }, article: articles[0]!.id });
    const cases = async (who: string) => (await done<{ items: unknown[] }>(who, 'GET', '/v1/cases')).items.length;
    expect([await cases('claire'), await cases('sam')]).toEqual([1, 0]);
    await done('claire', 'PUT', `/v1/posts/${id}/community`, { community: ids['open'] });
    expect([await cases('claire'), await cases('sam')]).toEqual([0, 1]);
  });
});

describe('the history', () => {
  it('of a post and a comment is read by its readers, newest first, page by page', async () => {
    const post = await write('ada', 'help', { title: 'First' });
    const comment = await done<Comment>('ada', 'POST', `/v1/posts/${post.id}/comments`, { text: 'One.' });
    for (const text of ['Second text', 'Third text']) {
      app.clock.now = new Date(app.clock.now.getTime() + 60_000);
      await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text });
      await done('ada', 'PATCH', `/v1/comments/${comment.id}`, { text });
    }
    const first = await done<RevisionPage>('eve', 'GET', `/v1/posts/${post.id}/revisions?limit=1`);
    expect(first.items).toMatchObject([{ title: 'First', body: [{ children: [{ text: 'Second text' }] }] }]);
    const rest = await done<RevisionPage>('eve', 'GET', `/v1/posts/${post.id}/revisions?cursor=${first.next}`);
    expect(rest.items).toMatchObject([
      { at: post.createdAt, body: [{ children: [{ text: 'The zirconium valve leaks.' }] }] },
    ]);
    expect((await done<RevisionPage>('eve', 'GET', `/v1/comments/${comment.id}/revisions`)).items).toHaveLength(2);
    expect(await done<Post>('eve', 'GET', `/v1/posts/${post.id}`)).toMatchObject({
      revisions: 2,
      abilities: { history: true },
    });
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { tags: ['valve'] });
    expect((await done<Post>('eve', 'GET', `/v1/posts/${post.id}`)).revisions).toBe(2);
  });

  it('is kept of two hundred changes, and there are no more', async () => {
    const post = await write('ada', 'help');
    const { id } = await done<Comment>('ada', 'POST', `/v1/posts/${post.id}/comments`, { text: 'One.' });
    const copies = (comment: string | null) =>
      app.database.system((tx) =>
        sql`insert into revision (post_id, comment_id, audience_id, written_at, body)
          select p.id, ${comment}::uuid, p.audience_id, p.created_at, p.body from post p, generate_series(1, 200)
          where p.id = ${post.id}::uuid`.execute(tx),
      );
    await copies(null);
    await copies(id);
    for (const path of [`/v1/posts/${post.id}`, `/v1/comments/${id}`])
      expect(await status('ada', 'PATCH', path, { text: 'Once more.' })).toBe(409);
    // What is not kept changes as before.
    expect(await status('ada', 'PATCH', `/v1/posts/${post.id}`, { commenters: 'nobody' })).toBe(200);
  });

  it('of what one cannot read, or what was removed, is no history', async () => {
    const post = await write('ada', 'closed');
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'Changed' });
    expect(await status('eve', 'GET', `/v1/posts/${post.id}/revisions`)).toBe(404);
    const { articles } = await done<{ articles: { id: string }[] }>('bob', 'GET', '/v1/charter');
    await done('bob', 'POST', '/v1/flags', { subject: { kind: 'post', id: post.id }, article: articles[0]!.id });
    const { items } = await done<{ items: { id: string }[] }>('claire', 'GET', '/v1/cases');
    await done('claire', 'PUT', `/v1/cases/${items[0]!.id}/decision`, { decision: 'remove', article: articles[0]!.id });
    expect(await status('bob', 'GET', `/v1/posts/${post.id}/revisions`)).toBe(404);
  });

  it('does not show what was held, after the thing came back changed', async () => {
    const post = await write('ada', 'closed', { text: 'An insult.' });
    await app.database.system(async (tx) => {
      await tx.updateTable('community').set({ hold_threshold: 1 }).where('id', '=', ids['closed']!).execute();
      await tx
        .insertInto('membership')
        .values({ community_id: ids['closed']!, person_id: people['eve']!, since: app.clock.now })
        .execute();
      await tx
        .insertInto('membership')
        .values({ community_id: ids['closed']!, person_id: people['mona']!, since: app.clock.now })
        .execute();
    });
    app.kernel.standings.forgetAll();
    const { articles } = await done<{ articles: { id: string }[] }>('bob', 'GET', '/v1/charter');
    for (const who of ['bob', 'eve', 'mona'])
      await done(who, 'POST', '/v1/flags', { subject: { kind: 'post', id: post.id }, article: articles[0]!.id });
    expect(await done<Post>('ada', 'GET', `/v1/posts/${post.id}`)).toMatchObject({ state: 'held' });
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'Calmer words.' });
    const { items } = await done<{ items: { id: string }[] }>('claire', 'GET', '/v1/cases');
    await done('claire', 'PUT', `/v1/cases/${items[0]!.id}/decision`, { decision: 'keep' });
    expect(await done<Post>('eve', 'GET', `/v1/posts/${post.id}`)).toMatchObject({ state: 'published', revisions: 0 });
    for (const who of ['eve', 'ada', 'claire'])
      expect((await done<RevisionPage>(who, 'GET', `/v1/posts/${post.id}/revisions`)).items).toEqual([]);
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'Calmer words still.' });
    const { items: shown } = await done<RevisionPage>('eve', 'GET', `/v1/posts/${post.id}/revisions`);
    expect(JSON.stringify(shown)).toContain('Calmer words.');
    expect(JSON.stringify(shown)).not.toContain('insult');
  });

  it('of a comment goes with it when its author deletes it', async () => {
    const post = await write('ada', 'help');
    const comment = await done<Comment>('ada', 'POST', `/v1/posts/${post.id}/comments`, { text: 'One.' });
    await done('ada', 'PATCH', `/v1/comments/${comment.id}`, { text: 'Two.' });
    await done('bob', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Mine stays.', parent: comment.id });
    await send('ada', 'DELETE', `/v1/comments/${comment.id}`);
    expect((await done<RevisionPage>('bob', 'GET', `/v1/comments/${comment.id}/revisions`)).items).toEqual([]);
    const left = await app.database.system((tx) => tx.selectFrom('revision').selectAll().execute());
    expect(left).toEqual([]);
  });
});

describe('a post for later', () => {
  const hour = 3_600_000;
  const later = (ms = hour) => new Date(app.clock.now.getTime() + ms).toISOString();
  const pass = async (ms: number) => {
    app.clock.now = new Date(app.clock.now.getTime() + ms);
    await app.jobs.publishing.run();
  };

  it('is its author’s alone until its time, wherever one looks', async () => {
    const stream = await listen(app, 'claire');
    const post = await write('ada', 'help', { text: 'Zirconium expert here. #zirconium', scheduledFor: later() });
    expect(post).toMatchObject({
      state: 'scheduled',
      audience: { community: { slug: 'help' } },
      abilities: { edit: true },
    });
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'Zirconium expert, edited. #zirconium' });
    await app.upkeep.settle();
    for (const who of ['claire', 'bob', 'mona']) {
      expect(await status(who, 'GET', `/v1/posts/${post.id}`)).toBe(404);
      expect(await status(who, 'PUT', `/v1/posts/${post.id}/reactions/like`)).toBe(404);
      expect(await status(who, 'PUT', `/v1/posts/${post.id}/pin`)).toBe(404);
      for (const query of [
        '',
        'scope=community&for=help',
        'scope=tag&for=zirconium',
        `scope=person&for=${people['ada']}`,
        'scope=drafts',
        'scope=community&for=help&q=zirconium',
      ])
        expect([query, await feed(who, query)]).toEqual([query, []]);
      expect(JSON.stringify(await done<ExpertPage>(who, 'GET', '/v1/experts?q=zirconium%20expert'))).not.toContain(
        post.id,
      );
      expect((await done<ContributionPage>(who, 'GET', '/v1/me/contributions')).items).toEqual([]);
    }
    for (const query of ['', 'scope=community&for=help', `scope=person&for=${people['ada']}`])
      expect(await feed('ada', query)).toEqual([]);
    expect(await feed('ada', 'scope=drafts')).toEqual([post.id]);
    const last = await write('bob', 'help');
    const heard = await stream.until(last.id);
    await stream.close();
    expect(heard.filter(({ event }) => event.post === post.id)).toEqual([]);
  });

  it('is published at its time, once, as new, for those it was meant for', async () => {
    const stream = await listen(app, 'bob');
    const post = await write('ada', 'help', { scheduledFor: later(), title: 'Later' });
    await done('ada', 'PATCH', `/v1/posts/${post.id}`, { text: 'Better words.' });
    await pass(hour - 5_000);
    expect(await status('bob', 'GET', `/v1/posts/${post.id}`)).toBe(404);
    await pass(6_000);
    await app.jobs.publishing.run();
    const published = await done<Post>('bob', 'GET', `/v1/posts/${post.id}`);
    expect(published).toMatchObject({
      state: 'published',
      editedAt: null,
      revisions: 0,
      createdAt: app.clock.now.toISOString(),
    });
    expect(published).not.toHaveProperty('scheduledFor');
    expect(await feed('bob', 'scope=community&for=help')).toEqual([post.id]);
    expect(await feed('ada', 'scope=drafts')).toEqual([]);
    const heard = await stream.until(post.id);
    await stream.close();
    expect(heard.map(({ event }) => event.type)).toEqual(['post.created']);
  });

  it('whose time passed while nothing ran is published at the next start, by one of two processes', async () => {
    const post = await write('ada', 'help', { scheduledFor: later() });
    app.clock.now = new Date(app.clock.now.getTime() + 2 * hour);
    await Promise.all([app.jobs.publishing.run(), app.jobs.publishing.run()]);
    expect(await status('bob', 'GET', `/v1/posts/${post.id}`)).toBe(200);
    const events = await app.database.system((tx) =>
      tx.selectFrom('event').where('type', '=', 'post.created').where('post_id', '=', post.id).select('id').execute(),
    );
    expect(events).toHaveLength(1);
  });

  it('is one of thirty that wait at once, so that no day brings more than an hour may', async () => {
    for (let waiting = 0; waiting < 30; waiting++) await write('ada', 'help', { scheduledFor: later() });
    const body = { text: 'x', audience: { community: ids['help'] }, scheduledFor: later() };
    expect(await status('ada', 'POST', '/v1/posts', body)).toBe(409);
    expect(await status('bob', 'POST', '/v1/posts', body)).toBe(201);
    await write('ada', 'help');
    expect(await status('ada', 'DELETE', `/v1/posts/${(await feed('ada', 'scope=drafts'))[0]}`)).toBe(204);
    expect(await status('ada', 'POST', '/v1/posts', body)).toBe(201);
  });

  it('of somebody who is a member no longer stays a draft, and they see why', async () => {
    const post = await write('bob', 'closed', { scheduledFor: later() });
    await done('claire', 'DELETE', `/v1/communities/closed/members/${people['bob']}`);
    await pass(2 * hour);
    expect(await status('claire', 'GET', `/v1/posts/${post.id}`)).toBe(404);
    const kept = await done<Post>('bob', 'GET', `/v1/posts/${post.id}`);
    expect(kept).toMatchObject({ state: 'scheduled', notPublished: 'not-member' });
    expect(kept).not.toHaveProperty('scheduledFor');
    expect(await feed('bob', 'scope=drafts')).toEqual([post.id]);
    expect(await status('bob', 'DELETE', `/v1/posts/${post.id}`)).toBe(204);
  });

  it('has a time that its author chooses anew, between a minute and a year ahead', async () => {
    const create = (scheduledFor: string) =>
      status('ada', 'POST', '/v1/posts', { text: 'x', audience: { community: ids['help'] }, scheduledFor });
    expect(await create(later(30_000))).toBe(422);
    expect(await create(later(-hour))).toBe(422);
    expect(await create(later(366 * 24 * hour))).toBe(422);
    const post = await write('ada', 'help', { scheduledFor: later() });
    const again = await done<Post>('ada', 'PATCH', `/v1/posts/${post.id}`, { scheduledFor: later(3 * hour) });
    expect(again.scheduledFor).toBe(later(3 * hour));
    await pass(2 * hour);
    expect(await status('bob', 'GET', `/v1/posts/${post.id}`)).toBe(404);
    await pass(2 * hour);
    expect(await status('ada', 'PATCH', `/v1/posts/${post.id}`, { scheduledFor: later() })).toBe(409);
  });
});
