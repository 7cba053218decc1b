/** The database as the rest of the server meets it: the same on both engines. */
import { sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Database, DatabaseUnavailable, type Standing } from '../../server/src/kernel/database/index.ts';
import { openPostgres } from '../../server/src/kernel/database/postgres.ts';
import { openTestDatabase, postgres } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let database: Database;
let people: Record<string, string>;
const viewer = (person: string, audiences: number[] = []): Standing => ({ person, audiences });
const one = { name: 'test_one', text: 'select 1 as one', values: [] };
const who = {
  name: 'test_who',
  text: `select current_user as role, viewer_person()::text as person, viewer_audiences() as audiences`,
  values: [],
};

beforeAll(async () => {
  database = await openTestDatabase();
  people = await addPeople(
    database,
    Array.from({ length: 12 }, (_, index) => ({ userName: `p${index}` })),
  );
});
afterAll(() => database.close());

describe('values', () => {
  it('come back as the same kind of thing, whichever way they are asked for', async () => {
    const text = `
      select 7::int8 as big, count(*) as counted, array[1, 2]::int[] as numbers, array['a', 'b c', '"', ',', null]::text[] as words,
        array[]::uuid[] as none, '{"a": [1, null]}'::jsonb as object, '{"b":  1}'::json as kept, null::int as nothing, true as yes,
        '2026-01-05T08:00:00.123Z'::timestamptz as at, $1::text as given, $2::uuid as id, array(select jsonb_array_elements_text($3::jsonb)) as list from (select 1) x`;
    const id = v7();
    const list = ['x', 'y,z', '"', '{}', 'null', ''];
    const values = ['é🦊"\\', id, JSON.stringify(list)];
    const expected = {
      big: 7,
      counted: 1,
      numbers: [1, 2],
      words: ['a', 'b c', '"', ',', null],
      none: [],
      object: { a: [1, null] },
      kept: { b: 1 },
      nothing: null,
      yes: true,
      at: new Date('2026-01-05T08:00:00.123Z'),
      given: 'é🦊"\\',
      id,
      list,
    };
    const [[read]] = (await database.read(viewer(id), { name: 'test_values', text, values })) as [[object]];
    expect(read).toEqual(expected);
    const { rows } = await database.system((tx) =>
      sql<object>`
        select 7::int8 as big, count(*) as counted, array[1, 2]::int[] as numbers, array['a', 'b c', '"', ',', null]::text[] as words,
          array[]::uuid[] as none, '{"a": [1, null]}'::jsonb as object, '{"b":  1}'::json as kept, null::int as nothing, true as yes,
          '2026-01-05T08:00:00.123Z'::timestamptz as at, ${values[0]}::text as given, ${values[1]}::uuid as id, ${list}::text[] as list from (select 1) x`.execute(
        tx,
      ),
    );
    expect(rows[0]).toEqual(expected);
  });
});

describe('several statements at once', () => {
  it('answer the rows of each, in order, also when there are none', async () => {
    const results = await database.read(
      viewer(people['p0']!),
      one,
      { name: 'test_many', text: 'select generate_series(1, $1::int) as n', values: [3] },
      { name: 'test_none', text: 'select 1 as one where false', values: [] },
      one,
    );
    expect(results).toEqual([[{ one: 1 }], [{ n: 1 }, { n: 2 }, { n: 3 }], [], [{ one: 1 }]]);
  });

  it('run as the viewer, each time anew, however often they were prepared', async () => {
    for (let turn = 0; turn < 15; turn++) {
      const person = people[`p${turn % 12}`]!;
      const [[row]] = (await database.read(viewer(person, [turn, 99]), who)) as [[object]];
      expect(row).toEqual({ role: 'parvis_app', person, audiences: [turn, 99] });
    }
  });

  it('see the rows of their viewer, though all share one plan', async () => {
    const own = { name: 'test_own', text: 'select person_id::text as person from idempotency', values: [] };
    await database.system(async (tx) => {
      for (const person_id of Object.values(people))
        await tx
          .insertInto('idempotency')
          .values({ person_id, key: 'k', fingerprint: 'f', subject_id: v7(), created_at: new Date() })
          .execute();
    });
    for (let turn = 0; turn < 3; turn++)
      for (const person of Object.values(people))
        expect(await database.read(viewer(person), own)).toEqual([[{ person }]]);
    expect(await database.read(viewer(''), own)).toEqual([[]]);
  });

  it('of many viewers at the same time are not mixed up', async () => {
    const asked = Array.from({ length: 60 }, (_, index) => people[`p${index % 12}`]!);
    const answers = await Promise.all(
      asked.map((person, index) =>
        index % 3 === 0
          ? database
              .transaction(viewer(person, [index]), (tx) =>
                sql`select viewer_person()::text as person, viewer_audiences() as audiences`.execute(tx),
              )
              .then(({ rows }) => rows[0])
          : database.read(viewer(person, [index]), who).then(([rows]) => rows![0]),
      ),
    );
    expect(answers).toEqual(asked.map((person, index) => expect.objectContaining({ person, audiences: [index] })));
  });

  it.each([
    ['the first', 0],
    ['one in the middle', 1],
    ['the last', 2],
  ])('of which %s fails fail together, and the next ones do not', async (_, position) => {
    const fails = { name: 'test_divides', text: 'select 1 / $1::int as quotient', values: [0] };
    const statements = [one, one, one].with(position, fails as never);
    for (let turn = 0; turn < 6; turn++) {
      await expect(database.read(viewer(people['p0']!), ...statements)).rejects.toThrow('division by zero');
      expect(await database.read(viewer(people['p1']!), who)).toEqual([
        [expect.objectContaining({ person: people['p1'] })],
      ]);
    }
    expect(await database.read(viewer(people['p0']!), { ...fails, values: [1] })).toEqual([[{ quotient: 1 }]]);
  });

  it('of which one cannot be understood fail in words, and the next ones do not', async () => {
    await expect(
      database.read(viewer(people['p0']!), one, { name: 'test_garbled', text: 'selec 1', values: [] }),
    ).rejects.toThrow('syntax error');
    await expect(
      database.read(viewer(people['p0']!), { name: 'test_cast', text: 'select $1::uuid', values: ['x'] }),
    ).rejects.toThrow('invalid input syntax');
    expect(await database.read(viewer(people['p0']!), one)).toEqual([[{ one: 1 }]]);
  });

  it('leave no setting behind', async () => {
    const settings = {
      name: 'test_settings',
      text: `select current_setting('plan_cache_mode') as plans`,
      values: [],
    };
    await database.read(viewer(people['p0']!), settings);
    const { rows } = await database.system((tx) => sql`select current_setting('plan_cache_mode') as plans`.execute(tx));
    expect(rows).toEqual([{ plans: 'auto' }]);
  });
});

describe.skipIf(!postgres)('on PostgreSQL (a server is needed: npm run test:postgres)', () => {
  let url: string;
  /** A database with one connection, so that each statement meets what the last one left. */
  const open = async (): Promise<Database> => {
    const { freshDatabase } = await import('../support/postgres.ts');
    url = await freshDatabase(postgres!);
    const opened = openPostgres({ url, poolSize: 1 });
    onTestFinished(() => opened.close());
    return opened;
  };

  it.each([
    'deallocate all',
    'discard plans; deallocate all',
    'deallocate parvis_begin',
    'deallocate parvis_viewer',
    'deallocate test_one',
  ])('statements that were discarded by %j are prepared again', async (discard) => {
    const single = await open();
    for (let turn = 0; turn < 3; turn++) {
      await single.read(viewer(''), one);
      await single.system(async (tx) => {
        for (const statement of discard.split('; ')) await sql.raw(statement).execute(tx);
      });
      expect(await single.read(viewer(''), one)).toEqual([[{ one: 1 }]]);
      expect(await single.system(async () => 'done')).toBe('done');
    }
  });

  it('a statement that somebody else prepared under the same name is passed by', async () => {
    const single = await open();
    await single.system((tx) => sql.raw('prepare test_one as select 2 as two').execute(tx));
    expect(await single.read(viewer(''), one)).toEqual([[{ one: 1 }]]);
  });

  it('a statement whose columns were changed by a migration is prepared again', async () => {
    const single = await open();
    const all = { name: 'test_all', text: 'select * from skill limit 0', values: [] };
    expect(await single.read(viewer(''), all)).toEqual([[]]);
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    await owner.query('alter table skill add column test_added int');
    await owner.end();
    expect(await single.read(viewer(''), all, one)).toEqual([[], [{ one: 1 }]]);
  });

  it('who finds every connection taken is told so after five seconds, and no sooner lets go of the others', async () => {
    const single = await open();
    await single.system(async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const waiting = single.read(viewer(''), one).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(5_000);
      vi.useRealTimers();
      expect(await waiting).toBeInstanceOf(DatabaseUnavailable);
    });
    expect(await single.read(viewer(''), one)).toEqual([[{ one: 1 }]]);
  });
});
