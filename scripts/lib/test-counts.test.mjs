import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { playwrightCounts, vitestCounts } from './test-counts.mjs'

let folder
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'shirube-counts-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const report = (content) => {
  const file = path.join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('a report that was never written counts nothing', () => {
  expect(vitestCounts(path.join(folder, 'none'))).toEqual({ passed: 0, failed: 0 })
  expect(playwrightCounts(path.join(folder, 'none'))).toEqual({ passed: 0, failed: 0 })
})

test('a test file that cannot be loaded is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [{ status: 'failed' }] }]
  expect(vitestCounts(report({ numPassedTests: 3, numFailedTests: 1, testResults }))).toEqual({ passed: 3, failed: 2 })
})

test('what passed only when tried again has failed', () => {
  expect(playwrightCounts(report({ stats: { expected: 5, unexpected: 1, flaky: 2 }, errors: [{}] }))).toEqual({ passed: 5, failed: 3 })
})

test('an error outside any test is a failure', () => {
  expect(playwrightCounts(report({ stats: { expected: 5, unexpected: 0, flaky: 0 }, errors: [{}] }))).toEqual({ passed: 5, failed: 1 })
})
