/**
 * What an answer costs the database, without a clock: how often it is asked, for what, how much it answers, and how many
 * rows of which table it looked at for that. Two answers that cost the same take the same time, but for chance.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type KyselyPlugin, PostgresQueryCompiler, sql } from 'kysely';
import type { Database, Row, Statement, Transaction } from '../../server/src/kernel/database/index.ts';

export type Cost = {
  /** Statements in the order in which they were sent, each with the rows that it answered and their characters. */
  statements: string[];
  /** By table: scans, rows they looked at, and rows added, changed and deleted. Those that were not touched are absent. */
  work: Record<string, string>;
};

const counters = [
  'seq_scan',
  'seq_tup_read',
  'idx_scan',
  'idx_tup_fetch',
  'n_tup_ins',
  'n_tup_upd',
  'n_tup_del',
] as const;
type Work = Map<string, number[]>;
const looked: Statement = {
  name: 'test_work',
  text: `select relname, ${counters.map((name) => `${name}::float8`).join(', ')} from pg_stat_xact_user_tables`,
  values: [],
};
const workOf = (rows: readonly Row[]): Work =>
  new Map(rows.map((row) => [String(row['relname']), counters.map((name) => Number(row[name]))]));

/** Tables of a test are so small that they are read whole; where there is much they are read by what they are looked up by. */
const asWhereMuchIs: Statement = {
  name: 'test_indexes',
  text: `select set_config('enable_seqscan', 'off', true)`,
  values: [],
};

/** Of its own connection, inside one transaction: what others do meanwhile is not in it. */
const ask = async (tx: Transaction): Promise<Work> => {
  const { rows } = await sql.raw<Row>(looked.text).execute(tx);
  return workOf(rows);
};

const told = (sql: string, rows: readonly unknown[]): string =>
  `${sql} → ${rows.length} rows, ${JSON.stringify(rows).length} characters`;

export type Meter = {
  database: Database;
  /** What `work` costs; what others ask for meanwhile is not counted. */
  measure<Result>(work: () => Promise<Result>): Promise<{ result: Result; cost: Cost }>;
};

export function createMeter(database: Database): Meter {
  const measuring = new AsyncLocalStorage<Cost>();
  const add = (cost: Cost, before: Work, after: Work): void => {
    for (const [table, values] of after) {
      const earlier = cost.work[table]?.split(' ').map(Number) ?? [];
      const more = values.map((value, at) => value - (before.get(table)?.[at] ?? 0) + (earlier[at] ?? 0));
      if (more.some((value) => value !== 0)) cost.work[table] = more.join(' ');
    }
  };
  const listing = (cost: Cost): KyselyPlugin => {
    const compiler = new PostgresQueryCompiler();
    const asked = new WeakMap<object, string>();
    return {
      transformQuery({ node, queryId }) {
        asked.set(queryId, compiler.compileQuery(node, queryId).sql);
        return node;
      },
      async transformResult({ queryId, result }) {
        cost.statements.push(told(asked.get(queryId)!, result.rows));
        return result;
      },
    };
  };
  const within =
    (tx: Transaction, cost: Cost) =>
    async <Result>(work: (tx: Transaction) => Promise<Result>) => {
      await sql.raw(asWhereMuchIs.text).execute(tx);
      const before = await ask(tx);
      const result = await work(tx.withPlugin(listing(cost)));
      add(cost, before, await ask(tx));
      return result;
    };
  return {
    async measure(work) {
      const cost: Cost = { statements: [], work: {} };
      return { result: await measuring.run(cost, work), cost };
    },
    database: {
      ...database,
      transaction(standing, work) {
        const cost = measuring.getStore();
        return database.transaction(standing, (tx) => (cost ? within(tx, cost)(work) : work(tx)));
      },
      system(work) {
        const cost = measuring.getStore();
        return database.system((tx) => (cost ? within(tx, cost)(work) : work(tx)));
      },
      async read(standing, ...statements) {
        const cost = measuring.getStore();
        if (!cost) return database.read(standing, ...statements);
        const [, before, ...answers] = await database.read(standing, asWhereMuchIs, looked, ...statements, looked);
        const after = answers.pop()!;
        add(cost, workOf(before!), workOf(after));
        for (const [at, { text }] of statements.entries()) cost.statements.push(told(text, answers[at]!));
        return answers;
      },
    },
  };
}
