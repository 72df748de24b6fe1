import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The first synth loads all of aws-cdk-lib, and the end-to-end tests start servers: generous, never a timed test.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // One file waits for processes while another computes; the default leaves a processor to the watcher of the files.
    maxWorkers: '100%',
    // Files that one worker runs load the code once: no test changes what a module holds, and most of it is without state.
    isolate: false,
    // Processes that tests start and end, or kill, find compiled what the first of them compiled.
    env: {
      TZ: 'America/New_York',
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/test'),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lib/**', 'test/radosgw/**', 'test/duckdb/**', 'test/browser/**'],
        },
      },
      { extends: true, test: { name: 'infrastructure', include: ['test/lib/**/*.test.ts'] } },
    ],
  },
});
