/** What tests start from is built once before them: the empty, migrated database. */
import { execFileSync } from 'node:child_process';

export default function setup(): void {
  execFileSync(process.execPath, ['--conditions=source', 'server/src/kernel/database/build-template.ts'], {
    stdio: 'inherit',
  });
}
