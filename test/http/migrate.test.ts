import { describe, expect, it } from 'vitest';
import { migrate } from '../../server/src/kernel/database/index.ts';
import { readMigrations, readTemplate } from '../../server/src/kernel/database/open.ts';
import { openPGlite } from '../../server/src/kernel/database/pglite.ts';

const open = async () => {
  const engine = await openPGlite({ loadDataDir: await readTemplate() });
  const target = {
    exec: (sql: string) => engine.exec(sql),
    query: async (sql: string) => (await engine.query<Record<string, unknown>>(sql)).rows,
  };
  return { engine, target };
};

describe('bringing a database to the newest schema', () => {
  it('applies each migration once', async () => {
    const { engine, target } = await open();
    expect(await migrate(target, readMigrations())).toEqual([]);
    await engine.close();
  });

  it('applies a migration that fails not at all', async () => {
    const { engine, target } = await open();
    const failing = { name: '9999_failing.sql', sql: 'create table half (x int); select 1 / 0;' };
    await expect(migrate(target, [...readMigrations(), failing])).rejects.toThrow(
      /9999_failing\.sql failed; nothing of it/,
    );
    expect(await target.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    await engine.close();
  });

  it('refuses a database of a newer version and names what it does not know', async () => {
    const { engine, target } = await open();
    await target.exec(`insert into migration (name) values ('9999_from_tomorrow.sql')`);
    await expect(migrate(target, readMigrations())).rejects.toThrow(/9999_from_tomorrow\.sql/);
    await engine.close();
  });

  it('makes events of another server, restored from a dump, part of the past', async () => {
    const { engine, target } = await open();
    await target.exec(`
      insert into event (tx, at, type, subject_kind, subject_id) values
        ('999999999999', '2026-01-01', 'post.created', 'post', '019c0000-0000-7000-8000-000000000000')`);
    const settled = `select tx < pg_snapshot_xmin(pg_current_snapshot()) as settled from event`;
    await target.exec(`update event_horizon set tx = '999999999998'`);
    const ahead = 'select tx >= pg_snapshot_xmax(pg_current_snapshot()) as ahead from event_horizon';
    expect(await target.query(settled)).toEqual([{ settled: false }]);
    expect(await target.query(ahead)).toEqual([{ ahead: true }]);
    await migrate(target, readMigrations());
    expect(await target.query(settled)).toEqual([{ settled: true }]);
    expect(await target.query(ahead)).toEqual([{ ahead: false }]);
    await engine.close();
  });
});
