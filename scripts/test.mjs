// npm test: everything, from a bare clone. npm run test:all: the same with every cell of every matrix. The last line is the sum.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { overBudget } from './lib/byte-budgets.mjs'
import { runChecks } from './lib/checks.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensureDebian } from './lib/ensure-debian.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'
import { onEnd, run } from './lib/processes.mjs'
import { inRoot, logFile } from './lib/root.mjs'
import { heading } from './lib/say.mjs'
import { playwrightCounts } from './lib/test-counts.mjs'

const thorough = process.argv.includes('--all')

const testInBrowser = async () => {
  const report = logFile('playwright-report')
  rmSync(report, { force: true })
  const data = mkdtempSync(path.join(tmpdir(), 'shirube-e2e-'))
  onEnd(() => rmSync(data, { recursive: true, force: true }))
  const code = await run(process.execPath, [inRoot('node_modules/@playwright/test/cli.js'), 'test'], {
    env: { SHIRUBE_DATA_DIR: data, PLAYWRIGHT_JSON_OUTPUT_FILE: report, E2E_MATRIX: thorough ? 'all' : undefined },
  })
  return { code, ...playwrightCounts(report) }
}

/** Build, budgets, browser: only where there is a build can the rest be asked. */
const runBuilt = async () => {
  heading('build')
  await ensureBuild()
  const brokenParts = []
  heading('page sizes')
  const over = overBudget()
  for (const line of over) console.error(line)
  if (over.length > 0) brokenParts.push('page sizes')
  heading('browser')
  const { code, passed, failed } = await testInBrowser()
  if (code !== 0 || passed === 0) brokenParts.push('browser')
  return { passed, failed, brokenParts }
}

await entry(async () => {
  heading('set-up')
  await ensureDebian()
  await ensureDeps()
  const checks = await runChecks({ thorough })
  const built = await runBuilt().catch((error) => {
    if (!error.print) throw error
    error.print()
    return { passed: 0, failed: 0, brokenParts: ['build'] }
  })
  const broken = [...checks.brokenParts, ...built.brokenParts]
  const passed = checks.passed + built.passed
  // A part without tests of its own (types, lint, build …) that is not well counts as one failure: 0 failed means that all is well.
  const failed = Math.max(checks.failed + built.failed, broken.length)
  heading(broken.length > 0 ? `not well: ${broken.join(', ')}` : 'all well')
  console.log(`${passed} passed, ${failed} failed`)
  return broken.length > 0 || passed === 0 ? 1 : 0
})
