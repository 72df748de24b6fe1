import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A time zone far from the data's: an instant that is taken for a local time shows.
  test: {
    include: ['test/duckdb/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    env: { TZ: 'America/New_York' },
  },
});
