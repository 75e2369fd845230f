// What the test runners counted, read from their own reports, never from their text.
import { existsSync, readFileSync } from 'node:fs'

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** @returns {{ passed: number, failed: number }} of vitest's JSON report; nothing where there is none */
export const vitestCounts = (file) => {
  const report = read(file)
  if (!report) return { passed: 0, failed: 0 }
  // A file that could not even be loaded holds no failed test, but is a failure.
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed')).length
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken }
}

/** @returns {{ passed: number, failed: number }} of Playwright's JSON report; what passed only when tried again has failed */
export const playwrightCounts = (file) => {
  const report = read(file)
  if (!report) return { passed: 0, failed: 0 }
  const { expected, unexpected, flaky } = report.stats
  return { passed: expected, failed: unexpected + flaky + (unexpected === 0 ? report.errors.length : 0) }
}
