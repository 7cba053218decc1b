import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Release } from '../../packages/elements/build/release.ts';
import { createEmbed } from '../../server/src/kernel/serve/embed.ts';
import { type TestApp, startTestApp } from '../support/app.ts';

const installed = fileURLToPath(new URL('../../packages/elements/dist/embed/', import.meta.url));
const hash = (bytes: Uint8Array) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
let app: TestApp;
let folder: string;
let version: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-releases-'));
  app = await startTestApp({ embed: true, origins: ['https://wiki.example'] });
  ({ version } = JSON.parse(await readFile(`${installed}release.json`, 'utf8')) as Release);
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true });
});

describe('the bundle', () => {
  it('moves with releases below v1, and stays as it is below its version', async () => {
    const moving = await app.request('/embed/v1/parvis.js');
    const pinned = await app.request(`/embed/${version}/parvis.js`);
    expect(moving.headers.get('Cache-Control')).toBe('public, max-age=300');
    expect(pinned.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(await pinned.text()).toBe(await moving.text());
    for (const response of [moving, pinned]) {
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    }
  });

  it('says of each of its files what a page needs to pin it', async () => {
    const release = (await (await app.request(`/embed/${version}/release.json`)).json()) as Release;
    expect(release.version).toBe(version);
    const files = Object.keys(release.integrity);
    expect(files).toContain('parvis.js');
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const response = await app.request(`/embed/${version}/${file}`);
      expect(response.status, file).toBe(200);
      expect(hash(new Uint8Array(await response.arrayBuffer())), file).toBe(release.integrity[file]);
    }
  });

  it('sends as few bytes as are counted for it, to browsers that can unpack them', async () => {
    const plain = await readFile(`${installed}parvis.js`);
    const ask = (accepted?: string) =>
      app.request('/embed/v1/parvis.js', accepted ? { headers: { 'Accept-Encoding': accepted } } : {});
    for (const accepted of ['br', 'gzip, deflate, br, zstd', 'gzip;q=0.5, br;q=0.1']) {
      const response = await ask(accepted);
      expect(response.headers.get('Content-Encoding'), accepted).toBe('br');
      expect(response.headers.get('Vary'), accepted).toContain('Accept-Encoding');
      const sent = new Uint8Array(await response.arrayBuffer());
      expect(sent.length, accepted).toBe(brotliCompressSync(plain).length);
      expect(brotliDecompressSync(sent).equals(plain), accepted).toBe(true);
    }
    for (const accepted of [undefined, 'gzip', 'br;q=0, gzip', 'br;q=0.0']) {
      const response = await ask(accepted);
      expect(response.headers.get('Content-Encoding'), accepted).toBeNull();
      expect(response.headers.get('Vary'), accepted).toContain('Accept-Encoding');
      expect(new Uint8Array(await response.arrayBuffer()).length, accepted).toBe(plain.length);
    }
  });

  it.each(['9.9.9/parvis.js', 'v2/parvis.js', 'v1/../../package.json', '..%2f..%2fpackage.json', 'v1/none.js', 'v1/'])(
    'has no file at %s',
    async (path) => {
      expect((await app.request(`/embed/${path}`)).status).toBe(404);
    },
  );
});

describe('a release', () => {
  it('still answers those who pin it after another was installed', async () => {
    const older = join(folder, 'older');
    await cp(installed, older, { recursive: true });
    await writeFile(join(older, 'release.json'), JSON.stringify({ version: '0.0.9', integrity: {} }));
    await writeFile(join(older, 'parvis.js'), 'older');
    const releases = join(folder, 'releases');
    await createEmbed(releases, older);
    const embed = await createEmbed(releases, installed);
    expect(new TextDecoder().decode((await embed('0.0.9/parvis.js'))!.bytes)).toBe('older');
    expect((await embed('v1/parvis.js'))!.bytes).toEqual((await embed(`${version}/parvis.js`))!.bytes);
    expect(await embed('0.0.8/parvis.js')).toBeUndefined();
    expect(await embed('0.0.9/../../older/parvis.js')).toBeUndefined();
    // The same one again, as after a restart.
    await createEmbed(releases, installed);
  });
});

describe('the page for frames', () => {
  it('is shown by the configured origins and nobody else, and runs no script but ours', async () => {
    const response = await app.request('/embed/v1/frame?element=feed');
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
    const policy = response.headers.get('Content-Security-Policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain('frame-ancestors https://wiki.example');
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    expect(await response.text()).not.toContain('feed');
    // Everything else stays out of frames.
    expect((await app.request('/v1/openapi.json')).headers.get('X-Frame-Options')).toBe('DENY');
  });
});
