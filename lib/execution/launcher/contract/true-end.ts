/** How a job ended is recorded, and where the record is missing or broken it says so. For tests only. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isAlive, jobFile, launchesOf, letGo, pidsOf, tamper, until } from '../testing/place'
import { codeOf, detach, NEVER_LATE, PATIENCE, told } from './asking'
import { WAYS } from './ready'
import type { Stage } from './stage'

export function trueEndContract(stage: Stage): void {
  const { another, launch, settled, running, outputOf, times } = stage
  describe('the true end', () => {
    test.each([0, 1, 2, 64, 3, 255])('exit code %i is recorded', async (code) => {
      await launch('e1', `says_${code}`)
      expect(await settled('e1')).toMatchObject({ kind: 'ended', exitCode: code })
    })

    test('a signal is recorded as one', async () => {
      await launch('e1', 'dies')
      expect(await settled('e1')).toMatchObject({ kind: 'ended', exitCode: 137, signal: 'SIGKILL' })
      expect(await outputOf('e1')).toHaveLength(0)
    })

    test('the command outlives the connection; its output and exit code are collected by another', async () => {
      await launch('s1', 'waits')
      await running('s1')
      await stage.launcher.close()
      letGo(stage.place)
      const later = another()
      expect(await settled('s1', later)).toMatchObject({ kind: 'ended', exitCode: 7, bytes: 11 })
      expect((await outputOf('s1', 0, 0, later)).toString()).toBe('begun\nover\n')
    })

    test('TERM and HUP to the recording process do not keep it from recording', async () => {
      await launch('h1', 'waits')
      await running('h1')
      const { recorder } = pidsOf(stage.place, 'h1')
      process.kill(recorder, 'SIGTERM')
      process.kill(recorder, 'SIGHUP')
      letGo(stage.place)
      expect(await settled('h1')).toMatchObject({ kind: 'ended', exitCode: 7 })
    })

    test('recording process killed: lost, saying whether the command still lives', async () => {
      await launch('k1', 'waits')
      await running('k1')
      const { recorder, command } = pidsOf(stage.place, 'k1')
      process.kill(recorder, 'SIGKILL')
      expect(await settled('k1')).toEqual({ kind: 'lost', reason: 'gone', alive: true })
      letGo(stage.place)
      await until(() => isAlive(command), (alive) => !alive)
      expect(await told(stage.launcher.state('k1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
    })

    test('a reused process id is not taken for the command: the start time differs', async () => {
      await launch('p1', 'waits')
      await running('p1')
      tamper(jobFile(stage.place, 'p1', 'run'), (text) => text.replace(/^run (\d+) (\d+) (\d+) (\d+)/m, 'run $1 1 $3 1'))
      expect(await told(stage.launcher.state('p1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
    })

    test('after a reboot a job without exit record is lost', async () => {
      await launch('b1', 'waits')
      await running('b1')
      tamper(jobFile(stage.place, 'b1', 'run'), (text) => text.replace(/^boot [0-9a-f]/m, (found) => `boot ${found.endsWith('0') ? '1' : '0'}`))
      expect(await told(stage.launcher.state('b1'))).toEqual({ kind: 'lost', reason: 'rebooted', alive: false })
    })

    test('an exit record torn at any line counts as not there', async () => {
      await launch('x1', 'says_64')
      const whole = await settled('x1')
      await until(() => isAlive(pidsOf(stage.place, 'x1').recorder), (alive) => !alive)
      const file = jobFile(stage.place, 'x1', 'exit')
      const text = readFileSync(file, 'utf8')
      for (const end of ['code 6', 'code 64\n', 'code 64\nat 17', text.slice(0, text.indexOf('end')), '']) {
        writeFileSync(file, end)
        expect(await told(stage.launcher.state('x1'))).toEqual({ kind: 'lost', reason: 'gone', alive: false })
      }
      writeFileSync(file, text)
      expect(await told(stage.launcher.state('x1'))).toEqual(whole)
    })

    test.each(WAYS)('an id taken by one who died before the command is starting, then lost (a folder %s)', async (_, astray) => {
      astray(stage.place, '"/bin/${0##*/}" "$@"; kill -KILL $PPID; exit')
      await told(stage.launcher.state('warm'))
      expect(await codeOf(stage.launcher.launch({ id: 'd1', argv: detach('says_0'), notAfterMs: NEVER_LATE }, PATIENCE))).toBe('noContact: cut')
      await until(() => readFileSync(jobFile(stage.place, 'd1', 'job'), 'utf8'), (record) => record.includes('\nend\n'))
      expect(await told(stage.launcher.state('d1'))).toEqual({ kind: 'starting' })
      expect(await told(stage.launcher.void('d1'))).toEqual({ kind: 'starting' })
      tamper(jobFile(stage.place, 'd1', 'job'), (text) => text.replace(/^up (\d+)/m, (_, up: string) => `up ${Math.max(0, Number(up) - 11_000)}`))
      expect(await told(stage.launcher.state('d1'))).toEqual({ kind: 'lost', reason: 'neverStarted', alive: false })
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('asked without pause while jobs begin and end, the session never breaks and no state goes backwards', async () => {
      const order = ['starting', 'running', 'ended']
      const jobs = times(40, 13)
      for (let at = 0; at < jobs; at += 1) {
        const seen = [(await launch(`n${at}`, 'says_0')).kind]
        while (seen.at(-1) !== 'ended') seen.push((await told(stage.launcher.state(`n${at}`))).kind)
        expect(seen).toEqual(seen.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)))
      }
    }, 60_000)

    test('list names every id with its state', async () => {
      await launch('one', 'says_2')
      await told(stage.launcher.void('two'))
      await settled('one')
      const jobs = await told(stage.launcher.list())
      expect([...jobs].map(([id, state]) => [id, state.kind])).toEqual([['one', 'ended'], ['two', 'void']])
    })
  })
}
