/**
 * `npm run test:hosts`: the pages that imitate hosts. `npm run test:hosts -- real`: the real ones as well, WordPress,
 * MediaWiki and DokuWiki, which are packages of Debian and installed first where that is possible.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { missing } from './real/installed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const real = process.argv.includes('real');
const run = (command: string, args: string[], env = process.env) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;

const absent = missing();
if (real && absent.length > 0) {
  process.stdout.write(`Installing ${absent.join(', ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (run('apt-get', ['update', '-q']) || run('apt-get', ['install', '-yq', '--no-install-recommends', ...absent], env))
    process.stderr.write(`Not installed: ${absent.join(', ')}. Install them as root; their tests are left out.\n`);
}
process.exitCode = run(
  process.execPath,
  ['node_modules/.bin/vitest', 'run', '--config', 'test/support/vitest.config.ts', 'test/hosts'],
  { ...process.env, ...(real && { PARVIS_REAL_HOSTS: '1' }) },
);
