import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pinHostKeys } from './host-keys'

test('pinned keys are written once: what is there with its content is left alone, what was cut is written anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-pinned-'))
  try {
    const key = `ssh-ed25519 ${'A'.repeat(68)}`
    const path = pinHostKeys(folder, [key])
    const { ino } = statSync(path)
    expect([pinHostKeys(folder, [key]), statSync(path).ino]).toEqual([path, ino])
    expect(pinHostKeys(folder, [key, `ssh-rsa ${'B'.repeat(68)}`])).not.toBe(path)
    truncateSync(path, 10)
    pinHostKeys(folder, [key])
    expect(readFileSync(path, 'utf8')).toContain(` ${key}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
