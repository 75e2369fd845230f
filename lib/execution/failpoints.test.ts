import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { err, ok } from '@/lib/std/result'
import { createFailpoints, FAILPOINTS, noFailpoints, parseFailpoint } from './failpoints'

describe('a plan', () => {
  test.each([
    ['before-claim:crash', { name: 'before-claim', nth: 1, act: { kind: 'crash' } }],
    ['after-launch:2:freeze', { name: 'after-launch', nth: 2, act: { kind: 'freeze' } }],
    ['while-following:file=/tmp/a b:c', { name: 'while-following', nth: 1, act: { kind: 'wait', file: '/tmp/a b:c' } }],
  ])('%s', (text, plan) => expect(parseFailpoint(text)).toEqual(ok(plan)))

  test.each(['', 'crash', 'before-claim', 'before-claim:', 'before-claim:0:crash', 'before-claim:explode', 'before-claim:file=relative', 'nowhere:crash'])('"%s" is refused with a sentence', (text) => {
    expect(parseFailpoint(text)).toEqual(err(expect.stringMatching(/is not name|is no failpoint; known are before-claim/)))
  })
})

test('without a plan nothing happens anywhere', async () => {
  for (const name of FAILPOINTS) await Promise.all([createFailpoints(null)(name), noFailpoints(name)])
})

test('a planned wait holds the planned pass of the planned place, until its file is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-failpoint-'))
  const file = join(folder, 'go')
  const failpoint = createFailpoints({ name: 'after-claim', nth: 2, act: { kind: 'wait', file } })
  const passed: string[] = []
  await failpoint('before-claim')
  await failpoint('after-claim')
  const held = failpoint('after-claim').then(() => passed.push('second'))
  await failpoint('after-launch').then(() => passed.push('elsewhere'))
  await vi.waitFor(() => expect(existsSync(`${file}.here`)).toBe(true))
  writeFileSync(file, '')
  await held
  await failpoint('after-claim')
  expect(passed).toEqual(['elsewhere', 'second'])
  rmSync(folder, { recursive: true })
})
