/** A command is ended with all that belongs to it, and it is said how. For tests only. */
import { describe, expect, test } from 'vitest'
import { isAlive, pidsOf, until } from '../testing/place'
import { told } from './asking'
import type { Stage } from './stage'

export function interruptingContract(stage: Stage): void {
  const { launch, running, outputOf } = stage
  describe('interrupting', () => {
    test('who listens to TERM ends by it; the end is recorded', async () => {
      await launch('i1', 'waits')
      await running('i1')
      expect(await told(stage.launcher.interrupt('i1'))).toMatchObject({ alive: 0, forced: false, state: { kind: 'ended', exitCode: 143, signal: 'SIGTERM' } })
    })

    test('who ignores TERM is forced, it is said so, and the end is recorded all the same', async () => {
      await launch('i2', 'stubborn')
      await until(() => outputOf('i2'), (output) => output.includes('begun'))
      const { command } = pidsOf(stage.place, 'i2')
      expect(await told(stage.launcher.interrupt('i2', { graceMs: 300 }))).toMatchObject({
        alive: 0, forced: true, state: { kind: 'ended', exitCode: 137, signal: 'SIGKILL' },
      })
      expect(isAlive(command)).toBe(false)
    })

    test('a child that hid in a session of its own is found and counted', async () => {
      await launch('i3', 'hides')
      await until(() => outputOf('i3'), (output) => output.includes('begun'))
      expect(await told(stage.launcher.interrupt('i3', { graceMs: 300 }))).toMatchObject({ alive: 0, forced: true, state: { kind: 'ended' } })
    })

    test('of a lost job what still lives is ended too; the job stays lost', async () => {
      await launch('i4', 'waits')
      await running('i4')
      process.kill(pidsOf(stage.place, 'i4').recorder, 'SIGKILL')
      expect(await told(stage.launcher.interrupt('i4'))).toMatchObject({ alive: 0, state: { kind: 'lost', reason: 'gone', alive: false } })
    })

    test('where there is nothing to interrupt nothing is', async () => {
      await told(stage.launcher.void('i5'))
      expect(await told(stage.launcher.interrupt('i5'))).toEqual({ alive: 0, forced: false, state: { kind: 'void' } })
    })
  })
}
