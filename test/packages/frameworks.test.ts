/** The published packages in pages that bundle them: React 17, 18 and 19 through the wrappers, Vue with the tags. */
import { fileURLToPath } from 'node:url';
import { type Rolldown, build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';
import { buildPackages } from './build.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
let stage: Stage;
beforeAll(async () => {
  buildPackages();
  stage = await setStage();
});
afterAll(() => stage?.close());

const reactAt = (version: number): string =>
  fileURLToPath(new URL(version === 19 ? '../../node_modules' : `react-${version}/node_modules`, import.meta.url));

const frameworks: { name: string; alias: Record<string, string>; start: string }[] = [
  ...[17, 18, 19].map((version) => ({
    name: `React ${version}`,
    alias: { react: `${reactAt(version)}/react`, 'react-dom': `${reactAt(version)}/react-dom` },
    start: `
      import { createElement } from 'react';
      import { App } from '${here}apps/react.js';
      ${
        version === 17
          ? `import { render, unmountComponentAtNode } from 'react-dom';
             export const mount = (root, api) => (render(createElement(App, { api }), root), () => unmountComponentAtNode(root));`
          : `import { createRoot } from 'react-dom/client';
             export const mount = (to, api) => { const root = createRoot(to); root.render(createElement(App, { api })); return () => root.unmount(); };`
      }`,
  })),
  { name: 'Vue 3', alias: {}, start: `export { mount } from '${here}apps/vue.js';` },
];

/** The page's own modules, by their path below `/app/`. */
async function bundle(start: string, alias: Record<string, string>): Promise<Map<string, string>> {
  const entry = 'virtual:start';
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    base: '/app/',
    resolve: { alias, conditions: ['production', 'module', 'browser'] },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true' },
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

describe.each(frameworks)('a page in $name', ({ start, alias }) => {
  it('hands over properties, hears events, and takes the elements away again', async () => {
    const files = await bundle(start, alias);
    const { page, complaints } = await stage.visit('karim.benali');
    await page.route('**/app/**', (route) => {
      const path = new URL(route.request().url()).pathname.slice('/app/'.length);
      const code = files.get(path);
      if (code !== undefined) return route.fulfill({ contentType: 'text/javascript', body: code });
      return route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><title>A page</title><div id="root"></div><script type="module">
          import { mount } from '/app/start.js';
          window.leave = mount(document.querySelector('#root'), ${JSON.stringify(stage.api)});
        </script></html>`,
      });
    });
    await page.goto(`${stage.portal}/app/`);
    const feed = page.locator('parvis-feed');
    await feed.locator('article').first().waitFor();
    const first = await feed.locator('article').first().getAttribute('data-id');

    await feed.locator('article').first().locator('.author :is(button, a)').first().click();
    const card = page.locator('parvis-profile-card');
    await card.getByRole('heading').first().waitFor();

    await page.getByRole('button', { name: 'Write', exact: true }).first().click();
    await feed.locator('parvis-composer').getByRole('button').first().waitFor();
    expect(await page.evaluate(() => document.querySelector('parvis-feed')!.withComposer)).toBe(true);

    await page.getByRole('button', { name: 'Another community' }).click();
    await feed.locator(`article[data-id="${first}"]`).waitFor({ state: 'detached' });
    await feed.locator('article').first().waitFor();

    await page.evaluate(() => (window as unknown as { leave(): void }).leave());
    expect(await page.locator('parvis-feed, parvis-profile-card').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
