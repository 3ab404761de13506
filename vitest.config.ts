import { configDefaults, defineConfig } from 'vitest/config';

// Tests that need Chromium end in `.browser.test.ts`; `npm run test:browser` runs those.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/**/*.browser.test.ts'],
    globalSetup: ['tests/support/built-knowledge.ts'],
    testTimeout: 20_000,
    // A shared build machine stalls for seconds at times: there, a test that times out is tried once more, and says so.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 60_000,
  },
});
