import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

export type Release = {
  version: string;
  /** Of each file, by its path in the bundle: what `integrity` of a script or import map takes. */
  integrity: Record<string, string>;
};

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
      for (const file of Object.values(bundle))
        if (file.type === 'chunk')
          integrity[file.fileName] = `sha384-${createHash('sha384').update(file.code).digest('base64')}`;
      const source = `${JSON.stringify({ version, integrity } satisfies Release, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'release.json', source });
    },
  },
});
