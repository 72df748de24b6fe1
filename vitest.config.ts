import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The first synth loads all of aws-cdk-lib, and the end-to-end tests start servers: generous, never a timed test.
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // One file waits for processes while another computes; the default leaves a processor to the watcher of the files.
    maxWorkers: '100%',
    env: { TZ: 'America/New_York' },
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lib/**', 'test/radosgw/**', 'test/duckdb/**', 'test/inert/**'],
        },
      },
      { extends: true, test: { name: 'infrastructure', include: ['test/lib/**/*.test.ts'] } },
    ],
  },
});
