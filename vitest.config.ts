import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{app,components,lib,db,scripts}/**/*.test.{ts,tsx,mjs}'],
    setupFiles: ['./vitest.setup.ts'],
    testTimeout: 30_000,
    // Most of the time goes by waiting for real processes: every core gets a worker, none is kept back.
    maxWorkers: '100%',
    // Configuration is read here alone; tests ask for it by `inject`.
    provide: { testDatabaseUrl: process.env.SHIRUBE_TEST_DATABASE_URL ?? null, isCi: Boolean(process.env.CI), isThorough: Boolean(process.env.SHIRUBE_TEST_ALL) },
  },
})
