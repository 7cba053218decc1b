import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostPage } from '@parvis/contracts';
import { samples } from '../../stories/support/docs/samples.ts';
import { issuer, publicKey, tokenFor } from '../support/app.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
let work: string;
let content: string;

const { DATABASE_URL: _, ...environment } = process.env;
const parvis = (...args: string[]): ChildProcess =>
  spawn(
    process.execPath,
    ['--conditions=source', main, '--config', join(work, 'config.json'), '--data', join(work, 'data'), ...args],
    {
      env: environment,
    },
  );

type Outcome = { code: number; out: string; told: string };

async function run(...args: string[]): Promise<Outcome> {
  const child = parvis(...args);
  let out = '';
  let told = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, told };
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'parvis-command-'));
  content = join(work, 'content');
  mkdirSync(content);
  const write = (name: string, ...rows: object[]) =>
    writeFileSync(join(content, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  write('people.jsonl', { id: 'mia', name: 'Mia' });
  write('communities.jsonl', { id: 'team', name: 'Team', members: [{ person: 'mia' }] });
  write('posts.jsonl', { id: '1', author: 'mia', community: 'team', text: 'Hello', createdAt: '2026-01-05' });
  writeFileSync(
    join(work, 'config.json'),
    JSON.stringify({ issuers: [{ issuer, audience: 'parvis', jwks: { keys: [publicKey] } }] }),
  );
  writeFileSync(join(work, 'broken.csv'), 'id;nom\n1;A\n;B\n');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('parvis import-skills', () => {
  it('brings in a classification, and says what it did', async () => {
    const file = join(work, 'classification.jsonl');
    writeFileSync(file, '{"uri":"1","en":"glass blowing","fr":"souffler le verre"}\n{"uri":"2","en":"weaving"}\n');
    expect((await run('import-skills', file)).out).toMatch(/2 added, 0 changed, 0 unchanged/);
    writeFileSync(file, '{"uri":"1","en":"glass blowing","fr":"souffler le verre"}\n');
    expect((await run('import-skills', file)).out).toMatch(/1 unchanged, 1 retired because the file has them no more/);
    const missing = await run('import-skills', join(work, 'nowhere.jsonl'));
    expect(missing.code).toBe(1);
    expect(missing.told).toContain('there is no such file');
  });
});

describe('parvis import', () => {
  it('fills a data folder that nobody serves, and says what it did', async () => {
    const { code, out, told } = await run('import', content);
    expect(told).toContain('writing posts.jsonl: 1 of 1');
    expect(out).toMatch(/people\.jsonl +1 added, 0 changed, 0 unchanged\n/);
    expect(out).toMatch(/Imported in \d+\.\d s: 3 added, 0 changed, 0 unchanged\.\n$/);
    expect(code).toBe(0);
  });

  describe('with a server running on the folder', () => {
    let server: ChildProcess;
    let address: string;

    beforeAll(async () => {
      server = parvis('--port', '0', 'serve');
      for await (const line of createInterface({ input: server.stderr! })) {
        const answers = /Parvis answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
        if (answers) {
          address = answers[1]!;
          break;
        }
      }
      server.stderr!.resume();
    });
    afterAll(async () => {
      if (server.exitCode === null) {
        server.kill('SIGTERM');
        await once(server, 'exit');
      }
    });

    const feed = async (): Promise<string[]> => {
      const response = await fetch(`${address}/v1/posts?scope=community&for=team`, {
        headers: { Authorization: `Bearer ${await tokenFor('mia')}` },
      });
      const { items } = (await response.json()) as PostPage;
      return items.map(({ body }) => JSON.stringify(body));
    };

    it('changes nothing the second time', async () => {
      const { code, out } = await run('import', content);
      expect(out).toMatch(/: 0 added, 0 changed, 3 unchanged\.\n$/);
      expect(code).toBe(0);
    });

    it('goes through that server, which shows it at once', async () => {
      expect(await feed()).toHaveLength(1);
      writeFileSync(
        join(content, 'posts.jsonl'),
        `${JSON.stringify({ id: '2', author: 'mia', community: 'team', text: 'Again', createdAt: '2026-01-06' })}\n`,
      );
      const { code, told } = await run('import', content);
      expect(code).toBe(0);
      expect(told).toContain(`(process ${server.pid})`);
      expect(told).toContain('writing posts.jsonl: 1 of 1');
      expect((await feed())[0]).toContain('Again');
    });

    it('takes the first people and the first community as the README and Storybook have them', async () => {
      const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/^ +/gm, '');
      const [, written] = /^npm run parvis -- import people\.csv\n\n([^]*?)npm run parvis/.exec(samples.people)!;
      expect(readme).toContain(`\n${written}npm run parvis -- import import\n`);

      writeFileSync(join(work, 'people.csv'), 'login;nom\nada.novak;Ada Novak\nben.okafor;Ben Okafor\n');
      execFileSync('sh', ['-c', written!], { cwd: work });
      expect((await run('import', join(work, 'people.csv'))).out).toContain('2 added');
      const { code, out } = await run('import', join(work, 'import'));
      expect(out).toContain('1 added');
      expect(code).toBe(0);

      const response = await fetch(`${address}/v1/communities/it-help`, {
        headers: { Authorization: `Bearer ${await tokenFor('ada.novak')}` },
      });
      expect(await response.json()).toMatchObject({ name: 'IT help', membership: { role: 'steward' } });
    });

    it('fails with file and line, and changes nothing', async () => {
      const { code, out, told } = await run('import', join(work, 'broken.csv'));
      expect(code).toBe(1);
      expect(out).toBe('');
      expect(told).toContain(
        'parvis: Nothing was imported.\nbroken.csv:3: the person has neither id nor user name nor mail',
      );
      expect(await feed()).toHaveLength(2);
    });
  });
});
