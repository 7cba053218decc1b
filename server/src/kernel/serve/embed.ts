/**
 * The bundle that pages load. `v1/…` is the installed one and moves with releases; `1.4.2/…` is that release for good:
 * each is kept beside the data, so that a page that pins one goes on after the API was upgraded.
 */
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { type File, readServed } from './files.ts';

const installed = fileURLToPath(new URL('../../../../packages/elements/dist/embed/', import.meta.url));
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
};
const moving = 'v1';
const pack = promisify(brotliCompress);
const isVersion = (name: string): boolean => /^\d{1,6}\.\d{1,6}\.\d{1,6}(-[\w.]{1,40})?$/.test(name);

/** `pinned`: its address always gives these bytes; `packed`: the same in brotli, as small as it gets. */
export type EmbedFile = File & { pinned: boolean; packed: File['bytes'] };
export type Embed = (path: string) => Promise<EmbedFile | undefined>;

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

/** `releases`: the folder of what is kept; without it only the installed release answers. */
export async function createEmbed(releases?: string, folder = installed): Promise<Embed> {
  const current = await textOf(join(folder, 'release.json'));
  const version = current ? (JSON.parse(current) as { version: string }).version : undefined;
  if (releases && version) await keep(folder, join(releases, version), current);
  const folderOf = (name: string): string | undefined => {
    if (name === moving || name === version) return folder;
    return releases && isVersion(name) ? join(releases, name) : undefined;
  };
  const cache = new Map<string, EmbedFile>();
  return async (path) => {
    const [name = '', ...rest] = path.split('/');
    const from = folderOf(name);
    if (!from) return undefined;
    const cached = cache.get(path);
    if (cached) return cached;
    const file = await readServed(from, rest.join('/'), types);
    if (!file) return undefined;
    // Chunks carry the hash of what is in them.
    const pinned = name !== moving || /-[\w-]{8}\.js$/.test(path);
    const found = { ...file, pinned, packed: new Uint8Array(await pack(file.bytes)) };
    cache.set(path, found);
    return found;
  };
}

/** Whole or not at all: another process may keep the same one, and this one may be ended in between. */
async function keep(folder: string, target: string, current: string | undefined): Promise<void> {
  if ((await textOf(join(target, 'release.json'))) === current) return;
  const beside = dirname(target);
  await mkdir(beside, { recursive: true });
  const parts = await mkdtemp(join(beside, `.${basename(target)}-`));
  await cp(folder, parts, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(parts, target).catch(async (error: unknown) => {
    await rm(parts, { recursive: true, force: true });
    // Another process was faster.
    if ((await textOf(join(target, 'release.json'))) !== current) throw error;
  });
}
