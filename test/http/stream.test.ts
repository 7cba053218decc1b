import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Post } from '@parvis/contracts';
import { findOrAddShared } from '../../server/src/audiences/index.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { recordImport } from '../../server/src/imports/store.ts';
import { openPostgres } from '../../server/src/kernel/database/postgres.ts';
import { type TestApp, postgres, publicKey, startTestApp, tokenFor } from '../support/app.ts';
import { type Listening, listen } from '../support/listening.ts';
import { type Line, openLine } from '../support/proxy.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

type World = { app: TestApp; people: Record<string, string>; communities: Record<string, string> };

async function fill(database: Database): Promise<Omit<World, 'app'>> {
  const people = await addPeople(database, [
    { userName: 'claire', clearance: 'C2' },
    { userName: 'david' },
    { userName: 'sofia', circle: 'supplier' },
    { userName: 'gone' },
    { userName: 'many' },
  ]);
  const communities = await addCommunities(database, people, [
    { slug: 'board', visibility: 'secret', members: { claire: 'steward', david: 'member' } },
    { slug: 'partners', circles: ['employee', 'supplier'], members: { claire: 'steward', sofia: 'member' } },
  ]);
  return { people, communities };
}

async function start(database?: Database): Promise<World> {
  const app = await startTestApp({ database });
  return { app, ...(await fill(app.database)) };
}

/** Writes a post and answers its id. */
async function write(app: TestApp, who: string, audience: object, more: object = {}): Promise<string> {
  const answer = await app.as(who)('POST', '/v1/posts', { text: 'x', audience, ...more });
  if (answer.status !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as Post).id;
}
const everyone = { community: null };
const subjects = (heard: { event: { subject?: { id: string } } }[]) => heard.map(({ event }) => event.subject?.id);

describe('the live stream', () => {
  let app: TestApp;
  let people: Record<string, string>;
  let communities: Record<string, string>;
  beforeAll(async () => {
    ({ app, people, communities } = await start());
  });
  afterAll(() => app.close());

  const open = async (who: string, from?: string, token?: string): Promise<Listening> => {
    const listening = await listen(app, who, from, token);
    onTestFinished(listening.close);
    return listening;
  };

  it('tells of a change to those who hold its audience, and names it without its text', async () => {
    const david = await open('david');
    const id = await write(app, 'claire', everyone, { text: 'A secret word #lunch' });
    const told = await david.next();
    expect(told).toEqual({
      type: 'post.created',
      id: expect.stringMatching(/^[\w-]{22}$/),
      event: {
        id: told!.id,
        type: 'post.created',
        at: '2026-11-20T09:00:00.000Z',
        subject: { kind: 'post', id },
        post: id,
        actor: people['claire'],
        kind: 'update',
        tags: ['lunch'],
      },
    });
  });

  it.each([
    ['of another circle', 'sofia', everyone],
    ['above one’s clearance', 'david', { community: null, degree: 'C2' }],
    ['of a community that one is not in', 'sofia', 'board'],
  ])('tells nobody of a change %s', async (_, who, audience) => {
    const listening = await open(who);
    await write(app, 'claire', typeof audience === 'string' ? { community: communities[audience] } : audience);
    const last = await write(app, 'claire', { community: communities['partners'] }, { text: 'for both circles' });
    expect(subjects(await listening.until(last))).toEqual([last]);
  });

  const importSomething = () => app.database.system((tx) => recordImport(tx, v7(), app.clock.now, {}));

  it('says of an import that everything is to be read anew, and nothing of what it changed', async () => {
    const listening = await open('david');
    await importSomething();
    const told = await listening.next();
    expect(told).toMatchObject({ type: 'reset', event: {} });
    const id = await write(app, 'claire', everyone);
    expect(subjects(await listening.until(id))).toEqual([id]);
  });

  it('says so also to a page that was away in the meantime', async () => {
    const before = await open('david');
    const id = await write(app, 'claire', everyone);
    await before.until(id);
    await importSomething();
    await write(app, 'claire', everyone);
    const again = await open('david', before.position);
    expect(await again.next()).toMatchObject({ type: 'reset' });
  });

  it('tells that there is one reaction more or less, and not whose', async () => {
    const listening = await open('claire');
    const id = await write(app, 'claire', everyone);
    await listening.until(id);
    await app.as('david')('PUT', `/v1/posts/${id}/reactions/thanks`);
    await app.as('david')('DELETE', `/v1/posts/${id}/reactions/thanks`);
    for (const type of ['reaction.added', 'reaction.removed']) {
      const told = await listening.next();
      expect(told).toMatchObject({ type, event: { subject: { kind: 'post', id } } });
      expect(JSON.stringify(told)).not.toContain(people['david']);
    }
  });

  it('tells of a new audience from its first post on', async () => {
    const sofia = await open('sofia');
    const id = await write(app, 'claire', { community: null, circles: ['employee', 'supplier'], degree: 'C1' });
    expect(subjects(await sofia.until(id))).toEqual([id]);
  });

  it.each([
    [
      'leaving',
      async () => void (await app.as('david')('DELETE', `/v1/communities/${communities['board']}/membership`)),
    ],
    [
      'being removed',
      () =>
        app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['david']!).execute()),
    ],
  ])('ends for a community at once after %s', async (_, lose) => {
    await app.database.system((tx) =>
      tx
        .insertInto('membership')
        .values({ community_id: communities['board']!, person_id: people['david']!, since: app.clock.now })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    const david = await open('david');
    const before = await write(app, 'claire', { community: communities['board'] });
    expect(subjects(await david.until(before))).toEqual([before]);
    await lose();
    await write(app, 'claire', { community: communities['board'] });
    const last = await write(app, 'claire', everyone);
    const heard = await david.until(last);
    expect(heard.filter(({ type }) => type.startsWith('post'))).toHaveLength(1);
  });

  it('makes up exactly what was missed', async () => {
    const first = await open('david');
    const known = await write(app, 'claire', everyone);
    await first.until(known);
    await first.close();
    const missed = [await write(app, 'claire', everyone), await write(app, 'claire', everyone)];
    await write(app, 'claire', { community: null, degree: 'C2' });
    const again = await open('david', first.position);
    const last = await write(app, 'claire', everyone);
    expect(subjects(await again.until(last))).toEqual([...missed, last]);
  });

  it('goes on from where the page was read, without a reset', async () => {
    const position = await vi.waitFor(async () => {
      const page = await app.as('david')('GET', '/v1/posts?scope=home');
      const tag = { 'If-None-Match': page.headers.get('ETag')! };
      const unchanged = await app.as('david')('GET', '/v1/posts?scope=home', undefined, tag);
      expect([unchanged.status, unchanged.headers.has('Stream-Position')]).toEqual([304, true]);
      return page.headers.get('Stream-Position')!;
    });
    const before = await open('david', position);
    const between = await write(app, 'claire', everyone);
    expect(subjects(await before.until(between))).toEqual([between]);
    const after = await open('david', position);
    const last = await write(app, 'claire', everyone);
    expect(subjects(await after.until(last))).toEqual([between, last]);
  });

  it('starts at the first of several places where the page was read', async () => {
    const at = async () => (await app.as('david')('GET', '/v1/me')).headers.get('Stream-Position')!;
    const [older, between] = [await at(), await write(app, 'claire', everyone)];
    const first = await open('david', older);
    await first.until(between);
    const again = await open('david', `${await at()},${older}`);
    const last = await write(app, 'claire', everyone);
    expect(subjects(await again.until(last))).toEqual([between, last]);
  });

  it('tells by no position whether anything has happened', async () => {
    const at = async () => (await app.as('david')('GET', '/v1/me')).headers.get('Stream-Position')!;
    const positions = await Promise.all(Array.from({ length: 20 }, at));
    expect(new Set(positions).size).toBe(20);
  });

  it('makes up nothing when nothing was missed', async () => {
    const first = await open('david');
    await first.until(await write(app, 'claire', everyone));
    const again = await open('david', first.position);
    const last = await write(app, 'claire', everyone);
    expect(subjects(await again.until(last))).toEqual([last]);
  });

  it.each([
    ['of another database', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['beside one that nobody gave out', 'AAAAAAAAAAAAAAAAAAAAAA,x'],
    ['in the clear', '1-1'],
    ['that nobody gave out', 'yesterday'],
    ['that is empty', ''],
    ['beyond any number', `${'9'.repeat(19)}-${'9'.repeat(15)}`],
    ['with SQL in it', `1-1); drop table event; --`],
  ])('answers a position %s with reset', async (_, position) => {
    const listening = await open('david', position);
    expect(await listening.next()).toMatchObject({ type: 'reset', id: expect.stringMatching(/^[\w-]{22}$/) });
    const last = await write(app, 'claire', everyone);
    expect(subjects(await listening.until(last))).toEqual([last]);
  });

  /** Many events at once, as a busy day leaves them. */
  const happen = (count: number): Promise<string> =>
    app.database.system(async (tx) => {
      const audience_id = await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' });
      const ids = Array.from({ length: count }, () => v7());
      await tx
        .insertInto('event')
        .values(
          ids.map((subject_id) => ({
            at: app.clock.now,
            type: 'post.updated' as const,
            actor_id: people['claire']!,
            audience_id,
            subject_kind: 'post',
            subject_id,
            post_id: null,
            community_id: null,
          })),
        )
        .execute();
      return ids.at(-1)!;
    });

  it('answers a position too far back with reset', async () => {
    const first = await open('david');
    await first.until(await write(app, 'claire', everyone));
    const watching = await open('david');
    await watching.until(await happen(501));
    const again = await open('david', first.position);
    expect(await again.next()).toMatchObject({ type: 'reset' });
    const last = await write(app, 'claire', everyone);
    expect(subjects(await again.until(last))).toEqual([last]);
  });

  it('remembers a bounded number of messages for somebody who does not read', async () => {
    const slow = await open('david');
    const quick = await open('david');
    await happen(400);
    await happen(400);
    const last = await write(app, 'claire', everyone);
    await quick.until(last);
    const heard = await slow.until(last);
    expect(heard.some(({ type }) => type === 'reset')).toBe(true);
    expect(heard.length).toBeLessThan(510);
  });

  it('ends when the person is no longer active', async () => {
    const gone = await open('gone');
    await app.database.system((tx) =>
      tx.updateTable('person').set({ departed_at: app.clock.now }).where('id', '=', people['gone']!).execute(),
    );
    await write(app, 'claire', everyone);
    expect(await gone.next()).toBeUndefined();
    expect((await app.as('gone')('GET', '/v1/stream')).status).toBe(401);
  });

  it('ends when the person moves to a circle that the issuer of its token may not speak for', async () => {
    const { issuer, userName } = { issuer: 'https://suppliers.test', userName: 'sofia' };
    const limited = await startTestApp({
      database: { ...app.database, close: async () => {} },
      issuers: [{ issuer, audience: 'parvis', claim: 'sub', circles: ['supplier'], jwks: { keys: [publicKey] } }],
    });
    onTestFinished(() => limited.close());
    const listening = await listen(limited, userName, undefined, await tokenFor(userName, {}, issuer));
    onTestFinished(listening.close);
    const move = (circle: 'employee' | 'supplier') =>
      app.database.system((tx) =>
        tx.updateTable('person').set({ circle }).where('id', '=', people[userName]!).execute(),
      );
    await move('employee');
    onTestFinished(() => move('supplier').then(() => {}));
    await write(app, 'claire', everyone);
    expect(await listening.next()).toBeUndefined();
  });

  it('ends when its token expires', async () => {
    const exp = app.clock.now.getTime() / 1_000 + 1;
    const listening = await open('david', undefined, await tokenFor('david', { exp }));
    // What was written before may still be on its way; after the end nothing comes.
    while (await listening.next());
    expect(await listening.next()).toBeUndefined();
  });

  it('tells nothing after its token expired, even before it has ended', async () => {
    const exp = app.clock.now.getTime() / 1_000 + 3_600;
    const listening = await open('david', undefined, await tokenFor('david', { exp }));
    const { now } = app.clock;
    onTestFinished(() => void (app.clock.now = now));
    app.clock.now = new Date((exp + 1) * 1_000);
    await write(app, 'claire', everyone);
    expect(await listening.next()).toBeUndefined();
  });

  it('is opened twenty times by one person at most, and counts those that were closed no longer', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => open('many')));
    const refused = await app.as('many')('GET', '/v1/stream');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('30');
    await streams[0]!.close();
    await (await open('many')).close();
  });

  it('opens nothing for a request of its head alone', async () => {
    for (let turn = 0; turn < 25; turn++) {
      const { status, headers } = await app.as('sofia')('HEAD', '/v1/stream');
      expect([status, headers.get('Content-Type')]).toEqual([200, 'text/event-stream']);
    }
    await open('sofia');
  });

  it('is stored by nobody', async () => {
    const answer = await app.as('david')('GET', '/v1/stream');
    onTestFinished(() => answer.body!.cancel());
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  });
});

const server = 'on PostgreSQL (a server is needed: npm run test:postgres)';

describe.skipIf(!postgres)(`two processes ${server}`, () => {
  let one: World;
  let other: TestApp;
  let line: Line;
  let calls = 0;
  const warnings: string[] = [];

  beforeAll(async () => {
    const { freshDatabase } = await import('../support/postgres.ts');
    const url = await freshDatabase(postgres!);
    one = await start(openPostgres({ url, poolSize: 4 }));
    line = await openLine(url);
    const warn = (message: string) => void warnings.push(message);
    const database = openPostgres({ url, poolSize: 4, directUrl: line.url, warn });
    const counted: Database = {
      ...database,
      read: (...given) => (calls++, database.read(...given)),
      system: (work) => (calls++, database.system(work)),
      transaction: (standing, work) => (calls++, database.transaction(standing, work)),
    };
    other = await startTestApp({ database: counted });
  });
  afterAll(async () => {
    await Promise.all([one.app.close(), other.close()]);
    await line.close();
  });

  const open = async (app: TestApp, who: string, from?: string): Promise<Listening> => {
    const listening = await listen(app, who, from);
    onTestFinished(listening.close);
    return listening;
  };
  /** One event of everybody's, written by hand in a transaction that the test holds open. */
  const tell = async (database: Database, id: string, between: () => Promise<void> = async () => {}): Promise<void> =>
    database.system(async (tx) => {
      const audience_id = await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' });
      await sql`select pg_current_xact_id()`.execute(tx);
      await between();
      await tx
        .insertInto('event')
        .values({
          at: one.app.clock.now,
          type: 'post.updated',
          actor_id: one.people['claire']!,
          audience_id,
          subject_kind: 'post',
          subject_id: id,
          post_id: id,
          community_id: null,
        })
        .execute();
    });

  it('tell each other’s listeners', async () => {
    const here = await open(one.app, 'david');
    const there = await open(other, 'david');
    const first = await write(one.app, 'claire', everyone);
    const second = await write(other, 'claire', everyone);
    expect(subjects(await here.until(second))).toEqual([first, second]);
    expect(subjects(await there.until(second))).toEqual([first, second]);
    expect(here.position).toBe(there.position);
  });

  it('ask the database nothing while nothing happens', async () => {
    const there = await open(other, 'david');
    // Ids of events and the order of their transactions then differ.
    await tell(one.app.database, v7(), () => tell(other.database, v7()));
    await there.until(await write(one.app, 'claire', everyone));
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const idle = await open(other, 'david');
    calls = 0;
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(calls).toBe(0);
    vi.useRealTimers();
    const last = await write(one.app, 'claire', everyone);
    expect(subjects(await idle.until(last))).toEqual([last]);
  });

  it('tell events of transactions that end out of turn in one order, none lost and none twice', async () => {
    const listening = await open(other, 'david');
    const start = await write(one.app, 'claire', everyone);
    await listening.until(start);
    const [late, early] = [v7(), v7()];
    const position = listening.position;
    await tell(one.app.database, late, async () => {
      // Begun later, ended sooner: it waits for the one that began before it.
      await tell(other.database, early);
      const meanwhile = await listen(other, 'david', position);
      await meanwhile.close();
      expect(meanwhile.position).toBe(position);
    });
    const last = await write(one.app, 'claire', everyone);
    const live = await listening.until(last);
    expect(subjects(live)).toEqual([late, early, last]);
    const resumed = await open(one.app, 'david', live[0]!.id);
    expect(subjects(await resumed.until(last))).toEqual([early, last]);
    const whole = await open(one.app, 'david', position);
    expect(subjects(await whole.until(last))).toEqual([late, early, last]);
  });

  it('lose nothing when the connection for notifications is lost', async () => {
    const listening = await open(other, 'david');
    await listening.until(await write(one.app, 'claire', everyone));
    line.cut();
    const missed = [await write(one.app, 'claire', everyone), await write(one.app, 'claire', everyone)];
    line.mend();
    expect(subjects(await listening.until(missed[1]!))).toEqual(missed);
    const last = await write(one.app, 'claire', everyone);
    expect(subjects(await listening.until(last))).toEqual([last]);
  });

  it('trust no standing while they cannot hear of changes', async () => {
    const id = await write(one.app, 'claire', { community: one.communities['board'] });
    const seen = async () => (await other.as('david')('GET', `/v1/posts/${id}`)).status;
    await vi.waitFor(async () => expect(await seen()).toBe(200));
    warnings.length = 0;
    line.cut();
    await vi.waitUntil(() => warnings.some((message) => /notifications/.test(message)));
    await one.app.database.system((tx) =>
      tx.deleteFrom('membership').where('person_id', '=', one.people['david']!).execute(),
    );
    expect(await seen()).toBe(404);
    line.mend();
  });

  it('tell nobody of what was written after they lost it, however late they hear of the loss', async () => {
    const join = (tx: Parameters<Parameters<Database['system']>[0]>[0]) =>
      tx
        .insertInto('membership')
        .values({ community_id: one.communities['board']!, person_id: one.people['david']!, since: one.app.clock.now })
        .execute();
    await one.app.database.system(join);
    const listening = await open(other, 'david');
    const known = await write(one.app, 'claire', { community: one.communities['board'] });
    await listening.until(known);
    const looks = async () => {
      calls = 0;
      await vi.waitUntil(() => calls > 1);
    };
    // A transaction that goes on keeps this process looking for an event that it has heard of.
    const waited = v7();
    await tell(one.app.database, waited, async () => {
      await tell(other.database, v7());
      await looks();
      line.hold();
      await one.app.database.system((tx) =>
        tx.deleteFrom('membership').where('person_id', '=', one.people['david']!).execute(),
      );
      await write(one.app, 'claire', { community: one.communities['board'] });
    });
    await looks();
    line.letGo();
    const last = await write(one.app, 'claire', everyone);
    const heard = await listening.until(last);
    expect(heard.filter(({ type }) => type === 'post.created')).toHaveLength(1);
    expect(subjects(heard)).toContain(waited);
  });
});
