/** One minified module of what a source exports, as a page would load it: the references of the measurements. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export async function bundle(source: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bundle-'));
  // Beside this file, from where the packages are found.
  const entry = join(import.meta.dirname, `.entry-${process.pid}.js`);
  try {
    writeFileSync(entry, source);
    await build({
      configFile: false,
      logLevel: 'error',
      build: { outDir: folder, target: 'es2022', lib: { entry, formats: ['es'], fileName: 'out' }, minify: true },
    });
    return readFileSync(join(folder, 'out.js'));
  } finally {
    rmSync(entry, { force: true });
    rmSync(folder, { recursive: true });
  }
}
