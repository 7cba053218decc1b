/** `npm run test:elements` runs all element tests, `npm run test:elements -- feed` those with `feed` in the file's name. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { startTestRunner } from '@web/test-runner';
import build from '../support/build.ts';
import { closeAll } from './applications.ts';
import { config } from './web-test-runner.config.ts';

build();
execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const runner = await startTestRunner({
  config: await config(process.argv[2]),
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
});
if (!runner) process.exit(1);

const results = new URL('../../.cache/test/', import.meta.url);

type Suite = { tests: { passed: boolean; skipped: boolean }[]; suites: Suite[] };
const testsOf = (suite: Suite): Suite['tests'] => [...suite.tests, ...suite.suites.flatMap(testsOf)];

process.on('SIGINT', () => void runner.stop());
runner.on('stopped', (passed) => {
  const sessions = [...runner.sessions.all()];
  const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults as Suite) : []));
  const broken = sessions.filter((session) => !session.passed && !session.testResults).length;
  const failed = tests.filter((test) => !test.passed && !test.skipped).length + broken;
  const count = {
    passed: tests.filter((test) => test.passed).length,
    failed,
    skipped: tests.filter((test) => test.skipped).length,
  };
  mkdirSync(results, { recursive: true });
  writeFileSync(new URL('elements.json', results), JSON.stringify(count));
  process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`);
  void closeAll().finally(() => process.exit(passed && failed === 0 ? 0 : 1));
});
