/** What tests start from is built once before them: the empty, migrated database. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';

export default function setup(): void {
  // By this the files of one run know one another: see `buildStorybook`.
  process.env['PARVIS_TEST_RUN'] ??= randomUUID();
  execFileSync(process.execPath, ['--conditions=source', 'server/src/kernel/database/build-template.ts'], {
    stdio: 'inherit',
  });
}
