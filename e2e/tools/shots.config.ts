import { defineConfig } from '@playwright/test'
import tests from '../../playwright.config'

export default defineConfig({ ...tests, testDir: '.', testIgnore: [], outputDir: '../../.toolchain/shots-run', use: { ...tests.use, trace: 'off' }, reporter: [['list']] })
