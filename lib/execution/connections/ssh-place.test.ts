// Where sockets of ssh lie: a folder of everybody's, in which others leave things.
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeSshPlace, openSshPlace } from './ssh-place'

/** More than Linux ever gives out. */
const GONE = 99_999_999
let folder: string

beforeEach(() => {
  folder = mkdtempSync('/tmp/shirube-place-')
  vi.stubEnv('TMPDIR', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test('the folder of sockets is for its owner alone; what a process of ours left is removed, and what a living one has stays', () => {
  const [left, living] = [GONE, process.pid].map((pid) => join(folder, `shirube-ssh-${pid}-aaaaaa`))
  for (const each of [left, living]) mkdirSync(join(each ?? '', 'socket'), { recursive: true })
  const place = openSshPlace('/data', undefined)
  expect(statSync(place.controlFolder).mode & 0o777).toBe(0o700)
  expect([left, living].map((each) => existsSync(each ?? ''))).toEqual([false, true])
  closeSshPlace(place)
  expect(existsSync(place.controlFolder)).toBe(false)
})

test('what somebody else left under such a name is let alone, and nothing behind a link of it is touched', () => {
  const outside = join(folder, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'kept'), '')
  const bait = join(folder, `shirube-ssh-${GONE}-bait`)
  symlinkSync(outside, bait)
  const foreign = join(folder, `shirube-ssh-${GONE}-other`)
  mkdirSync(foreign)
  // Only root can give a folder away; to others it is shown by the link alone.
  if (process.getuid?.() === 0) chownSync(foreign, 65_534, 65_534)
  closeSshPlace(openSshPlace('/data', undefined))
  expect(existsSync(join(outside, 'kept'))).toBe(true)
  expect(existsSync(bait)).toBe(true)
  expect(existsSync(foreign)).toBe(process.getuid?.() === 0)
})
