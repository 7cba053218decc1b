import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePage, CaseRecord, Charter, Post } from '@parvis/contracts';
import { openPGlite } from '../../server/src/kernel/database/pglite.ts';
import { issuer, publicKey, tokenFor } from '../support/app.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const { DATABASE_URL: _, ...environment } = process.env;
let work: string;
let server: ChildProcess;
let address: string;

const parvis = (...args: string[]): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=source', main, '--config', join(work, 'config.json'), '--data', join(work, 'data'), ...args],
    { env: environment },
  );

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const child = parvis(...args);
  let out = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

async function call<Body>(who: string, method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { Authorization: `Bearer ${await tokenFor(who)}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as Body;
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'parvis-record-'));
  writeFileSync(
    join(work, 'config.json'),
    JSON.stringify({ issuers: [{ issuer, audience: 'parvis', jwks: { keys: [publicKey] } }] }),
  );
  mkdirSync(join(work, 'people'));
  const person = (id: string, roles: string[]) => JSON.stringify({ id, name: id, circle: 'employee', roles });
  writeFileSync(
    join(work, 'people', 'people.jsonl'),
    [person('mia', []), person('ole', []), person('max', ['moderator'])].join('\n'),
  );
  await run('import', join(work, 'people'));
  server = parvis('--port', '0', 'serve');
  server.stderr!.pipe(createWriteStream(join(work, 'server.log')));
  for await (const line of createInterface({ input: server.stderr! })) {
    const answers = /Parvis answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
    if (answers) {
      address = answers[1]!;
      break;
    }
  }
  server.stderr!.resume();
  const { articles, version } = await call<Charter>('mia', 'GET', '/v1/charter');
  await call('mia', 'PUT', '/v1/me/charter', { version, language: 'en' });
  const post = await call<Post>('mia', 'POST', '/v1/posts', { text: 'Hello', audience: { community: null } });
  await call('ole', 'POST', '/v1/flags', { subject: { kind: 'post', id: post.id }, article: articles[0]!.id });
});
afterAll(async () => {
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(work, { recursive: true, force: true });
});

/** The part of the record that is exported with the only case, as a file. */
async function exported(name: string, change: (record: CaseRecord) => void = () => {}): Promise<string> {
  const { items } = await call<CasePage>('max', 'GET', '/v1/cases');
  const record = await call<CaseRecord>('max', 'GET', `/v1/cases/${items[0]!.id}/record`);
  change(record);
  const file = join(work, name);
  writeFileSync(file, JSON.stringify(record));
  return file;
}
let whole: string;

describe('parvis verify-record', () => {
  it('asks the running server, and finds the chains whole', async () => {
    const { code, out } = await run('verify-record', '--log', join(work, 'server.log'));
    expect(out).toMatch(/^00000000-0000-0000-0000-000000000000: whole, 2 entries, head [0-9a-f]{64}\n$/);
    expect(code).toBe(0);
  });

  it('holds what was exported with a case against the chain, and says which entry of it was changed', async () => {
    whole = await exported('case.json');
    const found = await run('verify-record', '--case', whole);
    expect(found.out).toMatch(/: whole, 2 entries, head [0-9a-f]{64}\n$/);
    expect(found.code).toBe(0);
    const moved = await exported('moved.json', ({ entries }) => (entries[1]!.at = new Date(0).toISOString()));
    const changed = await run('verify-record', '--case', moved);
    expect(changed.out).toBe(`${moved}: entry 2 was changed after it was exported.\n`);
    expect(changed.code).toBe(1);
    const said = await exported('said.json', ({ entries }) => (entries[1]!.content = '{"note":"Nothing."}'));
    const forged = await run('verify-record', '--case', said);
    expect(forged.out).toBe(`${said}: the content of entry 2 is not what was committed to.\n`);
    expect(forged.code).toBe(1);
  });

  it('finds in the logs of the server that the end of a chain was cut off, and fails', async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    const engine = await openPGlite({ dataDir: join(work, 'data') });
    await engine.exec(`
      alter table record_entry disable trigger user;
      delete from record_content where sequence = 2;
      delete from record_entry where sequence = 2;
      update record_head set sequence = 1, hash = (select hash from record_entry where sequence = 1);`);
    await engine.close();
    expect((await run('verify-record')).code).toBe(0);
    const { code, out } = await run('verify-record', '--log', join(work, 'server.log'));
    expect(out).toContain('broken at entry 2: the log knows entry 2, the chain ends with 1: its tail was cut off.');
    expect(code).toBe(1);
    // So it does from what was exported before.
    const kept = await run('verify-record', '--case', whole);
    expect(kept.out).toContain(
      'broken at entry 2: the log knows entry 2, the chain ends with 1: its tail was cut off.',
    );
    expect(kept.code).toBe(1);
  });
});
