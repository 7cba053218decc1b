import { readFileSync } from 'node:fs';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { minifyTemplates } from './packages/elements/build/minify-templates.ts';

const { version } = JSON.parse(readFileSync(new URL('./packages/elements/package.json', import.meta.url), 'utf8'));

const core =
  /node_modules\/(lit|lit-html|lit-element|@lit\/[\w-]+)\/|icons\/(check|flag|message-square)\.mjs|packages\/contracts\/|packages\/client\/src\/(?!stream-connection|upload)|elements\/src\/(contexts|provider|embed\/core|locales\/index|styles\/(tokens|base|states)|internal\/(?!article|attached|avatar|card-|excerpt|host-page|local-time|marked|names|overlay|picture|rich-text|ways)|events\/|controllers\/(follow|online))/;
/** Names of people and what opens their cards: wherever a person is shown. */
const people = /elements\/src\/(styles\/people|internal\/(avatar|card-trigger|names))/;

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
  plugins: [minifyTemplates()],
  build: {
    target: 'es2022',
    outDir: 'packages/elements/dist/embed',
    emptyOutDir: true,
    // A library: no helper that preloads, because the loader asks for everything at once anyway.
    lib: { entry: { parvis: 'packages/elements/src/embed/parvis.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
        // What is needed together is one file: many small ones compress worse and are asked for one by one.
        codeSplitting: {
          groups: [
            { name: 'core', test: core },
            { name: 'people', test: people },
          ],
        },
      },
    },
  },
}));
