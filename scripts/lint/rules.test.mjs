// The lint rules are themselves under test: snippets are written into a tree like ours and linted with our own configuration.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { layers, pure, roots } from '../../architecture.mjs'
import config from '../../oxlint.config.mts'

const take = (from) => `import { v } from '${from}'\nexport const z = v\n`
const takeType = (from) => `import type { v } from '${from}'\nexport type Z = typeof v\n`

/** [file, content, the rule that must refuse it; none: it must pass]. In a name, # is replaced, so that every case has a file of its own. */
const zone = 'no-restricted-paths'
const packageRule = 'no-restricted-imports'
const syntaxRule = 'no-restricted-syntax'
const cases = [
  ['lib/recovery/#.ts', take('@/db/client'), zone],
  ['lib/recovery/#.ts', take('./state')],
  ['lib/recovery/#.ts', take('../recoveries/service'), zone],
  ['lib/recovery/#.ts', takeType('@/lib/recoveries/ports'), zone],
  ['lib/recovery/#.ts', "export const z = () => import('@/db/client')\n", zone],
  ['lib/recovery/#.ts', "export * from '@/db/client'\n", zone],
  ['lib/recovery/#.ts', "export const z = (v: import('@/db/client').V) => v\n", syntaxRule],
  ['lib/recovery/#.ts', take('@/lib/vmiunit/commands')],
  ['lib/recovery/#.ts', take('@/lib/vmiunit/conclusion')],
  ['lib/recovery/#.ts', take('@/lib/vmiunit/parse-status'), zone],
  ['lib/recovery/#.ts', take('@/lib/std/result')],
  ['lib/recovery/#.ts', take('@/lib/procedures/registry'), zone],
  ['lib/recovery/#.ts', "import fs from 'node:fs'\nexport const z = fs\n", packageRule],
  ['lib/recovery/#.ts', "import { eq } from 'drizzle-orm'\nexport const z = eq\n", packageRule],
  ['lib/recovery/#.ts', "import { useState } from 'react'\nexport const z = useState\n", packageRule],
  ['lib/recovery/#.ts', 'export const z = Date.now()\n', 'no-restricted-properties'],
  ['lib/recovery/#.ts', 'export const z = Math.random()\n', 'no-restricted-properties'],
  ['lib/recovery/#.ts', 'export const z = new Date()\n', syntaxRule],
  ['lib/recovery/#.ts', 'export const z = (at: number) => new Date(at)\n'],
  ['lib/recovery/#.ts', 'export const z = globalThis.process\n', 'no-restricted-globals'],
  ['lib/recovery/#.test.ts', take('@/lib/procedures/registry')],
  ['lib/procedures/#.ts', take('@/lib/recovery/decide')],
  ['lib/procedures/#.ts', take('@/lib/execution/executor'), zone],
  ['lib/procedures/#.ts', 'export const z = Date.now()\n', 'no-restricted-properties'],
  ['lib/std/#.ts', take('@/lib/recovery/decide'), zone],
  ['lib/std/#.ts', "import { randomUUID } from 'node:crypto'\nexport const z = randomUUID\n", packageRule],
  ['lib/vmiunit/targets.ts', 'export const z = Date.now()\n', 'no-restricted-properties'],
  ['lib/vmiunit/commands.ts', take('@/lib/vmiunit/parse-status'), zone],
  ['lib/vmiunit/#.ts', take('@/lib/recovery/decide'), zone],
  ['lib/vmiunit/simulator/bin/#.ts', 'export const z = process.env.X\n'],
  ['lib/recoveries/#.ts', takeType('@/lib/vmiunit/port')],
  ['lib/recoveries/#.ts', take('@/lib/execution/executor'), zone],
  ['lib/recoveries/#.ts', take('@/db/client'), zone],
  ['lib/recoveries/#.ts', take('./ports')],
  ['lib/recoveries/#.ts', take('@/lib/accounts/may'), zone],
  ['lib/recovery/#.ts', take('@/lib/accounts/may')],
  ['lib/accounts/may.ts', take('@/lib/recovery/state'), zone],
  ['lib/accounts/may.ts', 'export const z = Date.now()\n', 'no-restricted-properties'],
  ['lib/recoveries/#.ts', take('@/lib/accounts/sessions'), zone],
  ['lib/recoveries/#.ts', "import { cookies } from 'next/headers'\nexport const z = cookies\n", packageRule],
  ['lib/recoveries/dto.ts', take('./service'), zone],
  ['lib/recoveries/dto.ts', takeType('@/lib/recovery/state')],
  ['lib/recoveries/ports.ts', take('./service'), zone],
  ['lib/execution/#.ts', takeType('@/lib/recoveries/ports')],
  ['lib/execution/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/execution/#.ts', take('@/db/client'), zone],
  ['lib/execution/launcher/#.ts', take('@/lib/recoveries/ports'), zone],
  ['lib/handoff/#.ts', take('@/db/client'), zone],
  ['lib/handoff/#.ts', take('@/lib/procedures/registry')],
  ['lib/handoff/ports.ts', take('@/lib/procedures/registry'), zone],
  ['lib/handoff/dto.ts', take('@/lib/procedures/registry'), zone],
  ['lib/accounts/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/sites/#.ts', take('@/lib/execution/executor'), zone],
  ['lib/sites/#.ts', take('@/lib/execution/transports/ssh-login')],
  ['lib/sites/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/sites/ports.ts', take('./settings'), zone],
  ['lib/sites/forms.ts', take('./input'), zone],
  ['lib/sites/dto.ts', take('./views'), zone],
  ['lib/sites/dto.ts', takeType('./checks')],
  ['lib/sites/checks.ts', take('@/lib/recoveries/forms'), zone],
  ['lib/files/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/files/ports.ts', takeType('@/lib/recoveries/dto'), zone],
  ['lib/audit/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/notify/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/notify/#.ts', take('@/lib/recovery/decide')],
  ['lib/notify/ports.ts', take('@/lib/recoveries/service'), zone],
  ['lib/notify/facts.ts', takeType('@/lib/recoveries/dto'), zone],
  ['lib/notify/forms.ts', take('@/lib/recovery/decide'), zone],
  ['lib/notify/dto.ts', take('@/lib/recovery/decide'), zone],
  ['lib/accounts/may.ts', take('@/lib/accounts/sessions'), zone],
  ['lib/recoveries/forms.ts', take('./service'), zone],
  ['lib/execution/transports/#.ts', take('@/lib/execution/executor'), zone],
  ['lib/vmiunit/outcome.ts', take('./parse-status'), zone],
  ['components/forms/#.tsx', take('@/components/recovery/step-form'), zone],
  ['components/shell/#.tsx', take('@/components/recovery/step-form'), zone],
  ['components/home/#.tsx', take('@/lib/recoveries/service'), zone],
  ['lib/demo-world.ts', take('@/lib/recoveries/service'), zone],
  ['components/handoff/#.tsx', take('@/lib/recoveries/service'), zone],
  ['components/files/#.tsx', take('@/components/recovery/step-form'), zone],
  ['components/accounts/#.tsx', take('@/components/recovery/step-form'), zone],
  ['components/sites/#.tsx', take('@/lib/server'), zone],
  ['components/demo/#.tsx', take('@/lib/server'), zone],
  ['lib/i18n/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/i18n/words.tsx', take('@/lib/env'), zone],
  ['lib/i18n/format.ts', take('@/lib/env'), zone],
  ['lib/queries/#.ts', take('@/lib/recoveries/service'), zone],
  ['lib/queries/#.ts', take('@/lib/recoveries/dto')],
  ['lib/queries/#.ts', "'use client'\nexport const z = 1\n"],
  ['lib/queries/#.ts', "import { z } from 'zod'\nexport const y = z\n", packageRule],
  ['lib/env.ts', 'export const z = process.env.X\n'],
  ['lib/env.ts', take('@/lib/std/result'), zone],
  ['lib/log.ts', take('@/lib/env')],
  ['lib/log.ts', take('@/lib/recovery/decide'), zone],
  ['lib/server.ts', take('@/db/client')],
  ['lib/server.ts', take('@/lib/execution/executor')],
  ['lib/server.ts', "import 'server-only'\nexport const z = 1\n"],
  ['lib/server.ts', take('@/components/ui/button'), zone],
  ['lib/server.ts', "'use server'\nexport const z = 1\n", syntaxRule],
  ['lib/compose/#.ts', take('@/db/engines/engine')],
  ['lib/compose/#.ts', take('@/components/ui/button'), zone],
  ['lib/recoveries/#.ts', take('@/lib/compose/execution'), zone],
  ['lib/compose.ts', "import 'server-only'\nexport const z = 1\n", packageRule],
  ['db/#.ts', takeType('@/lib/recoveries/ports')],
  ['db/#.ts', takeType('@/lib/accounts/ports')],
  ['db/#.ts', take('@/lib/recoveries/service'), zone],
  ['db/#.ts', take('./schema/recoveries')],
  ['db/#.ts', take('@/lib/execution/executor'), zone],
  ['lib/sites/#.ts', "import { eq } from 'drizzle-orm'\nexport const z = eq\n", packageRule],
  ['components/recovery/#.tsx', take('@/db/client'), zone],
  ['components/recovery/#.tsx', take('@/app/recoveries/actions'), zone],
  ['components/recovery/#.tsx', take('@/lib/server'), zone],
  ['components/recovery/#.tsx', take('@/lib/vmiunit/parse-status'), zone],
  ['components/recovery/#.tsx', take('@/lib/vmiunit/commands')],
  ['components/recovery/#.tsx', "'use client'\nimport { v } from '@/lib/recoveries/dto'\nimport { v as b } from '@/components/ui/button'\nexport const z = v + b\n"],
  ['components/recovery/#.tsx', "'use server'\nexport const z = 1\n", syntaxRule],
  ['components/recovery/#.tsx', "import { z } from 'zod'\nexport const y = z\n", packageRule],
  ['components/ui/#.tsx', take('@/components/recovery/step-form'), zone],
  ['components/ui/#.tsx', take('@/lib/recovery/decide'), zone],
  ['app/recoveries/#.tsx', take('@/db/client'), zone],
  ['app/recoveries/#.tsx', take('@/lib/recoveries/service'), zone],
  ['app/recoveries/#.tsx', take('@/lib/recovery/decide'), zone],
  ['app/recoveries/#.tsx', "import { v } from '@/lib/server'\nimport { v as s } from '@/components/recovery/step-form'\nexport const z = v + s\n"],
  ['app/recoveries/#.tsx', "'use server'\nexport const z = 1\n", syntaxRule],
  ['app/recoveries/#.tsx', 'export const z = process.env.X\n', syntaxRule],
  ['app/#/actions.ts', "'use server'\nexport const z = 1\n"],
  ['app/#/actions.ts', "'use client'\nexport const z = 1\n", syntaxRule],
  ['app/#/actions.ts', 'export const z = process.env.X\n', syntaxRule],
  ['e2e/#.spec.ts', take('@/lib/procedures/registry')],
  ['e2e/#.spec.ts', take('@/db/testing/samples')],
  ['e2e/#.spec.ts', take('@/db/client'), zone],
  ['e2e/#.spec.ts', take('@/lib/server'), zone],
  ['lib/std/#.ts', Array.from({ length: 301 }, (_, n) => `export const v${n} = ${n}\n`).join(''), 'max-lines'],
]

const seeds = [
  'lib/compose/execution.ts', 'lib/sites/settings.ts', 'lib/sites/input.ts', 'lib/sites/views.ts', 'lib/std/result.ts', 'lib/env.ts', 'lib/vmiunit/commands.ts', 'lib/vmiunit/conclusion.ts', 'lib/vmiunit/port.ts', 'lib/vmiunit/parse-status.ts',
  'lib/execution/executor.ts', 'lib/recovery/decide.ts', 'lib/recovery/state.ts', 'lib/procedures/registry.ts', 'lib/recoveries/service.ts',
  'lib/recoveries/dto.ts', 'lib/recoveries/ports.ts', 'lib/sites/ports.ts', 'lib/sites/forms.ts', 'lib/sites/dto.ts', 'lib/sites/checks.ts', 'lib/accounts/may.ts', 'lib/accounts/ports.ts', 'lib/accounts/sessions.ts', 'lib/server.ts',
  'db/client.ts', 'db/schema/recoveries.ts', 'db/testing/samples.ts', 'components/ui/button.tsx', 'components/recovery/step-form.tsx', 'app/recoveries/actions.ts',
]

const home = path.resolve(import.meta.dirname, '../..')
const trees = []
afterAll(() => { for (const tree of trees) rmSync(tree, { recursive: true }) })

const write = (tree, file, text) => {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true })
  writeFileSync(path.join(tree, file), text)
}

/** A tree with our configuration, changed by `weaken` where one is given, and no code but the seeds. */
const makeTree = (weaken = {}) => {
  const tree = mkdtempSync(path.join(tmpdir(), 'shirube-lint-'))
  trees.push(tree)
  for (const seed of seeds) write(tree, seed, 'export const v = 1\nexport type V = number\n')
  write(tree, 'package.json', '{"type":"module"}')
  write(tree, 'tsconfig.json', '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","strict":true,"jsx":"react-jsx","skipLibCheck":true,"paths":{"@/*":["./*"]}},"include":["**/*.ts","**/*.tsx"]}')
  mkdirSync(path.join(tree, 'scripts/lint'), { recursive: true })
  for (const file of ['architecture.mjs', 'oxlint.config.mts']) write(tree, file, (weaken[file] ?? ((text) => text))(readFileSync(path.join(home, file), 'utf8')))
  copyFileSync(path.join(home, 'scripts/lint/core-rules.mjs'), path.join(tree, 'scripts/lint/core-rules.mjs'))
  symlinkSync(path.join(home, 'node_modules'), path.join(tree, 'node_modules'))
  return tree
}

/** Puts each case into a file of its own; single files that several cases share come in rounds. */
const inRounds = () => {
  const rounds = []
  for (const [index, [name, text, rule]] of cases.entries()) {
    const file = name.replace('#', `case-${index}`)
    let round = rounds.find((one) => !one.some((other) => other.file === file))
    if (!round) rounds.push((round = []))
    round.push({ file, text, rule, index })
  }
  return rounds
}

/** The cases that did not come out as the table says, each with the rules that were hit. */
const mismatches = (weaken, rounds = inRounds()) => {
  const wrong = []
  for (const round of rounds) {
    const tree = makeTree(weaken)
    for (const { file, text } of round) write(tree, file, text)
    const { stdout, stderr } = spawnSync(process.execPath, [path.join(home, 'node_modules/oxlint/bin/oxlint'), '-c', 'oxlint.config.mts', '-f', 'json'], { cwd: tree, encoding: 'utf8' })
    if (!stdout.startsWith('{')) throw new Error(stdout + stderr)
    const found = JSON.parse(stdout).diagnostics.filter(({ severity }) => severity === 'error')
    for (const { file, rule, index } of round) {
      const hits = found.filter((hit) => hit.filename === file).map((hit) => hit.code)
      const asWanted = rule ? hits.some((code) => code.includes(`(${rule})`)) : !hits.some((code) => code.includes('restricted'))
      if (!asWanted) wrong.push({ file, case: cases[index], hits })
    }
  }
  return wrong
}

describe('the import rules', () => {
  test('every snippet is refused or let through as written here', () => {
    expect(mismatches()).toEqual([])
  })

  test.each([
    ['a row of the table opened', { 'architecture.mjs': (text) => text.replace("'lib/recovery': ['lib/std',", "'lib/recovery': ['lib/std', 'db',") }],
    ['the table softened to a warning', { 'oxlint.config.mts': (text) => text.replace("'zones/no-restricted-paths': ['error'", "'zones/no-restricted-paths': ['warn'").replace('denyWarnings: true, ', '') }],
    ['the table left out', { 'oxlint.config.mts': (text) => text.replace(/^ +'zones\/no-restricted-paths'.*$/m, '') }],
    ['purity left out', { 'architecture.mjs': (text) => text.replace(/^export const pure = .*$/m, 'export const pure = []') }],
    ['packages opened to everybody', { 'architecture.mjs': (text) => text.replace(/^export const packages = \[[^]*$/m, 'export const packages = []') }],
    ['directives allowed everywhere', { 'oxlint.config.mts': (text) => text.replace("= directive('use server')", "= 'Nothing'").replace("directive('use server')", "'Nothing'") }],
  ])('a weakening is caught: %s', (_, weaken) => {
    expect(mismatches(weaken, inRounds().slice(0, 1))).not.toEqual([])
  })

  test('every row refuses something that a snippet asks for, so that opening any row is caught', () => {
    const refuses = (row) => cases.some(([file, , rule]) => rule && (file === row || file.startsWith(`${row}/`)))
    expect(Object.keys(layers).filter((row) => !refuses(row))).toEqual([])
  })

  test('every rule is an error, or off with its reason beside it', () => {
    const severities = [config.rules, ...config.overrides.map(({ rules }) => rules)].flatMap((rules) => Object.values(rules)).map((rule) => (Array.isArray(rule) ? rule[0] : rule))
    expect(new Set(severities)).toEqual(new Set(['error', 'off']))
    expect(config.options.denyWarnings).toBe(true)
  })
})

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(place) : /\.tsx?$/.test(entry.name) ? [place] : []
  })
const unruled = (files) => files.filter((file) => !Object.keys(layers).some((row) => file === row || file.startsWith(`${row}/`)))

describe('the table covers the tree', () => {
  test('every file of ours falls under a row', () => {
    const files = roots.flatMap((root) => filesUnder(path.join(home, root))).map((file) => path.relative(home, file))
    expect(unruled(files.filter((file) => !/^lib\/(compose|env|log)\.test\.ts$/.test(file)))).toEqual([])
  })

  test('a new folder cannot arrive unruled', () => {
    expect(unruled(['lib/stray/a.ts', 'components/stray/a.tsx', 'lib/std/result.ts'])).toEqual(['lib/stray/a.ts', 'components/stray/a.tsx'])
  })

  test('pure places are places of the table', () => {
    expect(unruled(pure.map((place) => (place.endsWith('.ts') ? place : `${place}/a.ts`)))).toEqual([])
  })
})
