import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

export type Release = {
  version: string;
  /** Of each file, by its path in the bundle: what `integrity` of a script or import map takes. */
  integrity: Record<string, string>;
};

const themes = new URL('../themes/', import.meta.url);

/** Style sheets that dress the elements for a design system, beside the bundle: a page links the one it wants. */
export const presets = (): Plugin => ({
  name: 'parvis-presets',
  apply: 'build',
  generateBundle() {
    for (const name of readdirSync(themes)) {
      const source = readFileSync(new URL(name, themes), 'utf8');
      this.emitFile({ type: 'asset', fileName: `themes/${name}`, source });
    }
  },
});

/** Leaves `release.json` beside the bundle: its version, and what a page needs to pin it (subresource integrity). */
export const release = (version: string): Plugin => ({
  name: 'parvis-release',
  apply: 'build',
  // After everybody who changes what is written.
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const integrity: Release['integrity'] = {};
      for (const file of Object.values(bundle)) {
        const bytes = file.type === 'chunk' ? file.code : file.source;
        integrity[file.fileName] = `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
      }
      const source = `${JSON.stringify({ version, integrity } satisfies Release, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'release.json', source });
    },
  },
});
