import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.browser.test.ts'],
    globalSetup: ['tests/support/built-knowledge.ts'],
    testTimeout: 90_000,
    retry: process.env.CI ? 2 : 0,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
