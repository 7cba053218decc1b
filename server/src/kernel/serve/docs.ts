/** The built Storybook, for whoever embeds, uses and designs with the API that serves it. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DocsFile } from '../http/index.ts';
import { readServed } from './files.ts';

/** Where `npm run build:storybook` leaves it. */
const built = fileURLToPath(new URL('../../../../.cache/storybook/', import.meta.url));
const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.data': 'application/octet-stream',
  '.woff2': 'font/woff2',
};
const inline = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g;
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** `folder`: another one than that of this installation. Read at each request, so that it may be built anew meanwhile. */
export function createDocs(folder: string | true): (path: string) => Promise<DocsFile | undefined> {
  const from = folder === true ? built : folder;
  return async (path) => {
    const found = await readServed(from, path || 'index.html', types);
    if (!found) return undefined;
    const scripts = found.type.startsWith('text/html')
      ? [...new TextDecoder().decode(found.bytes).matchAll(inline)].map(([, text]) => hash(text!))
      : [];
    // What Vite names carries the hash of what is in it.
    return { ...found, pinned: /^assets\/.*-[\w-]{8}\.\w+$/.test(path), scripts };
  };
}
