/** Comparable libraries, bundled as ours: one minified module of what a page would import. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const peers = [
  { what: 'lit alone', install: ['lit@3'], source: `export * from 'lit';` },
  {
    what: 'person card of Microsoft Graph Toolkit',
    install: ['@microsoft/mgt-components@4', '@microsoft/mgt-element@4'],
    source: `import { registerMgtPersonCardComponent } from '@microsoft/mgt-components'; registerMgtPersonCardComponent();`,
  },
  { what: 'Waline client', install: ['@waline/client@3'], source: `export { init } from '@waline/client';` },
  {
    what: 'react-activity-feed with React',
    install: ['react-activity-feed@1', 'react@17', 'react-dom@17'],
    source: `export { StreamApp, FlatFeed } from 'react-activity-feed'; export { render } from 'react-dom'; export { createElement } from 'react';`,
  },
];

/** Each in a temporary folder of its own; one that cannot be had has no figure. */
export async function measurePeers(): Promise<{ what: string; bytes: number | null }[]> {
  const measured: { what: string; bytes: number | null }[] = [];
  for (const { what, install, source } of peers) {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-peer-'));
    try {
      writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
      const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', '--silent'];
      execFileSync('npm', ['install', ...options, ...install], { cwd: folder, timeout: 300_000 });
      const entry = join(folder, 'entry.js');
      writeFileSync(entry, source);
      await build({
        configFile: false,
        root: folder,
        logLevel: 'silent',
        define: { 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: join(folder, 'out'),
          target: 'es2022',
          minify: true,
          lib: { entry, formats: ['es'], fileName: 'out' },
          rolldownOptions: { output: { codeSplitting: false } },
        },
      });
      measured.push({ what, bytes: brotliCompressSync(readFileSync(join(folder, 'out', 'out.js'))).length });
    } catch {
      measured.push({ what, bytes: null });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return measured;
}
