/** As the product is built, without its one entry: Storybook has entries of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Plugin, defaultClientConditions, defineConfig } from 'vite';
import { plainIcons } from '../packages/elements/build/plain-icons.ts';

const manifest = fileURLToPath(new URL('../packages/elements/build/manifest.ts', import.meta.url));

/** What the elements offer, read from their source when a page asks for it. */
const elementsManifest = (): Plugin => ({
  name: 'parvis-elements-manifest',
  resolveId: (id) => (id === 'virtual:parvis-manifest' ? `\0${id}` : undefined),
  load(id) {
    if (id !== '\0virtual:parvis-manifest') return undefined;
    // In a process of its own, because only that reads the sources of the other packages.
    const print = `import { createManifest } from ${JSON.stringify(manifest)};
      process.stdout.write(JSON.stringify(createManifest().modules.flatMap(({ declarations }) => declarations)));`;
    const json = execFileSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', print], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return `export default ${json};`;
  },
});

export default defineConfig({
  resolve: { conditions: ['source', ...defaultClientConditions] },
  define: { __PARVIS_VERSION__: JSON.stringify('stories') },
  // PGlite finds its WebAssembly beside its own modules.
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  // What is built takes icons as the markup that this makes of them.
  plugins: [plainIcons(), elementsManifest()],
  build: { target: 'es2022' },
});
