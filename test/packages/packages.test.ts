import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementNames } from '../../packages/elements/build/manifest.ts';
import { type Stage, setStage } from '../support/demonstration.ts';
import { bundle, frameworks } from './frameworks.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}packages/${path}`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'parvis-packages-'));
beforeAll(() =>
  execFileSync(process.execPath, ['--conditions=source', 'packages/elements/build/packages.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['contracts', 'client', 'elements', 'react'])('the package %s', (name) => {
  const pkgDir = `${root}packages/${name}`;
  const tarball = (): Uint8Array<ArrayBuffer> => {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: pkgDir });
    return new Uint8Array(
      readFileSync(join(folder, `parvis-${name}-${JSON.parse(read(`${name}/package.json`)).version}.tgz`)),
    );
  };

  it('is published without a mistake that publint knows', async () => {
    const pkg = JSON.parse(read(`${name}/package.json`));
    const { messages } = await publint({ pack: { tarball: tarball().buffer } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has types wherever modules and bundlers look for them', async () => {
    const checked = await checkPackage(createPackageFromTarballData(tarball()));
    // Modules alone: `require` is not promised, nor what looks for types without `exports`.
    const promised = ['node16-esm', 'bundler'];
    const problems = checked.types
      ? checked.problems.filter(
          (problem) => !('resolutionKind' in problem) || promised.includes(problem.resolutionKind),
        )
      : ['no types'];
    expect(problems).toEqual([]);
  });
});

describe('the elements', () => {
  it('have an entry each, as a class and registered, in both packages', () => {
    const entries = (name: string) => Object.keys(JSON.parse(read(`${name}/package.json`)).exports);
    expect(entries('elements').filter((entry) => /^\.\/[\w-]+(\/define)?$/.test(entry) && entry !== './jsx')).toEqual(
      elementNames.flatMap((name) => [`./${name}`, `./${name}/define`]),
    );
    expect(entries('react').slice(1)).toEqual(elementNames.map((name) => `./${name}`));
  });

  it('stand in the manifest with what they offer, and editors are told the same', () => {
    const manifest = JSON.parse(read('elements/dist/custom-elements.json')) as Package;
    const declared = manifest.modules.map((module) => module.declarations![0] as CustomElementDeclaration);
    expect(declared.map(({ tagName }) => tagName)).toEqual(elementNames.map((name) => `parvis-${name}`));
    const feed = declared.find(({ tagName }) => tagName === 'parvis-feed')!;
    expect(feed.attributes!.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['scope', 'for', 'with-composer', 'lang']),
    );
    expect(feed.members!.map(({ name }) => name)).not.toContain('view');
    expect(feed.events!.map(({ name }) => name)).toContain('parvis-person-open');
    const code = JSON.parse(read('elements/dist/vscode.html-custom-data.json')) as {
      tags: { name: string; attributes: { name: string; values?: { name: string }[] }[] }[];
    };
    expect(code.tags.map(({ name }) => name).sort()).toEqual(declared.map(({ tagName }) => tagName).sort());
    const scope = code.tags
      .find(({ name }) => name === 'parvis-feed')!
      .attributes.find(({ name }) => name === 'scope')!;
    expect(scope.values!.map(({ name }) => name)).toContain('community');
    const web = JSON.parse(read('elements/dist/web-types.json')) as {
      contributions: { html: { elements: { name: string }[] } };
    };
    expect(web.contributions.html.elements.map(({ name }) => name).sort()).toEqual(
      code.tags.map(({ name }) => name).sort(),
    );
  });

  it('leave nothing of our build in what is published', () => {
    const modules = ['contracts', 'client', 'elements'].flatMap((name) =>
      readdirSync(`${root}packages/${name}/dist/npm`, { recursive: true, encoding: 'utf8' }).map(
        (path) => `${name}/dist/npm/${path}`,
      ),
    );
    const left = modules
      .filter((path) => /\.js$|\.d\.ts$/.test(path))
      .filter((path) => /__PARVIS_[A-Z_]+__|import\.meta\.env|['"]\.[^'"\n]*\.ts['"]/.test(read(path)));
    expect(modules.length).toBeGreaterThan(100);
    expect(left).toEqual([]);
  });
});

it('what a page in TypeScript writes is checked: tags, JSX, React components and events', () => {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/packages/apps/tsconfig.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
});

describe.each(frameworks)('a page in $name', ({ start, alias }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage?.close());

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
    expect(await feed.locator('article svg.icon').first().locator('*').count()).toBeGreaterThan(0);
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
