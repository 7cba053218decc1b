/** As the product is built, without its one entry: Storybook has entries of its own. */
import { defaultClientConditions, defineConfig } from 'vite';
import { plainIcons } from '../packages/elements/build/plain-icons.ts';

export default defineConfig({
  resolve: { conditions: ['source', ...defaultClientConditions] },
  define: { __PARVIS_VERSION__: JSON.stringify('stories') },
  // PGlite finds its WebAssembly beside its own modules.
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  // What is built takes icons as the markup that this makes of them.
  plugins: [plainIcons()],
  build: { target: 'es2022' },
});
