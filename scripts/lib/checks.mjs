// Everything that can be proven without a build and a browser: types, lint, dead code, unit and contract tests.
import { rmSync } from 'node:fs'
import { postgresFolder, startPostgres } from './postgres.mjs'
import { run } from './processes.mjs'
import { inRoot, logFile } from './root.mjs'
import { heading, say } from './say.mjs'
import { buildSimulator } from './simulator-build.mjs'
import { vitestCounts } from './test-counts.mjs'

const node = (file, args, options) => run(process.execPath, [inRoot('node_modules', ...file.split('/')), ...args], options)

/** Name → work that answers an exit code. */
const statics = [
  ['types', async () => (await node('next/dist/bin/next', ['typegen'], { stdio: 'ignore' })) || (await node('typescript/bin/tsc', ['--noEmit', '-p', '.']))],
  ['lint and import rules', () => node('oxlint/bin/oxlint', ['-c', 'oxlint.config.mts'])],
  ['dead code', () => node('knip/bin/knip.js', ['--no-progress', '--no-config-hints'])],
]

const testUnits = async ({ thorough, databaseUrl }) => {
  const report = logFile('vitest-report')
  rmSync(report, { force: true })
  const code = await node('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    env: {
      SHIRUBE_TEST_DATABASE_URL: databaseUrl,
      SHIRUBE_TEST_ALL: thorough ? '1' : undefined,
      // The programs that tests start again and again leave each other their compiled code.
      NODE_COMPILE_CACHE: inRoot('node_modules/.cache/shirube-compiled'),
    },
  })
  return { code, ...vitestCounts(report) }
}

const withPostgres = async () => {
  if (process.env.SHIRUBE_TEST_DATABASE_URL) return process.env.SHIRUBE_TEST_DATABASE_URL
  if (postgresFolder()) return startPostgres()
  say('PostgreSQL がないため、その契約テストは省きます(npm test では必須)', 'no PostgreSQL here: its contract tests are left out (npm test needs it)')
  return undefined
}

/**
 * Runs all checks, also after one failed: who mends wants to see all that is wrong.
 * @param {{ thorough?: boolean }} [options] `thorough`: the long forms of the tests
 * @returns {Promise<{ passed: number, failed: number, brokenParts: string[] }>} tests counted, and the names of parts that are not well
 */
export const runChecks = async ({ thorough = false } = {}) => {
  const brokenParts = []
  for (const [name, work] of statics) {
    heading(name)
    if ((await work()) !== 0) brokenParts.push(name)
  }
  heading('unit and contract tests')
  await buildSimulator()
  const { code, passed, failed } = await testUnits({ thorough, databaseUrl: await withPostgres() })
  if (code !== 0 || passed === 0) brokenParts.push('unit and contract tests')
  return { passed, failed, brokenParts }
}
