// Stories in a real browser against the built server in demo mode. No retries: a test that passes on the second try has failed.
import { defineConfig } from '@playwright/test'

const port = Number(process.env.E2E_PORT ?? 41_080)
const baseURL = `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  // One server with one history stands behind all stories; each makes its own unit, so two may run side by side.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/report.json' }]],
  use: {
    baseURL,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      // As root there is no sandbox to be had; the other switches keep the browser from calling its makers.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--disable-gpu'],
    },
  },
  webServer: {
    command: 'exec node scripts/demo.mjs',
    url: `${baseURL}/api/health`,
    env: { PORT: String(port), SHIRUBE_DATA_DIR: process.env.SHIRUBE_DATA_DIR ?? 'data/e2e', LOG_LEVEL: 'warn' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
