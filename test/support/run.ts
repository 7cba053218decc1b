/**
 * `npm test`: every suite, one after the other, then one line with the sum. `npm test -- flags` runs the files whose
 * path has that word in it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Count, countVitest, readResult, tell } from './count.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const results = `${root}.cache/test`;
const words = process.argv.slice(2);

type Suite = {
  name: string;
  /** What Node is given. */
  command: string[];
  /** Where the suite leaves its result as JSON, and how to read it. */ result: string;
  count(json: never): Count;
};

const suites: Suite[] = [
  {
    name: 'server, end to end and stories',
    command: [
      'node_modules/.bin/vitest',
      'run',
      '--config',
      'test/support/vitest.config.ts',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}/vitest.json`,
      ...words,
    ],
    result: 'vitest.json',
    count: countVitest,
  },
  {
    name: 'elements',
    command: ['--conditions=source', 'test/elements/run.ts', ...words],
    result: 'elements.json',
    count: (count: Count) => count,
  },
];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total: Count = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

for (const { name, command, result, count } of suites) {
  process.stdout.write(`\n── ${name} ──\n`);
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const left = readResult(`${results}/${result}`);
  if (!left) {
    process.stdout.write(`${name}: the suite ended with ${status} before it left a result.\n`);
    broken = true;
    continue;
  }
  const counted = count(left as never);
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped;
  // Errors outside any test, such as a server that would not stop, show only in the exit code.
  if (status !== 0 && counted.failed === 0) broken = true;
}

if (broken) total.failed += 1;
process.exitCode = tell(total);
