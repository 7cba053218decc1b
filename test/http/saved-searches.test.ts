/** Searches for people that are kept: whom they tell of, whom they must not, and how often. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { type SavedSearch, type SavedSearchList, limits } from '@parvis/contracts';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;

const newcomers = Array.from({ length: 30 }, (_, n) => `newcomer${n}`);

/** As the directory or an import would say it. `readers`: their own person where they alone read it. */
async function declare(skill: string, who: readonly string[], only = false): Promise<void> {
  await app.database.system(async (tx) => {
    const id = v7();
    await sql`insert into skill (id, label) values (${id}, ${JSON.stringify({ en: skill })}::jsonb)`.execute(tx);
    for (const one of who) {
      const audience = only
        ? await findOrAddPersonal(tx, people[one]!)
        : await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' });
      await sql`insert into person_skill (person_id, skill_id, audience_id)
        values (${people[one]}, ${id}, ${audience})`.execute(tx);
    }
  });
  await app.upkeep.settle();
}

const save = async (q: string, who = 'viewer', more: object = {}): Promise<SavedSearch> => {
  const response = await app.as(who)('POST', '/v1/me/searches', { q, ...more });
  expect(response.status).toBe(201);
  return (await response.json()) as SavedSearch;
};
const list = async (who = 'viewer'): Promise<SavedSearch[]> =>
  ((await (await app.as(who)('GET', '/v1/me/searches')).json()) as SavedSearchList).items;
const foundBy = async (id: string, who?: string): Promise<string[]> =>
  (await list(who)).find((one) => one.id === id)!.found.map(({ name }) => name);
const toldOf = async (id: string): Promise<{ person: string; actor: string | null }[]> =>
  app.database.system(async (tx) => {
    const { rows } = await sql<{ person: string; actor: string | null }>`
      select a.person_id as person, e.actor_id as actor from event e join audience a on a.id = e.audience_id
      where e.type = 'search.matched' and e.subject_id = ${id}`.execute(tx);
    return rows;
  });
const later = async (): Promise<void> => {
  app.clock.now = new Date(app.clock.now.getTime() + 61 * 60_000);
  await app.jobs.searching.run();
};

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer' },
    { userName: 'other' },
    { userName: 'known', name: 'Kim Known' },
    { userName: 'nina', name: 'Nina New' },
    { userName: 'ghost', name: 'Zora Ghost', hidden: true },
    { userName: 'gone', name: 'Yves Gone', departedAt: new Date('2026-10-01') },
    ...newcomers.map((userName, n) => ({ userName, name: `New ${n}` })),
  ]);
}, 240_000);
afterAll(() => app?.close());
beforeEach(async () => {
  for (const who of ['viewer', 'other'])
    for (const { id } of await list(who)) await app.as(who)('DELETE', `/v1/me/searches/${id}`);
});

describe('a saved search', () => {
  it('tells its owner of somebody new, once, and of nobody who was there before', async () => {
    await declare('Beekeeping', ['known']);
    const { id, query, found } = await save('beekeeping', 'viewer');
    expect({ query, found }).toEqual({ query: { q: 'beekeeping' }, found: [] });
    await later();
    expect(await toldOf(id)).toEqual([]);
    await declare('Beekeeping in towns', ['nina', 'known']);
    await later();
    expect(await toldOf(id)).toEqual([{ person: people['viewer'], actor: null }]);
    expect(await foundBy(id)).toEqual(['Nina New']);
    await later();
    expect(await toldOf(id)).toHaveLength(1);
  });

  it('tells of nobody twice, also where they stopped to match in between', async () => {
    const { id } = await save('falconry');
    await declare('Falconry', ['nina']);
    await later();
    await app.database.system(async (tx) => {
      await sql`delete from person_skill where skill_id in (select id from skill where label ->> 'en' = 'Falconry')`.execute(
        tx,
      );
    });
    await app.upkeep.settle();
    expect(await foundBy(id)).toEqual([]);
    await later();
    await declare('Falconry of old', ['nina']);
    await later();
    expect(await toldOf(id)).toHaveLength(1);
  });

  it('never finds who is hidden or left, nor by what its owner may not read', async () => {
    const { id } = await save('origami');
    await declare('Origami', ['ghost', 'gone']);
    await declare('Origami at night', ['nina'], true);
    await later();
    expect(await toldOf(id)).toEqual([]);
    expect(await list()).toMatchObject([{ id, found: [], more: 0 }]);
    const kept = await app.database.system(async (tx) =>
      sql`select from saved_match where search_id = ${id}`.execute(tx).then(({ rows }) => rows.length),
    );
    expect(kept).toBe(0);
  });

  it('stops to name somebody who hides, or whose evidence was closed, before they were looked at', async () => {
    const { id } = await save('juggling');
    await declare('Juggling', ['nina', 'known']);
    await later();
    expect((await foundBy(id)).toSorted()).toEqual(['Kim Known', 'Nina New']);
    await app.database.system(async (tx) => {
      await sql`update person set hidden = true where id = ${people['nina']}`.execute(tx);
      await sql`update person_skill set audience_id = ${await findOrAddPersonal(tx, people['known']!)}
        where person_id = ${people['known']} and skill_id in (select id from skill where label ->> 'en' = 'Juggling')`.execute(
        tx,
      );
    });
    await app.upkeep.settle();
    expect(await foundBy(id)).toEqual([]);
    await app.database.system((tx) => sql`update person set hidden = false where id = ${people['nina']}`.execute(tx));
  });

  it('makes one event of an import of many people, names few of them and counts the rest', async () => {
    const { id } = await save('welding');
    await declare('Welding', newcomers);
    await later();
    expect(await toldOf(id)).toHaveLength(1);
    const [one] = await list();
    expect(one!.found).toHaveLength(10);
    expect(one!.more).toBe(20);
    await declare('Welding under water', ['nina']);
    // Sooner than an hour after the last time nobody is told again.
    await app.jobs.searching.run();
    expect(await toldOf(id)).toHaveLength(1);
    expect((await app.as('viewer')('POST', `/v1/me/searches/${id}/seen`)).status).toBe(204);
    await later();
    expect(await foundBy(id)).toEqual(['Nina New']);
  });

  it('is its owner’s alone', async () => {
    const { id } = await save('pottery');
    expect(await list('other')).toEqual([]);
    await expectProblem(await app.as('other')('POST', `/v1/me/searches/${id}/seen`), 'not-found');
    await expectProblem(await app.as('other')('DELETE', `/v1/me/searches/${id}`), 'not-found');
    expect(await list()).toHaveLength(1);
    expect((await app.as('viewer')('GET', '/v1/me/searches')).headers.get('Cache-Control')).toBe('no-store');
  });

  it('is saved once, and as many as were agreed at the most', async () => {
    await save('search 0', 'other', { site: 'Lyon' });
    await expectProblem(await app.as('other')('POST', '/v1/me/searches', { site: 'Lyon', q: 'search 0' }), 'conflict');
    await Promise.all(
      Array.from({ length: limits.savedSearches + 3 }, (_, n) =>
        app.as('other')('POST', '/v1/me/searches', { q: `many ${n}` }),
      ),
    );
    expect(await list('other')).toHaveLength(limits.savedSearches);
    const [{ id }] = (await list('other')) as [SavedSearch];
    expect((await app.as('other')('DELETE', `/v1/me/searches/${id}`)).status).toBe(204);
    await expectProblem(await app.as('other')('DELETE', `/v1/me/searches/${id}`), 'not-found');
    await save('one more', 'other');
  });
});
