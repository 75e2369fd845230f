/** Sessions: who answers, and what becomes of those that die or freeze. For tests only. */
import { existsSync, readdirSync, readlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandLineOf, isAlive, launchesOf, letGo, pidsOf, processesOf, until, type Place } from '../testing/place'
import { codeOf, detach, NEVER_LATE, PATIENCE, SERVER, told } from './asking'
import { preparedIn } from './ready'
import type { Stage } from './stage'

/** Sessions of the script. Youngest first: who waits on a session ends by itself with it. */
const servingOf = (place: Place): readonly number[] =>
  processesOf(place).filter((pid) => isAlive(pid) && commandLineOf(pid).includes('\0serve\0')).toSorted((one, other) => other - one)

const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

export function connectionContract(stage: Stage): void {
  const { another, launch, settled, running } = stage
  describe('the connection', () => {
    test('every answer says who gave it: one identity for all sessions, another for another folder', async () => {
      const askedAt = Date.now()
      const stamps = await Promise.all([stage.launcher.probe(), another().state('a'), another().list(), stage.launcher.void('b')])
      const names = stamps.map((answer) => (answer.ok ? `${answer.value.protocol} ${answer.value.identity} ${answer.value.bootId}` : answer.error.kind))
      expect(new Set(names).size).toBe(1)
      for (const clockMs of stamps.map((answer) => (answer.ok ? answer.value.clockMs : 0))) {
        expect(clockMs).toBeGreaterThan(askedAt - 2_000)
        expect(clockMs).toBeLessThan(Date.now() + 2_000)
      }
      const elsewhere = another({ jobs: join(stage.place.folder, 'other') })
      const answer = await elsewhere.probe()
      expect(answer.ok && answer.value.identity).not.toBe(names[0]?.split(' ')[1])
    })

    test('a spare session that dies is replaced, and jobs do not notice', async () => {
      await launch('r1', 'waits')
      await running('r1')
      killAll(servingOf(stage.place).filter((pid) => pid !== pidsOf(stage.place, 'r1').recorder))
      await until(() => stage.launcher.state('r1'), (answer) => answer.ok && answer.value.value.kind === 'running')
      letGo(stage.place)
      expect(await settled('r1')).toMatchObject({ kind: 'ended', exitCode: 7 })
    })

    test('what a killed session had made ready is void, and gone after a day; what became a job stays', async () => {
      await launch('k1', 'says_0')
      await settled('k1')
      const ready = await until(() => preparedIn(stage.place).filter((name) => name !== readlinkSync(join(stage.place.jobs, 'k1'))), (names) => names.length === 1)
      killAll(servingOf(stage.place))
      await stage.launcher.close()
      await until(() => processesOf(stage.place).filter(isAlive), (pids) => pids.length === 0)
      await told(another().state('k1'))
      expect(existsSync(join(stage.place.jobs, ready[0] ?? '', 'void'))).toBe(true)
      for (const name of readdirSync(stage.place.jobs)) if (name.startsWith('.prepared.')) utimesSync(join(stage.place.jobs, name), 0, 0)
      const again = another()
      expect(await told(again.state('k1'))).toMatchObject({ kind: 'ended', exitCode: 0 })
      await until(() => preparedIn(stage.place), (names) => !names.includes(ready[0] ?? ''))
      expect(await told(again.state('k1'))).toMatchObject({ kind: 'ended', exitCode: 0 })
    })

    test('an answer that does not come in time is no contact; what was asked never happens behind our back', async () => {
      await told(stage.launcher.state('z1'))
      // The tool that waits for a job's record is the last that a session starts before it rests.
      await until(() => processesOf(stage.place).map(commandLineOf), (lines) => lines.some((line) => line.startsWith('dd\0of=')))
      const frozen = processesOf(stage.place)
      for (const pid of frozen) process.kill(pid, 'SIGSTOP')
      expect(await codeOf(stage.launcher.launch({ id: 'z1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, { deadlineMs: 200 }))).toBe('noContact: timeout')
      expect(await told(stage.launcher.void('z1'))).toEqual({ kind: 'void' })
      // The session itself was let go of; who waited on it for a job goes on, and finds that there is none.
      for (const pid of frozen.filter(isAlive)) process.kill(pid, 'SIGCONT')
      await until(() => frozen.filter(isAlive), (left) => left.length === 0)
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('words that the wire cannot carry are refused before anything is sent', async () => {
      for (const word of ['a b', '$(id)', '', 'é', 'a\nb', '@3', "'"])
        expect(await codeOf(stage.launcher.launch({ id: 'y1', argv: ['detach', '-unit', word, '-vs', SERVER], notAfterMs: NEVER_LATE }, PATIENCE)), word).toBe('badWord')
      for (const id of ['', '../x', '.x', '-x', 'a b', 'x'.repeat(101)]) expect(await codeOf(stage.launcher.state(id)), id).toBe('badId')
      expect(await told(stage.launcher.list())).toEqual(new Map())
    })
  })
}
