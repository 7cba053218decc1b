/** A PostgreSQL server that goes away and comes back: nothing is restarted, nothing is lost, nothing is made up. */
import { sql } from 'kysely';
import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Post } from '@parvis/contracts';
import { type Database, DatabaseUnavailable } from '../../server/src/kernel/database/index.ts';
import { openPostgres } from '../../server/src/kernel/database/postgres.ts';
import { type TestApp, postgres, startTestApp } from '../support/app.ts';
import { type Cluster, createCluster, findBinaries } from '../support/cluster.ts';
import { listen } from '../support/listening.ts';
import { freshDatabase } from '../support/postgres.ts';
import { expectProblem } from '../support/problem.ts';
import { addPeople } from '../support/seed.ts';

describe.skipIf(!postgres)('a database (PostgreSQL only, its binaries are needed: npm run test:postgres)', () => {
  let cluster: Cluster;
  let database: Database;
  let app: TestApp;
  let people: Record<string, string>;

  beforeAll(async () => {
    // Its server is stopped at once: what it acknowledged must be there when it is back.
    cluster = await createCluster(findBinaries()!, { durable: true });
    database = openPostgres({ url: await freshDatabase(cluster.url), poolSize: 3 });
    app = await startTestApp({ database });
    people = await addPeople(database, [{ userName: 'claire' }, { userName: 'david' }]);
  });
  afterAll(async () => {
    await app?.close();
    cluster?.remove();
  });

  /** As the superuser of the cluster; answers how many rows there were. */
  const administer = async (text: string, values: unknown[]): Promise<number> => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    const { rowCount } = await client.query(text, values);
    await client.end();
    return rowCount ?? 0;
  };
  const write = (who: string, headers?: Record<string, string>) =>
    app.as(who)('POST', '/v1/posts', { text: 'x', audience: { community: null } }, headers);
  const status = async (path: string): Promise<number> => (await app.as('claire')('GET', path)).status;

  it('that is gone answers 503 with Retry-After to all, and is used again when it is back', async () => {
    const stream = await listen(app, 'david');
    onTestFinished(stream.close);
    const before = (await (await write('claire')).json()) as Post;
    await stream.until(before.id);

    await cluster.stop();
    const requests = [
      () => app.as('claire')('GET', '/v1/me'),
      () => app.as('claire')('GET', '/v1/posts'),
      () => app.as('claire')('GET', `/v1/posts/${before.id}`),
      () => app.as('david')('PUT', `/v1/posts/${before.id}/reactions/like`),
      () => write('claire', { 'Idempotency-Key': 'once' }),
      () => app.as('claire')('GET', '/v1/stream'),
      () => app.request('/health'),
    ];
    for (const answer of [
      ...(await Promise.all(requests.map((ask) => ask()))),
      ...(await Promise.all(requests.map((ask) => ask()))),
    ]) {
      expect(answer.headers.get('Retry-After')).toBe('5');
      await expectProblem(answer, 'unavailable');
    }
    await expectProblem(await app.request('/v1/me'), 'unauthenticated');

    await cluster.start();
    expect(await status('/v1/me')).toBe(200);
    expect(await status('/health')).toBe(200);
    const after = (await (await write('claire', { 'Idempotency-Key': 'once' })).json()) as Post;
    const told = await stream.until(after.id);
    expect(told.filter(({ type }) => type === 'post.created')).toHaveLength(1);
  });

  it('that loses a connection in the middle of a transaction writes nothing of it, and the process goes on', async () => {
    const key = v7();
    const write = (lose: (pid: number) => Promise<unknown>) =>
      database.transaction({ person: people['claire']!, audiences: [] }, async (tx) => {
        await tx
          .insertInto('idempotency')
          .values({ person_id: people['claire']!, key, fingerprint: 'f', subject_id: v7(), created_at: new Date() })
          .execute();
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        await lose(rows[0]!.pid);
        await tx.selectFrom('idempotency').select('key').execute();
      });
    const gone = async (pid: number) => {
      await administer('select pg_terminate_backend($1)', [pid]);
      await vi.waitUntil(async () => (await administer('select from pg_stat_activity where pid = $1', [pid])) === 0);
      // The word of it arrives while no statement is under way.
      await new Promise((resolve) => setImmediate(resolve));
    };
    await expect(write(gone)).rejects.toBeInstanceOf(DatabaseUnavailable);
    const kept = await database.system((tx) =>
      tx.selectFrom('idempotency').where('key', '=', key).select('key').execute(),
    );
    expect(kept).toEqual([]);
  });

  it('that loses all its connections at once is asked again on new ones', async () => {
    await administer('select pg_terminate_backend(pid) from pg_stat_activity where datname like $1', ['parvis_%']);
    await vi.waitFor(async () => expect(await status('/v1/me')).toBe(200), { timeout: 10_000 });
    for (let turn = 0; turn < 5; turn++) expect(await status('/v1/posts')).toBe(200);
  });

  it('that is not there at the start is said to be', async () => {
    const elsewhere = openPostgres({ url: 'postgresql://nobody@127.0.0.1:1/none', poolSize: 1 });
    await expect(startTestApp({ database: elsewhere })).rejects.toBeInstanceOf(DatabaseUnavailable);
    await elsewhere.close();
  });

  it('that refuses the credentials, or is another one, is unavailable', async () => {
    for (const url of [
      cluster.url.replace('postgres@', 'nobody_known@'),
      cluster.url.replace('/postgres?', '/not_there?'),
    ]) {
      const refused = openPostgres({ url, poolSize: 1 });
      await expect(refused.system(async () => 1)).rejects.toBeInstanceOf(DatabaseUnavailable);
      await refused.close();
    }
  });
});
