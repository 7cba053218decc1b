/** Brings a database to the newest schema, one file after the other, each in its own transaction. */
export type Migration = { name: string; sql: string };

/** What migrating needs of an engine: owner's rights, several statements at once. */
export type MigrationTarget = {
  exec(sql: string): Promise<unknown>;
  query(sql: string): Promise<Record<string, unknown>[]>;
};

/** Two processes that start together on one PostgreSQL take turns. */
const lockKey = 7_270_318;

/**
 * Events are read in the order of the transactions that wrote them. In a database restored from a dump the ids of these
 * are another server's and may lie in the future of this one, where nothing would ever be read: they become the past.
 */
const settleRestored = `
  update event set tx = '1' where tx >= pg_snapshot_xmax(pg_current_snapshot());
  update event_horizon set tx = '1' where tx >= pg_snapshot_xmax(pg_current_snapshot())`;

/** Answers the names of the migrations that were applied. */
export async function migrate(target: MigrationTarget, migrations: readonly Migration[]): Promise<string[]> {
  await target.exec(`select pg_advisory_lock(${lockKey})`);
  try {
    await target.exec(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = new Set((await target.query('select name from migration')).map(({ name }) => name));
    const unknown = [...applied].find((name) => !migrations.some((migration) => migration.name === name));
    if (unknown)
      throw new Error(
        `The database was migrated by a newer version ('${unknown}' is not known here): start that version, or restore a backup.`,
      );
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, sql } of pending) {
      if (!/^[\w.]+$/.test(name))
        throw new Error(`'${name}' is no name for a migration: letters, digits, dots and underscores only.`);
      await target
        .exec(`begin;\n${sql}\n;insert into migration (name) values ('${name}');\ncommit;`)
        .catch(async (error: unknown) => {
          await target.exec('rollback').catch(() => {});
          throw new Error(`Migration ${name} failed; nothing of it was applied.`, { cause: error });
        });
    }
    await target.exec(settleRestored);
    return pending.map(({ name }) => name);
  } finally {
    await target.exec(`select pg_advisory_unlock(${lockKey})`);
  }
}
