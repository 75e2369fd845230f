import { defineConfig } from '@playwright/test'
import tests from '../../playwright.config'

export default defineConfig({ ...tests, testDir: '.', testIgnore: [], outputDir: '../../test-results/shots-run', reporter: [['list']] })
