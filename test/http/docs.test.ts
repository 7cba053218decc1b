import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';

const script = "\n  window.FEATURES = { 'a': 1 };\n";
let app: TestApp;
let around: string;
let folder: string;

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'parvis-docs-'));
  folder = join(around, 'built');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(around, 'secret.json'), '{}');
  await writeFile(
    join(folder, 'index.html'),
    `<title>Parvis</title><script>${script}</script><script src="x.js"></script>`,
  );
  await writeFile(join(folder, 'worker.js'), 'self');
  await writeFile(join(folder, 'assets/story-AbCd_-12.js'), 'export {}');
  app = await startTestApp({ config: { docs: folder } });
});
afterAll(async () => {
  await app?.close();
  await rm(around, { recursive: true });
});

describe('the documentation', () => {
  it('is served below /docs/, where its worker may answer for it', async () => {
    const without = await app.request('/docs');
    expect([without.status, without.headers.get('Location')]).toEqual([302, 'docs/']);
    const page = await app.request('/docs/');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<title>Parvis</title>');
    const worker = await app.request('/docs/worker.js');
    expect(worker.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  });

  it('runs its own scripts and those that stand in its pages, and no others, in frames of its own alone', async () => {
    const policy = (await app.request('/docs/')).headers.get('Content-Security-Policy');
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain('unsafe-eval;');
  });

  it('is asked for anew, but for what carries its hash in its name; unchanged, it is not sent again', async () => {
    const page = await app.request('/docs/index.html');
    expect(page.headers.get('Cache-Control')).toBe('no-cache');
    const again = await app.request('/docs/', { headers: { 'If-None-Match': page.headers.get('ETag')! } });
    expect(again.status).toBe(304);
    const asset = await app.request('/docs/assets/story-AbCd_-12.js');
    expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  it.each(['../secret.json', '..%2fsecret.json', '%2e%2e/secret.json', 'assets/../../secret.json', 'assets', 'x.js'])(
    'has no file at %s',
    async (path) => {
      await expectProblem(await app.request(`/docs/${path}`), 'not-found');
    },
  );

  it('says what to do where it was not built', async () => {
    const other = await startTestApp({ config: { docs: join(around, 'none') } });
    const answer = (await (await other.request('/docs/')).json()) as { detail: string };
    expect(answer.detail).toContain('npm run build:storybook');
    await other.close();
  });

  it('is not there unless it is asked for', async () => {
    const other = await startTestApp();
    await expectProblem(await other.request('/docs/'), 'not-found');
    await other.close();
  });
});
