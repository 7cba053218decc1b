import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { type TestRunnerConfig, defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from '../support/browser.ts';
import { applications } from './applications.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Element tests in a real browser, on the real application. */
export async function config(filter = ''): Promise<TestRunnerConfig> {
  const { executablePath, args, env } = await findBrowser();
  return {
    rootDir: root,
    files: [`packages/elements/src/**/*${filter}*.test.ts`],
    nodeResolve: { exportConditions: ['source', 'browser', 'default'] },
    concurrency: 2,
    browserStartTimeout: 60_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 900_000,
    testFramework: { config: { timeout: '120000' } },
    middleware: [applications],
    plugins: [
      esbuildPlugin({
        ts: true,
        target: 'es2022',
        tsconfig: `${root}tsconfig.json`,
        define: { 'import.meta.env.DEV': 'true', __PARVIS_PLAIN_ICONS__: 'false', __PARVIS_VERSION__: '"0.0.0-test"' },
      }),
    ],
    browsers: [
      chromeLauncher({
        launchOptions: { executablePath, args, env },
        // Tabs of one window are in the background but for one, where no animation frame ever comes.
        createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
      }),
    ],
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY })],
  };
}
