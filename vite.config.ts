import { readFileSync } from 'node:fs';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { minifyTemplates } from './packages/elements/build/minify-templates.ts';
import { plainLit } from './packages/elements/build/plain-lit.ts';
import { plainIcons } from './packages/elements/build/plain-icons.ts';
import { plainProperties } from './packages/elements/build/plain-properties.ts';
import { presets, release } from './packages/elements/build/release.ts';

const { version } = JSON.parse(readFileSync(new URL('./packages/elements/package.json', import.meta.url), 'utf8'));

/**
 * What is needed together is one file: many small ones compress worse and are asked for one by one. Each group takes
 * along what its modules import, except what a group before it has.
 */
const together = {
  core: /elements\/src\/(embed\/core|internal\/(later|choice|icon)|controllers\/online-controller)\.ts|contracts\/src\/subjects\.ts|icons\/flag\.mjs/,
  reading:
    /elements\/src\/(provider\/connect|controllers\/hearing|internal\/(child|icons|flag-placeholder|avatar|names|picture)|styles\/(people|states))\.ts|icons\/(message-circle|clock|arrow-left)\.mjs/,
  lists:
    /lit(-html)?\/(directive-helpers|directives\/(repeat|guard))\.js|elements\/src\/internal\/(formats|card-trigger)\.ts|contracts\/src\/(levels|shown)\.ts|icons\/(check|circle-check|message-square)\.mjs/,
  values: /contracts\/src\/values\.ts/,
  nouns: /client\/src\/nouns\.ts/,
  post: /elements\/src\/post\/(surface|template|post\.styles)\.ts|styles\/rich-text\.ts|icons\/messages-square\.mjs/,
};

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
  plugins: [plainProperties(), plainIcons(), plainLit(), minifyTemplates(), presets(), release(version)],
  build: {
    target: 'es2022',
    outDir: 'packages/elements/dist/embed',
    emptyOutDir: true,
    // A library: no helper that preloads, because the loader asks for everything at once anyway.
    lib: {
      entry: {
        parvis: 'packages/elements/src/embed/parvis.ts',
        frame: 'packages/elements/src/embed/frame.ts',
        host: 'packages/elements/src/embed/host.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
        comments: false,
        codeSplitting: {
          groups: Object.entries(together).map(([name, test], index) => ({ name, test, priority: 100 - index })),
        },
      },
    },
  },
}));
