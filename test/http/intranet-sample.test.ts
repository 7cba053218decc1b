/** The page of the README for a first try: run as it stands there, but for its ports. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samples } from '../../stories/support/docs/samples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'parvis-intranet-'));
// Below the packages that it imports.
const script = join(root, '.cache', `intranet-${process.pid}.mjs`);
const started: ChildProcess[] = [];
const { DATABASE_URL: _, ...env } = process.env;
const run = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, args, { env, cwd: root });
  started.push(child);
  return child;
};
const parvis = (...args: string[]) =>
  run(
    '--conditions=source',
    'server/src/main.ts',
    '--config',
    join(work, 'config.json'),
    '--data',
    join(work, 'data'),
    ...args,
  );

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

let portal: number;
let api: number;

describe('the page for a first try', () => {
  beforeAll(async () => {
    [portal, api] = [await freePort(), await freePort()];
    const here = (text: string) => text.replaceAll('8080', String(portal)).replaceAll('4100', String(api));
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(script, here(samples.intranet));
    writeFileSync(join(work, 'config.json'), here(samples.intranetConfig));
    writeFileSync(join(work, 'people.csv'), 'login;name\nada.novak;Ada Novak\n');
    expect(await once(parvis('import', join(work, 'people.csv')), 'close')).toEqual([0, null]);
    const server = parvis('serve');
    for await (const line of createInterface({ input: server.stderr! })) if (line.includes(String(api))) break;
    server.stderr!.resume();
    run(script);
  });
  afterAll(async () => {
    for (const child of started) if (child.exitCode === null && child.kill()) await once(child, 'close');
    rmSync(script, { force: true });
    rmSync(work, { recursive: true, force: true });
  });

  it('stands in the README as it is run here', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/^ {3}/gm, '');
    expect(readme).toContain(`\n${samples.intranet}\n`);
    expect(readme).toContain(`\n${samples.intranetConfig}\n`);
  });

  it('shows the script and a tag, and gives tokens that the API takes as Ada Novak’s', async () => {
    const at = async (path: string): Promise<Response> => {
      for (;;)
        try {
          return await fetch(`http://localhost:${portal}${path}`);
        } catch (error) {
          // Until it listens; the test's own time ends this.
          if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNREFUSED') throw error;
        }
    };
    expect(await (await at('/')).text()).toContain(`src="http://localhost:${api}/embed/v1/parvis.js"`);
    const { token } = (await (await at('/my/token')).json()) as { token: string };
    const headers = { Authorization: `Bearer ${token}`, Origin: `http://localhost:${portal}` };
    const response = await fetch(`http://localhost:${api}/v1/me`, { headers });
    expect(response.headers.get('access-control-allow-origin')).toBe(`http://localhost:${portal}`);
    expect(await response.json()).toMatchObject({ person: { name: 'Ada Novak' } });
  });
});
