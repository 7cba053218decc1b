import { readFileSync } from 'node:fs';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('./packages/elements/package.json', import.meta.url), 'utf8'));

/**
 * Builds what the API serves under `/embed/`: one small loader and a chunk per element. Its settings for TypeScript and
 * for the `source` condition also serve Storybook.
 */
export default defineConfig(({ command }) => ({
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  define: {
    __PARVIS_VERSION__: JSON.stringify(version),
    ...(command === 'build' && { 'import.meta.env.DEV': 'false' }),
  },
  build: {
    target: 'es2022',
    outDir: 'packages/elements/dist/embed',
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: { parvis: 'packages/elements/src/embed/parvis.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', format: 'es' },
    },
  },
}));
