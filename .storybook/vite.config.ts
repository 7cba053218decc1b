/** As the product is built, without its one entry: Storybook has entries of its own. */
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  resolve: { conditions: ['source', ...defaultClientConditions] },
  define: { __PARVIS_VERSION__: JSON.stringify('stories') },
  // PGlite finds its WebAssembly beside its own modules.
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  build: { target: 'es2022' },
});
