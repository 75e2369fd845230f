import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['{app,components,lib,db,scripts}/**/*.test.{ts,tsx,mjs}'],
    setupFiles: ['./vitest.setup.ts'],
    testTimeout: 30_000,
  },
})
