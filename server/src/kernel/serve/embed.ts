/** The embed bundle from the built folder: `v1/…` moves with releases, the files behind it carry their hash. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../packages/elements/dist/embed/', import.meta.url));
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
};

export type EmbedFile = { bytes: Uint8Array<ArrayBuffer>; type: string };

export function createEmbed(): (path: string) => Promise<EmbedFile | undefined> {
  const cache = new Map<string, EmbedFile>();
  return async (path) => {
    const [version, ...rest] = path.split('/');
    const name = normalize(rest.join('/'));
    const type = types[extname(name)];
    if (version !== 'v1' || !type || name.startsWith('..')) return undefined;
    const cached = cache.get(name);
    if (cached) return cached;
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (!bytes) return undefined;
    const file = { bytes: new Uint8Array(bytes), type };
    cache.set(name, file);
    return file;
  };
}
