/** How many tests of a vitest run passed, failed and were skipped, from the result that its JSON reporter leaves. */
import { existsSync, readFileSync } from 'node:fs';

export type Count = { passed: number; failed: number; skipped: number };

type VitestResult = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
};

export const countVitest = ({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numFailedTestSuites,
}: VitestResult): Count => ({
  passed: numPassedTests,
  // A file that cannot be loaded fails without a single test in it.
  failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0),
  skipped: numPendingTests,
});

/** Undefined when the run ended before it left a result. */
export const readResult = <Result>(file: string): Result | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result) : undefined;

/** Answers the exit code: nothing passed is a failure too. */
export function tell({ passed, failed, skipped }: Count): number {
  if (skipped > 0) process.stdout.write(`\n${skipped} skipped: each says why in its name.\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
