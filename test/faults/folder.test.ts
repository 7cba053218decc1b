/** The folder of the embedded database: one process at a time, however the last one ended. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MockInstance, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Charter } from '@parvis/contracts';
import type { Application } from '../../server/src/app.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import { FolderLocked, type Holder, lockFolder } from '../../server/src/kernel/database/lock.ts';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { serve } from '../../server/src/kernel/serve/serve.ts';
import { issuer, publicKey, tokenFor } from '../support/app.ts';
import { type Running, runParvis, startParvis } from '../support/process.ts';
import { addPeople } from '../support/seed.ts';

let work: string;
let data: string;
let config: string;
const issuers = [{ issuer, jwks: { keys: [publicKey] } }];
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'parvis-folder-'));
  data = join(work, 'data');
  config = join(work, 'config.json');
  writeFileSync(config, JSON.stringify({ issuers }));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const start = async (...args: string[]): Promise<Running> => {
  const running = await startParvis(['--config', config, '--data', data, ...args]);
  onTestFinished(() => running.end('SIGKILL'));
  return running;
};
const run = (...args: string[]) => runParvis(['--config', config, '--data', data, ...args]);
const call = async ({ address }: Running, method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${address}${path}`, {
    method,
    headers: { Authorization: `Bearer ${await tokenFor('mia')}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const readNote = (): Holder => JSON.parse(readFileSync(join(data, 'holder.json'), 'utf8')) as Holder;

describe('a data folder', () => {
  it('is refused to a second server, which names the first, and free once that was stopped', async () => {
    const first = await start();
    const { code, said } = await run();
    expect(code).toBe(1);
    expect(said).toContain(
      `The data folder ${data} is in use by process ${first.process.pid} on ${hostname()}, since `,
    );
    expect(said).toContain(`serving ${first.address}. Stop it, or choose another folder with --data.`);
    expect((await fetch(`${first.address}/health`)).status).toBe(200);
    await first.end('SIGINT');
    expect(first.process.exitCode).toBe(0);
    expect(existsSync(join(data, 'holder.json'))).toBe(false);
    lockFolder(data, new Date()).release();
  });

  it('is refused within two seconds', () => {
    const first = lockFolder(data, new Date());
    onTestFinished(() => first.release());
    // The shortest of three: a machine that is busy with other things holds up one of them, waiting for a lock holds up all.
    const times = [1, 2, 3].map(() => {
      const before = performance.now();
      expect(() => lockFolder(data, new Date())).toThrow(FolderLocked);
      return performance.now() - before;
    });
    expect(Math.min(...times)).toBeLessThan(2_000);
  });

  it('keeps what was acknowledged when its server is killed, and opens again', async () => {
    const database = await openEmbedded(data);
    await addPeople(database, [{ userName: 'mia' }]);
    await database.close();
    const first = await start();
    const { version } = (await (await call(first, 'GET', '/v1/charter')).json()) as Charter;
    await call(first, 'PUT', '/v1/me/charter', { version, language: 'en' });
    const written = await call(first, 'POST', '/v1/posts', { text: 'Kept', audience: { community: null } });
    expect(written.status).toBe(201);
    await first.end('SIGKILL');
    expect(readNote().pid).toBe(first.process.pid);

    const second = await start();
    const { id } = (await written.json()) as { id: string };
    expect((await call(second, 'GET', `/v1/posts/${id}`)).status).toBe(200);
    expect(readNote()).toMatchObject({ pid: second.process.pid, address: second.address });
  });

  it.each([
    ['that names a process long gone', '{"pid":999999999,"host":"elsewhere","since":"2020-01-01T00:00:00.000Z"}'],
    ['that is cut off', '{"pid": 1, "ho'],
    ['that is empty', ''],
    ['that says something else', 'null'],
  ])('is not held by a note %s', (_, note) => {
    lockFolder(data, new Date()).release();
    writeFileSync(join(data, 'holder.json'), note);
    const held = lockFolder(data, new Date());
    onTestFinished(() => held.release());
    expect(readNote().pid).toBe(process.pid);
    writeFileSync(join(data, 'holder.json'), note);
    const named = note.includes('elsewhere') ? 'process 999999999 on elsewhere' : 'another process';
    expect(() => lockFolder(data, new Date())).toThrow(named);
  });

  it('whose first filling was cut off is filled anew', async () => {
    await (await openEmbedded(data)).close();
    expect(existsSync(join(data, 'unfinished'))).toBe(false);
    // As a process leaves it that ends while the first files are written.
    writeFileSync(join(data, 'unfinished'), '');
    rmSync(join(data, 'global'), { recursive: true });
    const database = await openEmbedded(data);
    expect(await addPeople(database, [{ userName: 'mia' }])).toHaveProperty('mia');
    await database.close();
    expect(existsSync(join(data, 'unfinished'))).toBe(false);
    const again = await openEmbedded(data);
    expect(await again.system((tx) => tx.selectFrom('person').select('user_name').execute())).toEqual([
      { user_name: 'mia' },
    ]);
    await again.close();
  });

  it('that is damaged is not served, and said to be', async () => {
    await (await openEmbedded(data)).close();
    truncateSync(join(data, 'global', 'pg_control'), 0);
    const { code, said } = await run();
    expect(code).toBe(1);
    expect(said).toMatch(/cannot be opened\. Restore a backup of the folder, or choose another with --data\.\n$/);
    expect(said).not.toMatch(/\n\s+at /);
  });

  it('that is no folder is refused in a sentence', () => {
    writeFileSync(join(work, 'file'), '');
    for (const folder of [join(work, 'file'), join(work, 'file', 'below')])
      expect(() => lockFolder(folder, new Date())).toThrow(
        new RegExp(`^The data folder ${folder} cannot be used \\(.+\\)\\. It must be .+ --data\\.$`),
      );
  });

  it('is let go when the port is taken', async () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const first = await serve({ config: parseConfig({ port: 0, data, issuers }, {}), log });
    const { port } = new URL(first.address);
    const other = join(work, 'other');
    await expect(serve({ config: parseConfig({ port, data: other, issuers }, {}), log })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Choose another with PORT or --port.`,
    );
    lockFolder(other, new Date()).release();
    await first.close();
    lockFolder(data, new Date()).release();
  });
});

describe('a server that cannot take commands', () => {
  it('does not start, ends all it had begun, and lets the folder go', async () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    let close: MockInstance | undefined;
    const prepare = async (app: Application): Promise<void> => {
      close = vi.spyOn(app, 'close');
      mkdirSync(join(data, 'control.sock', 'taken'), { recursive: true });
    };
    await expect(serve({ config: parseConfig({ port: 0, data, issuers }, {}), log, prepare })).rejects.toThrow();
    expect(close).toHaveBeenCalledOnce();
    lockFolder(data, new Date()).release();
  });
});

describe('a configuration', () => {
  it.each([
    ['that is no object', [], /the file is no object/],
    ['with an unknown option', { colour: 'red' }, /colour/],
    ['with an origin that has a path', { origins: ['https://a.test/x'] }, /origins\.0: an origin has no path/],
    ['with an origin for all', { origins: ['*'] }, /origins\.0/],
    ['with a port that is none', { port: 70_000 }, /port: /],
    ['with an issuer that has no name', { issuers: [{ issuer: '' }] }, /issuers\.0\.issuer/],
  ])('%s is refused in a sentence that names it', (_, file, reason) => {
    expect(() => parseConfig(file, {})).toThrow(reason);
    expect(() => parseConfig(file, {})).toThrow(/^The configuration is not usable: .+\.$/);
  });

  it('that is no JSON, or not there, is refused in a sentence', async () => {
    writeFileSync(config, '{issuers: []}');
    expect(await run()).toEqual({
      code: 1,
      said: `parvis: The configuration file ${config} is not JSON. Check quotes, commas and its end.\n`,
    });
    const missing = join(work, 'missing.json');
    expect(await runParvis(['--config', missing, '--data', data])).toEqual({
      code: 1,
      said: `parvis: There is no configuration file ${missing}. Check --config.\n`,
    });
  });

  it('of the demonstration is announced, and refused where others would reach it', async () => {
    const running = await start('serve', '--demo');
    await vi.waitFor(() => expect(running.said()).toContain(`whoever reaches ${running.address} may be anybody`));
    expect((await fetch(`${running.address}/demo/people`)).status).toBe(200);
    const outside = await runParvis(['--config', config, '--data', join(work, 'other'), 'serve', '--demo'], {
      PARVIS_HOST: '0.0.0.0',
    });
    expect([outside.code, outside.said]).toEqual([1, expect.stringContaining('this machine only')]);
  });
});
