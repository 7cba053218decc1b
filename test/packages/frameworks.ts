/** The published packages in pages that bundle them: React 17, 18 and 19 through the wrappers, Vue and Angular with the tags. */
import { fileURLToPath } from 'node:url';
import { type Rolldown, build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

const reactAt = (version: number): string =>
  fileURLToPath(new URL(version === 19 ? '../../node_modules' : `react-${version}/node_modules`, import.meta.url));

export const frameworks: { name: string; alias: Record<string, string>; start: string }[] = [
  ...[17, 18, 19].map((version) => ({
    name: `React ${version}`,
    alias: { react: `${reactAt(version)}/react`, 'react-dom': `${reactAt(version)}/react-dom` },
    start: `
      import { createElement } from 'react';
      import { App } from '${here}apps/react.jsx';
      ${
        version === 17
          ? `import { render, unmountComponentAtNode } from 'react-dom';
             export const mount = (root, api) => (render(createElement(App, { api }), root), () => unmountComponentAtNode(root));`
          : `import { createRoot } from 'react-dom/client';
             export const mount = (to, api) => { const root = createRoot(to); root.render(createElement(App, { api })); return () => root.unmount(); };`
      }`,
  })),
  { name: 'Vue 3', alias: {}, start: `export { mount } from '${here}apps/vue.js';` },
  { name: 'Angular 22', alias: {}, start: `export { mount } from '${here}apps/angular.ts';` },
];

/** The page's own modules, by their path below `/app/`. */
export async function bundle(start: string, alias: Record<string, string>): Promise<Map<string, string>> {
  const entry = 'virtual:start';
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    base: '/app/',
    resolve: { alias, conditions: ['production', 'module', 'browser'] },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true' },
    // As it is published, also in a test run: React's own code is of the same kind.
    oxc: { jsx: { development: false } },
    plugins: [
      {
        name: 'start',
        resolveId: (id) => (id === entry ? `${here}start.js` : undefined),
        load: (id) => (id === `${here}start.js` ? start : undefined),
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: { start: entry },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(built.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}
