import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let built = false;

/** The published packages, as `npm run build:packages` leaves them. */
export function buildPackages(): void {
  if (built) return;
  built = true;
  execFileSync(process.execPath, ['--conditions=source', 'packages/elements/build/packages.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
