import { configDefaults, defineConfig } from 'vitest/config';

// Tests that need Chromium end in `.browser.test.ts`; `npm run test:browser` runs those.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/**/*.browser.test.ts'],
    globalSetup: ['tests/support/built-knowledge.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
