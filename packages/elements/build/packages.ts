/**
 * `npm run build:packages`: what is published on npm. The modules and types of contracts, client and elements below
 * their `dist/npm`, the manifest of the elements with what editors and JSX read of it, and the React components.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsxTypesPlugin } from '@wc-toolkit/jsx-types';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { createManifest } from './manifest.ts';
import { reactComponents } from './react.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const emitted = `${root}.cache/npm/`;
const { version } = JSON.parse(readFileSync(`${root}packages/elements/package.json`, 'utf8')) as { version: string };

const write = (path: string, text: string): void => {
  mkdirSync(path.replace(/[^/]+$/, ''), { recursive: true });
  writeFileSync(path, text);
};

/**
 * Bundlers of pages know nothing of our build's constants. Modules are asked for by the names that they have there: the
 * compiler leaves those in declarations and in some `import()` as they are in the source.
 */
const finished = (text: string): string =>
  text
    .replace(/((?:from|import)\s*\(?\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2')
    .replaceAll('__PARVIS_VERSION__', JSON.stringify(version))
    .replaceAll('__PARVIS_PLAIN_ICONS__', 'false')
    .replaceAll('import.meta.env.DEV', 'false');

function buildModules(): void {
  rmSync(emitted, { recursive: true, force: true });
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'packages/elements/build/tsconfig.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const name of ['contracts', 'client', 'elements']) {
    const target = `${root}packages/${name}/dist/npm/`;
    rmSync(target, { recursive: true, force: true });
    for (const path of readdirSync(`${emitted}${name}/src`, { recursive: true, encoding: 'utf8' }))
      if (/\.(js|d\.ts)$/.test(path))
        write(target + path, finished(readFileSync(`${emitted}${name}/src/${path}`, 'utf8')));
  }
}

buildModules();

const manifest = createManifest();
const outdir = `${root}packages/elements/dist/`;
write(`${outdir}custom-elements.json`, `${JSON.stringify(manifest, null, 2)}\n`);
const quietly = { outdir, hideLogs: true, descriptionSrc: 'summary' };
generateVsCodeCustomElementData(manifest as never, quietly);
generateJetBrainsWebTypes(manifest as never, { ...quietly, packageJson: false } as never);
jsxTypesPlugin({
  outdir,
  componentTypePath: (_, tag) => `@parvis/elements/${tag!.replace('parvis-', '')}`,
  fileName: 'jsx.d.ts',
  allowUnknownProps: false,
}).packageLinkPhase({
  customElementsManifest: manifest,
});

const react = `${root}packages/react/dist/`;
rmSync(react, { recursive: true, force: true });
for (const [name, text] of Object.entries(reactComponents(manifest))) write(react + name, text);
