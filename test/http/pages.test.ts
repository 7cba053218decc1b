/** Pages of posts that lie ready: given again to the same person while they are right, and to nobody else, ever. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Post, PostPage } from '@parvis/contracts';
import { openTestDatabase, postgres, startTestApp, type TestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { createKept } from '../../server/src/kernel/http/index.ts';
import { createEcho } from '../../server/src/kernel/events/echo.ts';
import { openPostgres } from '../../server/src/kernel/database/postgres.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';

type Counted = Company & { reads: () => number };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

/** A company whose feed reads are counted. */
async function start(config: Record<string, unknown> = {}): Promise<Counted> {
  let reads = 0;
  const engine = await openTestDatabase();
  const database: Database = {
    ...engine,
    read: (standing, ...statements) => {
      if (statements.some(({ name }) => /^feed_(?!version)/.test(name))) reads += 1;
      return engine.read(standing, ...statements);
    },
  };
  const company = await startCompany({ database, config });
  open.push(company.app);
  await settled(company.app);
  return { ...company, reads: () => reads };
}

/** Everything that was written has been heard of. */
const settled = (app: TestApp): Promise<unknown> => vi.waitFor(() => expect(app.relay.isSettled()).toBe(true));

const feed = (app: TestApp, who: string, query = '', headers: Record<string, string> = {}): Promise<Response> =>
  app.as(who)('GET', `/v1/posts${query}`, undefined, headers);
const texts = async (response: Response): Promise<(string | null)[]> => {
  expect(response.status).toBe(200);
  return (await read<PostPage>(response)).items.map(({ title }) => title);
};

describe('a page that was read', () => {
  it('is given again, byte for byte, without asking the database', async () => {
    const { app, write, reads } = await start();
    await write('paul', { title: 'Pumps' });
    await settled(app);
    const first = await (await feed(app, 'ada')).text();
    const before = reads();
    for (let again = 0; again < 3; again++) expect(await (await feed(app, 'ada')).text()).toBe(first);
    expect(reads()).toBe(before);
    expect(first).toContain('Pumps');
  });

  it('carries the same headers again, with a request id of its own', async () => {
    const { app, write } = await start();
    await write('paul');
    await settled(app);
    const own = ['x-request-id', 'stream-position'];
    const headersOf = (response: Response) =>
      Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name)));
    const [made, given] = [await feed(app, 'ada'), await feed(app, 'ada')];
    expect(headersOf(given)).toEqual(headersOf(made));
    expect(given.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(given.headers.get('Stream-Position')).toMatch(/^[\w-]{22}$/);
    expect(given.headers.get('X-Request-Id')).not.toBe(made.headers.get('X-Request-Id'));
    const named = await feed(app, 'ada', '', { 'X-Request-Id': 'mine-1' });
    expect(named.headers.get('X-Request-Id')).toBe('mine-1');
  });

  it('is never what somebody else is given, whatever they hold', async () => {
    const { app, communities, people, write, reads } = await start();
    await write('paul', { title: 'Help', audience: { community: communities['it-help'] } });
    await write('paul', { title: 'Crew', audience: { community: communities['crew'] } });
    await write('claire', { title: 'Board', audience: { community: communities['board'] } });
    await settled(app);
    const expected: Record<string, string[]> = {
      paul: ['Crew', 'Help'],
      claire: ['Board', 'Help'],
      sam: ['Help'],
      ada: ['Crew', 'Help'],
      sofia: [],
    };
    const query = `?scope=person&for=${people['claire']}`;
    for (let round = 0; round < 3; round++) {
      for (const [who, titles] of Object.entries(expected)) {
        expect(await texts(await feed(app, who))).toEqual(titles);
        expect(await texts(await feed(app, who, query))).toEqual(who === 'claire' ? ['Board'] : []);
      }
    }
    // Abilities are one's own, too: nobody is given the author's.
    const [asAuthor] = (await read<PostPage>(await feed(app, 'paul'))).items;
    const [asReader] = (await read<PostPage>(await feed(app, 'ada'))).items;
    expect([asAuthor!.abilities.edit, asReader!.abilities.edit]).toEqual([true, false]);
    expect([asAuthor!.source, asReader!.source]).toEqual([expect.any(String), null]);
    expect(reads()).toBe(2 * Object.keys(expected).length);
  });

  it('is another one for another query', async () => {
    const { app, write } = await start();
    for (const title of ['One', 'Two', 'Three']) await write('paul', { title });
    await settled(app);
    for (let round = 0; round < 2; round++) {
      expect(await texts(await feed(app, 'ada', '?limit=1'))).toEqual(['Three']);
      expect(await texts(await feed(app, 'ada', '?limit=2'))).toEqual(['Three', 'Two']);
      expect((await feed(app, 'ada', '?limit=0')).status).toBe(422);
    }
  });

  it('is not given on any more once a post, an edit, a comment, a reaction or a deletion was answered', async () => {
    const { app, write, answer } = await start();
    const post = await write('paul', { title: 'First' });
    const shown = async (): Promise<Post[]> => (await read<PostPage>(await feed(app, 'ada'))).items;
    const change = async (method: string, path: string, body?: object) => {
      expect((await app.as('paul')(method, path, body)).status).toBeLessThan(300);
    };
    const steps: [() => Promise<unknown>, (posts: Post[]) => void][] = [
      [async () => {}, (posts) => expect(posts).toHaveLength(1)],
      [
        () => change('PATCH', `/v1/posts/${post.id}`, { title: 'Edited' }),
        ([one]) => expect(one!.title).toBe('Edited'),
      ],
      [() => answer('bob', post.id), ([one]) => expect(one!.commentCount).toBe(1)],
      [() => change('PUT', `/v1/posts/${post.id}/reactions/thanks`), ([one]) => expect(one!.reactions).toHaveLength(1)],
      [() => write('paul', { title: 'Second' }), (posts) => expect(posts).toHaveLength(2)],
      [() => change('DELETE', `/v1/posts/${post.id}`), (posts) => expect(posts).toHaveLength(1)],
    ];
    for (const [step, check] of steps) {
      await step();
      // At once, and once everything was heard of and the page lies ready.
      check(await shown());
      await settled(app);
      check(await shown());
      check(await shown());
    }
  });

  it('is not given on any more to who left its community', async () => {
    const { app, communities, write } = await start();
    await write('paul', { title: 'Crew', audience: { community: communities['crew'] } });
    await settled(app);
    for (let round = 0; round < 2; round++) expect(await texts(await feed(app, 'ada'))).toEqual(['Crew']);
    const left = await app.as('ada')('DELETE', `/v1/communities/${communities['crew']}/membership`);
    expect(left.status).toBeLessThan(300);
    await settled(app);
    expect(await texts(await feed(app, 'ada'))).toEqual([]);
    expect(await texts(await feed(app, 'bob'))).toEqual(['Crew']);
  });

  it('is not given on for longer than five minutes', async () => {
    const { app, write, reads } = await start();
    await write('paul');
    await settled(app);
    await feed(app, 'ada');
    const once = reads();
    app.clock.now = new Date(app.clock.now.getTime() + 59_000);
    await feed(app, 'ada');
    expect(reads()).toBe(once);
    for (let minute = 0; minute < 5; minute++) {
      app.clock.now = new Date(app.clock.now.getTime() + 59_000);
      await feed(app, 'ada');
    }
    expect(reads()).toBe(once + 1);
  });

  it('is no other page for what its address says besides, and nobody pushes out what is kept of others', async () => {
    const { app, write, reads } = await start();
    await write('paul');
    await settled(app);
    await feed(app, 'bob');
    await feed(app, 'ada');
    const once = reads();
    for (let round = 0; round < 3; round++) await feed(app, 'ada', `?a=${round}`);
    expect(reads()).toBe(once);
    for (let limit = 1; limit <= 40; limit++) await feed(app, 'ada', `?limit=${limit}`);
    const after = reads();
    await feed(app, 'bob');
    expect(reads()).toBe(after);
    await feed(app, 'ada', '?limit=40');
    expect(reads()).toBe(after);
    await feed(app, 'ada', '?limit=1');
    expect(reads()).toBe(after + 1);
  });

  it('is not kept where there is no memory for it', async () => {
    const { app, write, reads } = await start({ pageMemory: 0 });
    await write('paul');
    await settled(app);
    const before = reads();
    for (let round = 0; round < 3; round++) await feed(app, 'ada');
    expect(reads()).toBe(before + 3);
  });

  it('of a restricted post may not be stored by a browser, the second time either', async () => {
    const { app, communities, write } = await start();
    await app.database.system((tx) => tx.updateTable('person').set({ clearance: 'C3' }).execute());
    await write('paul', { audience: { community: communities['it-help'], degree: 'C2' } });
    await settled(app);
    for (let round = 0; round < 3; round++)
      expect((await feed(app, 'ada')).headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('who has a page already', () => {
  it('is told so from memory, and of the next change at once', async () => {
    const { app, write } = await start();
    await write('paul');
    await settled(app);
    const tag = (await feed(app, 'ada')).headers.get('ETag')!;
    const again = await feed(app, 'ada', '', { 'If-None-Match': tag });
    expect([again.status, again.headers.get('ETag'), await again.text()]).toEqual([304, tag, '']);
    const listed = await feed(app, 'ada', '', { 'If-None-Match': `"other", ${tag}` });
    expect(listed.status).toBe(304);
    expect((await feed(app, 'bob', '', { 'If-None-Match': tag })).status).toBe(200);
    await write('paul', { title: 'New' });
    expect((await feed(app, 'ada', '', { 'If-None-Match': tag })).status).toBe(200);
  });

  it('still needs a token, and is held to the limit of requests', async () => {
    let left = 3;
    const app = await startTestApp({ limit: () => (left-- > 0 ? undefined : 7) });
    open.push(app);
    await addPeople(app.database, [{ userName: 'ada' }]);
    await settled(app);
    const tag = (await feed(app, 'ada')).headers.get('ETag')!;
    expect((await feed(app, 'ada', '', { 'If-None-Match': tag })).status).toBe(304);
    left = 1;
    expect((await feed(app, 'ada')).status).toBe(200);
    left = 0;
    const refused = await feed(app, 'ada');
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '7']);
    expect((await app.request('/v1/posts', { headers: { 'If-None-Match': tag } })).status).toBe(401);
  });
});

describe.skipIf(!postgres)('two processes on PostgreSQL (a server is needed: npm run test:postgres)', () => {
  it('hear of each other: what one wrote is soon on the pages that the other has ready', async () => {
    const { freshDatabase } = await import('../support/postgres.ts');
    const url = await freshDatabase(postgres!);
    const { app: here, write } = await startCompany({ database: openPostgres({ url, poolSize: 4 }) });
    const there = await startTestApp({ database: openPostgres({ url, poolSize: 4 }) });
    open.push(here, there);
    await Promise.all([settled(here), settled(there)]);
    for (let round = 0; round < 5; round++) {
      for (let again = 0; again < 2; again++) await feed(there, 'ada');
      const written = `Round ${round}`;
      await write('paul', { title: written });
      // Here at once; there as soon as the notification came.
      expect((await texts(await feed(here, 'ada')))[0]).toBe(written);
      await vi.waitFor(async () => expect((await texts(await feed(there, 'ada')))[0]).toBe(written), {
        timeout: 1_000,
      });
    }
  });
});

describe('the memory of ready pages', () => {
  it('is bounded in bytes and keeps what is asked for', () => {
    const kept = createKept<string>(100_000);
    for (let index = 0; index < 1_000; index++) {
      kept.set(`page ${index}`, 'value', 2_000);
      expect(kept.size()).toBeLessThanOrEqual(100_000);
      kept.get('page 0');
    }
    expect(kept.get('page 0')).toBe('value');
    expect(kept.get('page 500')).toBeUndefined();
    expect(kept.get('page 999')).toBe('value');
    kept.set('too large', 'value', 200_000);
    expect(kept.get('too large')).toBeUndefined();
    kept.delete('page 999');
    expect(kept.get('page 999')).toBeUndefined();
  });

  it('counts what is kept anew once', () => {
    const kept = createKept<number>(100_000);
    for (let index = 0; index < 1_000; index++) kept.set('one', index, 1_000);
    expect(kept.get('one')).toBe(999);
    expect(kept.size()).toBeLessThan(2_000);
  });
});

describe('what a process wrote', () => {
  it('is unheard of until the mark that was sent after it came back', async () => {
    const sent: string[] = [];
    const echo = createEcho(async (mark) => void sent.push(mark));
    expect(echo.isHeard()).toBe(true);
    echo.wrote();
    await vi.waitFor(() => expect(sent).toEqual(['1']));
    expect(echo.isHeard()).toBe(false);
    echo.wrote();
    await vi.waitFor(() => expect(sent).toEqual(['1', '2']));
    echo.heard('1');
    expect(echo.isHeard()).toBe(false);
    echo.heard('2');
    expect(echo.isHeard()).toBe(true);
    echo.close();
  });

  it('is marked once for all that was written while a mark was on its way', async () => {
    const sent: string[] = [];
    const first = Promise.withResolvers<void>();
    const echo = createEcho(async (mark) => {
      sent.push(mark);
      if (mark === '1') await first.promise;
    });
    for (let write = 0; write < 10; write++) echo.wrote();
    first.resolve();
    await vi.waitFor(() => expect(sent).toEqual(['1', '10']));
    echo.close();
  });

  it('is heard of once hearing has begun anew', () => {
    const echo = createEcho(() => new Promise(() => {}));
    echo.wrote();
    echo.begin();
    expect(echo.isHeard()).toBe(true);
    echo.close();
  });
});
