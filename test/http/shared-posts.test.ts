/** What all readers of a post see of it is kept in memory: nobody may see that it is. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import type { Post, PostPage } from '@parvis/contracts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { openTestDatabase, startTestApp } from '../support/app.ts';
import { read, startCompany } from '../support/moderation.ts';

const people = ['claire', 'paul', 'ada', 'mona', 'sofia'] as const;
const views = ['', '?scope=community&for=crew', '?scope=mine', '?scope=bookmarks', '?scope=everyone'] as const;

type Act = (who: string, post: string) => [method: string, path: string, body?: object];

/** The same database to two servers, of which one keeps posts and the other none; both read each page anew. */
async function startBoth() {
  const engine = await openTestDatabase();
  onTestFinished(() => engine.close());
  const counts = { shared: 0 };
  const counted: Database = {
    ...engine,
    read(standing, ...statements) {
      if (statements.some(({ name }) => name === 'posts_shared')) counts.shared += 1;
      return engine.read(standing, ...statements);
    },
    close: async () => {},
  };
  const company = await startCompany({ database: counted, config: { pageMemory: 0 } });
  const { app } = company;
  const without = await startTestApp({
    database: { ...engine, close: async () => {} },
    config: { pageMemory: 0, postMemory: 0 },
  });
  onTestFinished(async () => {
    await app.close();
    await without.close();
  });
  return { ...company, counts, without };
}

const pageOf = async (app: Awaited<ReturnType<typeof startBoth>>['app'], who: string, query: string) => {
  const response = await app.as(who)('GET', `/v1/posts${query}`);
  return `${response.status} ${(await response.text()).replace(/"requestId":"[^"]*"/, '')}`;
};

it('a page is the same, byte for byte, with posts that are kept and without, whatever happens to them', async () => {
  const { app, without, communities, people: ids, articles, write } = await startBoth();
  const inCrew = { audience: { community: communities['crew'] } };
  const acts: Record<string, Act> = {
    write: () => ['POST', '/v1/posts', { text: 'A #pump “leaks”, @paul.', ...inCrew }],
    ask: () => ['POST', '/v1/posts', { kind: 'question', title: 'Which?', text: 'Which valve?', ...inCrew }],
    tell: () => ['POST', '/v1/posts', { text: 'To everyone.', audience: { community: null } }],
    announce: () => ['POST', '/v1/posts', { kind: 'announcement', title: 'Badges', text: 'New ones.', ...inCrew }],
    thank: () => ['POST', '/v1/posts', { kind: 'kudos', text: 'Thanks.', kudos: { to: [ids['bob']] }, ...inCrew }],
    poll: () => [
      'POST',
      '/v1/posts',
      { kind: 'poll', title: 'When?', text: 'When?', poll: { options: ['Now', 'Later'] }, ...inCrew },
    ],
    share: (_, post) => ['POST', '/v1/posts', { text: 'See.', original: post, audience: { community: null } }],
    later: () => ['POST', '/v1/posts', { text: 'Later.', scheduledFor: '2026-12-01T09:00:00.000Z', ...inCrew }],
    edit: (who, post) => ['PATCH', `/v1/posts/${post}`, { text: `Changed by ${who}.` }],
    keep: (_, post) => ['PATCH', `/v1/posts/${post}`, { reshareable: false }],
    delete: (_, post) => ['DELETE', `/v1/posts/${post}`],
    react: (_, post) => ['PUT', `/v1/posts/${post}/reactions/thanks`],
    unreact: (_, post) => ['DELETE', `/v1/posts/${post}/reactions/thanks`],
    bookmark: (_, post) => ['PUT', `/v1/posts/${post}/bookmark`],
    follow: (_, post) => ['PUT', `/v1/posts/${post}/follow`],
    mute: (_, post) => ['PUT', `/v1/posts/${post}/mute`, { until: '2026-12-01T09:00:00.000Z' }],
    pin: (_, post) => ['PUT', `/v1/posts/${post}/pin`],
    lock: (_, post) => ['PUT', `/v1/posts/${post}/lock`],
    answer: (_, post) => ['POST', `/v1/posts/${post}/comments`, { text: 'The left one.' }],
    read: (_, post) => ['PUT', `/v1/posts/${post}/acknowledgement`],
    flag: (_, post) => [
      'POST',
      '/v1/flags',
      { subject: { kind: 'post', id: post }, article: articles[1]!.id, note: 'Please look.' },
    ],
    leave: () => ['DELETE', `/v1/communities/${communities['crew']}/membership`],
    join: () => ['PUT', `/v1/communities/${communities['crew']}/membership`],
  };
  /** What an import or a profile changes of a byline. */
  const renewals = {
    name: sql`name = name || '*'`,
    photo: sql`photo = 'https://photos.test/1.jpg'`,
    departed: sql`departed_at = '2026-11-01'`,
    back: sql`departed_at = null`,
    closed: sql`profile_audience_id = (select max(id) from audience)`,
    open: sql`profile_audience_id = (select min(id) from audience where kind = 'shared')`,
  };
  const posts: string[] = [];
  for (const who of ['paul', 'claire', 'paul'] as const)
    posts.push((await write(who, who === 'paul' ? inCrew : {})).id);

  const act = fc.oneof(
    fc.record({
      name: fc.constantFrom(...Object.keys(acts)),
      who: fc.constantFrom(...people),
      which: fc.nat({ max: 20 }),
    }),
    fc.record({ renewal: fc.constantFrom(...(Object.keys(renewals) as (keyof typeof renewals)[])) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 8 }), async (steps) => {
      for (const step of steps) {
        if ('renewal' in step) {
          await app.database.system((tx) =>
            sql`update person set ${renewals[step.renewal]} where user_name = 'bob' or user_name = 'paul'`.execute(tx),
          );
          // Who has left does nothing any more.
          if (step.renewal === 'departed')
            await app.database.system((tx) =>
              sql`update person set departed_at = null where user_name = 'paul'`.execute(tx),
            );
        } else {
          const [method, path, body] = acts[step.name]!(step.who, posts[step.which % posts.length]!);
          const response = await app.as(step.who)(method, path, body);
          expect(response.status, `${step.name}: ${await response.clone().text()}`).toBeLessThan(500);
          if (method === 'POST' && path === '/v1/posts' && response.ok) posts.push((await read<Post>(response)).id);
        }
        for (const who of people) {
          const view = views[(steps.indexOf(step) + people.indexOf(who)) % views.length]!;
          for (const query of new Set(['', view]))
            expect([who, query, await pageOf(app, who, query)]).toEqual([
              who,
              query,
              await pageOf(without, who, query),
            ]);
        }
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
  // What a page says of a post is what is said of it alone.
  for (const who of people)
    for (const item of (await read<PostPage>(await app.as(who)('GET', '/v1/posts'))).items)
      expect(await read<Post>(await app.as(who)('GET', `/v1/posts/${item.id}`))).toEqual(item);
}, 120_000);

it('a post is read whole once for all who read it, and once more when it or its byline has changed', async () => {
  const { app, counts, write } = await startBoth();
  const post = await write('paul');
  const readers = ['ada', 'bob', 'cleo', 'claire'];
  const readAll = async () => {
    for (const who of readers) await app.as(who)('GET', '/v1/posts');
    return counts.shared;
  };
  expect(await readAll()).toBe(1);
  expect(await readAll()).toBe(1);
  await app.as('bob')('PUT', `/v1/posts/${post.id}/reactions/thanks`);
  expect(await readAll()).toBe(2);
  await app.database.system((tx) => sql`update person set name = 'Paul Again' where user_name = 'paul'`.execute(tx));
  expect(await readAll()).toBe(3);
  const [item] = (await read<PostPage>(await app.as('ada')('GET', '/v1/posts'))).items;
  expect(item!.author.name).toBe('Paul Again');
  // What is not in a byline changes nothing.
  await app.database.system((tx) => sql`update person set hidden = not hidden where user_name = 'paul'`.execute(tx));
  expect(await readAll()).toBe(3);
});
