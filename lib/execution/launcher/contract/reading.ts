/** Readings: bounded in time and size, and no job is left of them. For tests only. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { processesOf, until } from '../testing/place'
import { told } from './asking'
import type { Stage } from './stage'

export function readingContract(stage: Stage): void {
  describe('reading', () => {
    test('gives output and exit code, and leaves nothing behind', async () => {
      expect(await told(stage.launcher.read(['status', '-unit', 'says_1'], { timeoutMs: 5_000 }))).toMatchObject({
        exitCode: 1, signal: null, timedOut: false, truncated: false, output: new Uint8Array(Buffer.from('said status -unit says_1\n')),
      })
      expect(await told(stage.launcher.list())).toEqual(new Map())
    })

    test('ends a reading that hangs, and says so', async () => {
      expect(await told(stage.launcher.read(['status', '-unit', 'stubborn'], { timeoutMs: 1_000 }))).toMatchObject({ timedOut: true })
      expect(await until(() => processesOf(stage.place).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('stubborn')), (left) => left.length === 0)).toEqual([])
    }, 20_000)

    test('keeps the first mebibyte and says that more came', async () => {
      const read = await told(stage.launcher.read(['status', '-unit', 'floods', '-target', 'virtualserver'], { timeoutMs: 10_000 }))
      expect([read.output.length, read.truncated, read.exitCode]).toEqual([1_048_576, true, 0])
    })
  })
}
