// Stories in a real browser against the built server, each with a site of its own (e2e/fixtures). No retries: a test that passes on the
// second try has failed. E2E_MATRIX=all draws every page in every language, theme and width.
import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** The browser without its windows where it is there; the thorough run is done in the one that people have. */
const WITHOUT_WINDOWS = '/usr/bin/chromium-headless-shell'
const chromium = existsSync(WITHOUT_WINDOWS) && process.env.E2E_MATRIX !== 'all' ? WITHOUT_WINDOWS : '/usr/bin/chromium'

export default defineConfig({
  testDir: 'e2e',
  testIgnore: 'e2e/tools/**',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  fullyParallel: true,
  workers: 2,
  // A whole procedure takes a minute where nothing else runs; a machine that is busy is no defect.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/report.json' }]],
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 40_000,
    // A trace and ready screenshots cost every story a tenth of its time; a failed story attaches what its people saw (fixtures/test.ts), and
    // `--trace on` tells the rest.
    trace: 'off',
    screenshot: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? chromium,
      // As root there is no sandbox to be had; the other switches keep the browser from calling its makers.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--disable-gpu'],
    },
  },
})
