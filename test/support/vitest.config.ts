/** Server tests and the end-to-end run. Element tests run in a browser: see test/elements. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../../', import.meta.url).pathname,
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['test/**/*.test.ts', 'server/**/*.test.ts', 'packages/{contracts,client}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/elements/**'],
    globalSetup: ['test/support/build.ts'],
    // Against what never ends, not against what is slow: on a busy machine a process takes long to start.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
