/** One id runs once, whoever presses and however the press is held up. For tests only. */
import { describe, expect, test } from 'vitest'
import type { JobState } from '../port'
import { isAlive, launchesOf, replaceTool, until } from '../testing/place'
import { codeOf, detach, NEVER_LATE, PATIENCE, SERVER, told } from './asking'
import { waitingOf, WAYS } from './ready'
import type { Stage } from './stage'

export function onceContract(stage: Stage): void {
  const { another, launch, settled, sayRaw, times } = stage
  describe('once', () => {
    test('one id pressed by twenty racers over ten connections runs once, many times in a row', async () => {
      const racers = [stage.launcher, ...Array.from({ length: 9 }, () => another())]
      await Promise.all(racers.map((racer) => told(racer.state('warm'))))
      const ids = Array.from({ length: times(10, 4) }, (_, at) => `a${at}`)
      for (const id of ids) {
        const states = await Promise.all(Array.from({ length: 20 }, (_, at) => launch(id, 'says_0', racers[at % 10])))
        for (const state of states) expect(['starting', 'running', 'ended']).toContain(state.kind)
        expect(await settled(id)).toMatchObject({ kind: 'ended', exitCode: 0 })
      }
      expect(await launch('a0', 'says_0')).toMatchObject({ kind: 'ended' })
      expect(launchesOf(stage.place)).toEqual(ids.map((id) => `detach says_0 ${id}`))
    })

    test('launch and void agree in every race, and only what is not void has run', async () => {
      const rival = another()
      const ids = Array.from({ length: times(200, 50) }, (_, at) => `race-${at}`)
      const kinds = new Map<string, string>()
      for (const [at, id] of ids.entries()) {
        const pressed = (): Promise<JobState> => launch(id, 'says_0')
        const voided = (): Promise<JobState> => told(rival.void(id))
        const [one, other] = await Promise.all(at % 2 ? [pressed(), voided()] : [voided(), pressed()])
        const [toPress, toVoid] = at % 2 ? [one, other] : [other, one]
        // Who lost the id by a hair may hear "taken, not yet known by what", never the opposite.
        expect(toVoid.kind === 'void' ? ['void', 'starting'] : ['starting', 'running', 'ended'], id).toContain(toPress.kind)
        kinds.set(id, toVoid.kind)
      }
      for (const [id, kind] of kinds) expect((await settled(id)).kind).toBe(kind === 'void' ? 'void' : 'ended')
      const ran = [...kinds].filter(([, kind]) => kind !== 'void').map(([id]) => `detach says_0 ${id}`)
      expect([...launchesOf(stage.place)].sort()).toEqual(ran.sort())
    }, 60_000)

    test('a void id never runs, whoever presses, and stays void', async () => {
      expect(await told(stage.launcher.state('v1'))).toEqual({ kind: 'absent' })
      expect(await told(stage.launcher.void('v1'))).toEqual({ kind: 'void' })
      expect(await launch('v1', 'says_0')).toEqual({ kind: 'void' })
      expect(await told(another().state('v1'))).toEqual({ kind: 'void' })
      expect(launchesOf(stage.place)).toEqual([])
    })

    test.each(WAYS)('nothing starts after its time: neither a late press nor one held up in a frozen session (a folder %s)', async (_, astray) => {
      // It takes longer than the press is good for.
      astray(stage.place, 'sleep 1.2')
      const warm = await stage.launcher.state('warm')
      const nowMs = warm.ok ? warm.value.clockMs : 0
      expect(await codeOf(stage.launcher.launch({ id: 'l1', argv: detach('says_0'), notAfterMs: nowMs - 1 }, PATIENCE))).toBe('late')
      const again = await stage.launcher.state('warm')
      const aboveMs = again.ok ? again.value.clockMs + 1_000 : 0
      expect(await codeOf(stage.launcher.launch({ id: 'l2', argv: detach('says_0'), notAfterMs: aboveMs }, PATIENCE))).toBe('late')
      expect(await told(stage.launcher.state('l1'))).toEqual({ kind: 'absent' })
      expect(await told(stage.launcher.state('l2'))).toEqual({ kind: 'void' })
      expect(launchesOf(stage.place)).toEqual([])
    })

    test('a press in its time starts, though the session set its clock anew since its command-to-be began to wait', async () => {
      replaceTool(stage.place, 'date', `if [ -e '${stage.place.folder}/set' ]; then exec /bin/date "$@"; fi; : >'${stage.place.folder}/set'; echo $(($(/bin/date +%s%3N) + 3600000))`)
      const said = await sayRaw(`n probe\nn launch c1 ${Date.now() + 20_000} detach -unit says_0 -vs ${SERVER}\n`, ['raw', 'serve', 'ready'])
      expect(said).toMatch(/ probe [^]* state (?:starting|running|ended)/)
      expect(await settled('c1')).toMatchObject({ kind: 'ended', exitCode: 0 })
    })

    test('a waiting command-to-be that dies leaves the id void, and the next press runs', async () => {
      await told(stage.launcher.state('warm'))
      const waiting = await until(() => waitingOf(stage.place), (pids) => pids.length > 0)
      for (const pid of waiting) process.kill(pid, 'SIGKILL')
      await until(() => waiting.filter(isAlive), (left) => left.length === 0)
      await launch('s1', 'says_0')
      expect(await settled('s1')).toEqual({ kind: 'void' })
      await launch('s2', 'says_0')
      expect(await settled('s2')).toMatchObject({ kind: 'ended', exitCode: 0 })
      expect(launchesOf(stage.place)).toEqual(['detach says_0 s2'])
    })

    test('a line that was cut off before its end is not carried out', async () => {
      expect(await sayRaw(`n1 launch t1 ${NEVER_LATE} detach -unit says_0 -vs ${SERVER}`)).toBe('')
      expect(await told(stage.launcher.state('t1'))).toEqual({ kind: 'absent' })
    })
  })
}
