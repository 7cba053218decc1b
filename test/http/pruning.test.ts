/** Events have an end; what rests on them stays right. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { recordImport } from '../../server/src/imports/store.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { listen } from '../support/listening.ts';
import { type Company, startCompany } from '../support/moderation.ts';
import { addPeople } from '../support/seed.ts';

/** Once nothing is under way any more that events could be waiting for. */
async function pruneAll({ database, jobs }: TestApp): Promise<void> {
  await until(() =>
    database.system(async (tx) => {
      const { rows } = await sql<{ settled: boolean | null }>`
        select bool_and(tx < pg_snapshot_xmin(pg_current_snapshot())) as settled from event`.execute(tx);
      return rows[0]!.settled === false ? undefined : true;
    }),
  );
  await jobs.pruning.run();
}

const day = 24 * 60 * 60_000;

describe('events older than they are kept', () => {
  let app: TestApp;
  let people: Record<string, string>;
  let employees: number;
  let ada: number;

  beforeEach(async () => {
    app = await startTestApp({ config: { eventDays: 30 } });
    people = await addPeople(app.database, [{ userName: 'ada' }, { userName: 'bob' }]);
    [employees, ada] = await app.database.system(async (tx) => [
      await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' }),
      await findOrAddPersonal(tx, people['ada']!),
    ]);
    return () => app.close();
  });

  /** Events of this age, all in one transaction; answers their ids, oldest first. */
  const happen = (audience_id: number | null, days: number, count = 1): Promise<number[]> =>
    app.database.system(async (tx) => {
      const rows = await tx
        .insertInto('event')
        .values(
          Array.from({ length: count }, () => ({
            at: new Date(app.clock.now.getTime() - days * day),
            type: 'post.updated' as const,
            ...{
              actor_id: null,
              audience_id,
              subject_kind: 'post',
              subject_id: v7(),
              post_id: null,
              community_id: null,
            },
          })),
        )
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    });
  const left = async (): Promise<number[]> => {
    const rows = await app.database.system((tx) => tx.selectFrom('event').select('id').orderBy('id').execute());
    return rows.map(({ id }) => id);
  };
  const pruned = () => pruneAll(app);
  const feed = (tag?: string): Promise<Response> =>
    app.as('bob')('GET', '/v1/posts', undefined, tag === undefined ? {} : { 'If-None-Match': tag });
  const missing = async (position: string): Promise<string> => {
    const listening = await listen(app, 'bob', position);
    await happen(employees, 0);
    const heard = await listening.next();
    await listening.close();
    return heard!.type;
  };

  it('are deleted, however many they are, and younger ones are not', async () => {
    await happen(employees, 40, 2_500);
    const young = await happen(employees, 29, 3);
    await happen(null, 40, 2);
    await pruned();
    expect(await left()).toEqual(young);
  });

  it('are looked for every hour', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const hourly = await startTestApp({ database: { ...app.database, close: async () => {} } });
    vi.advanceTimersByTime(59 * 60_000);
    await happen(employees, 40);
    const last = await happen(employees, 0);
    expect((await left()).length).toBe(2);
    await until(async () => {
      vi.advanceTimersByTime(60 * 60_000);
      return (await left()).length === 1 ? true : undefined;
    });
    vi.useRealTimers();
    expect(await left()).toEqual(last);
    await hourly.close();
  });

  it('are found by the clock that the application is given', async () => {
    const first = await happen(employees, 0);
    const last = await happen(employees, 0);
    await pruned();
    expect(await left()).toEqual([...first, ...last]);
    app.clock.now = new Date(app.clock.now.getTime() + 31 * day);
    await pruned();
    expect(await left()).toEqual(last);
  });

  it('leave the newest of each audience, and the newest import', async () => {
    const imported = () =>
      app.database.system((tx) => recordImport(tx, v7(), new Date(app.clock.now.getTime() - 50 * day), {}));
    await happen(employees, 50, 2);
    await happen(ada, 50);
    await imported();
    await imported();
    const [last, own] = [await happen(employees, 40), await happen(ada, 45, 2)];
    await pruned();
    const rows = await app.database.system((tx) =>
      tx.selectFrom('event').select(['id', 'type', 'audience_id']).orderBy('id').execute(),
    );
    expect(rows).toEqual([
      { id: expect.any(Number), type: 'import.completed', audience_id: null },
      { id: last[0], type: 'post.updated', audience_id: employees },
      { id: own[1], type: 'post.updated', audience_id: ada },
    ]);
  });

  it('take nothing from the tag of a feed: what changed unseen for months is never answered as unchanged', async () => {
    const empty = (await feed()).headers.get('ETag')!;
    await happen(employees, 90, 3);
    await app.upkeep.settle();
    const changed = await until(async () => {
      const tag = (await feed()).headers.get('ETag')!;
      return tag === empty ? undefined : tag;
    });
    await pruned();
    expect(await left()).toHaveLength(1);
    expect((await feed(empty)).status).toBe(200);
    expect((await feed(changed)).status).toBe(304);
    const restarted = await startTestApp({ database: { ...app.database, close: async () => {} } });
    restarted.clock.now = app.clock.now;
    const asked = await restarted.as('bob')('GET', '/v1/posts', undefined, { 'If-None-Match': empty });
    expect(asked.status).toBe(200);
    await restarted.close();
  });

  it('cannot be caught up with: a stream from before them starts anew, one from after them goes on', async () => {
    const stream = await listen(app, 'bob');
    await happen(employees, 40);
    const before = (await stream.next())!.id;
    await happen(employees, 40);
    await stream.next();
    const [kept] = await happen(employees, 40);
    const after = (await stream.next())!.id;
    await stream.close();
    expect(app.relay.positions.read(after!)?.id).toBe(kept);
    expect(await missing(before)).toBe('post.updated');
    await pruned();
    expect(await missing(before)).toBe('reset');
    expect(await missing(after)).toBe('post.updated');
  });

  it('are deleted once by two processes at it together', async () => {
    const other = await startTestApp({ database: { ...app.database, close: async () => {} } });
    other.clock.now = app.clock.now;
    await happen(employees, 40, 1_500);
    const last = await happen(employees, 0);
    await Promise.all([pruned(), pruneAll(other)]);
    expect(await left()).toEqual(last);
    await other.close();
  });
});

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
  }
}

describe('the moderation record', () => {
  let company: Company;
  afterAll(() => company.app.close());

  it('is never pruned', async () => {
    company = await startCompany();
    const post = await company.write('paul');
    await company.flagged('ada', { kind: 'post', id: post.id });
    const [found] = await company.queue('claire');
    expect((await company.decide('claire', found!.id)).status).toBe(200);
    const entries = () =>
      company.app.database.system(async (tx) => {
        const { rows } = await sql<{ type: string }>`select type from record_entry order by sequence`.execute(tx);
        return rows.map(({ type }) => type);
      });
    const before = await entries();
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 400 * day);
    await pruneAll(company.app);
    expect(before).toContain('case.decided');
    expect(await entries()).toEqual(before);
  });
});
