/**
 * Puts together what is installed into a host: its own files, and the two that hosts in PHP share. `npm run build:hosts`
 * leaves all of them in `packages/hosts/dist`.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What a host takes, and where in it the shared files belong. */
export const phpHosts = { wordpress: '.', mediawiki: '.', dokuwiki: '.', drupal: 'src' } as const;
export type PhpHost = keyof typeof phpHosts;

export function assemble(host: PhpHost, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(`${here}${host}`, folder, { recursive: true });
  cpSync(`${here}php`, `${folder}/${phpHosts[host]}`, { recursive: true });
}

if (import.meta.main) {
  rmSync(`${here}dist`, { recursive: true, force: true });
  const names: Record<PhpHost, string> = {
    wordpress: 'parvis',
    mediawiki: 'Parvis',
    dokuwiki: 'parvis',
    drupal: 'parvis',
  };
  for (const host of Object.keys(phpHosts) as PhpHost[]) assemble(host, `${here}dist/${host}/${names[host]}`);
}
