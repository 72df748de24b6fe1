import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // Each file has a browser and a server of its own; what is measured must have the machine for itself.
    fileParallelism: false,
  },
});
