import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ok } from '@/lib/std/result'
import type { JobState, Launcher, Trouble } from './launcher/port'
import { createManagers } from './managers'
import { sha256, useStage } from './testing/executor-stage'
import { CONNECTION, oneManager } from './testing/quick'
import { FAILED, launchesOf, onChange, openLauncher, OTHER, show, stoppedServer, UNIT, until, workingServer } from './testing/site'

const stage = useStage()
const { declined, executor, opened, press, settled } = stage

describe('a job that the database does not know', () => {
  test('is told, and while it lives presses on that manager are declined', async () => {
    onChange(stage.site, `while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done; works`)
    const argv = ['start', '-unit', UNIT, '-vs', FAILED]
    await stage.launcher.launch({ id: 'of-another-database', argv, notAfterMs: Date.now() + 10_000 }, { deadlineMs: 5_000 })
    const running = executor()
    await running.start()
    expect(await until(() => running.strangers()[0])).toEqual({ connectionId: CONNECTION, job: 'of-another-database', state: expect.stringMatching(/starting|running/), since: expect.any(Number), alive: true })
    running.wake(await press({}, running))
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'strangerJob' })
    writeFileSync(join(stage.site.folder, 'go'), '')
    await until(async () => { const said = await stage.launcher.state('of-another-database'); return said.ok && said.value.value.kind === 'ended' })
    show(stage.site, [stoppedServer(FAILED), workingServer(OTHER)])
    running.wake(await press({}, running))
    await settled()
    expect(running.strangers()).toEqual([expect.objectContaining({ state: 'ended', alive: false })])
  })
})

describe('settings that are saved while a command runs', () => {
  /** The connection as the settings have it; each change opens a launcher anew, and the one before is closed. */
  const managing = () => {
    const row = { value: { id: CONNECTION, transport: 'local' as const, charset: 'utf-8' as const, pressLimitMs: 30_000, identity: stage.identity, timeOutsMs: {}, keyFile: 'a', jobs: stage.site.jobs } }
    const managers = createManagers({
      connections: async () => [row.value], connection: async () => row.value, open: ({ jobs }) => openLauncher({ ...stage.site, jobs }), saveIdentity: async () => {},
    })
    opened.push(managers)
    return { managers, change: (to: Partial<typeof row.value>) => { row.value = { ...row.value, ...to } } }
  }

  test('do not cut it off: its end and its output are collected', async () => {
    onChange(stage.site, `echo begun; while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done; works; echo over; exit 1`)
    const { managers, change } = managing()
    const id = await press()
    executor({ managers }).wake(id)
    await until(async () => (await stage.records.attempts.get(id))?.status === 'launched')
    change({ timeOutsMs: { start: 1 } })
    change({ keyFile: 'b' })
    await managers.get(CONNECTION)
    writeFileSync(join(stage.site.folder, 'go'), '')
    expect((await settled()).conclusion).toBe('doneWarn')
    expect((await stage.records.recorded('CommandEnded'))[0]).toMatchObject({ said: { exitCode: 1 }, outputSha256: sha256('begun\nover\n') })
    expect(launchesOf(stage.site)).toHaveLength(1)
  })

  test('and lead elsewhere between comparison and launch: nothing runs at a manager that was not compared', async () => {
    const { managers, change } = managing()
    executor({ managers, failpoint: async (name) => { if (name === 'before-launch') change({ jobs: `${stage.site.jobs}-of-another` }) } }).wake(await press())
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'otherManager' })
    expect(launchesOf(stage.site)).toEqual([])
  })
})

describe('looking for work', () => {
  test('a connection that cannot be opened keeps neither the start nor the attempts of others waiting', async () => {
    const broken = randomUUID()
    await stage.records.press({ id: broken, connectionId: 'broken', unit: 'gyoumu_b', managerIdentity: stage.identity })
    const other = await press()
    const fine = oneManager(stage.launcher)
    const managers = { ...fine, ids: async () => ['broken', CONNECTION], get: async (id: string) => { if (id === 'broken') throw new Error('no space'); return fine.get(id) } }
    await executor({ managers }).start()
    expect((await declined()).attempt).toBe(other)
    expect((await stage.records.attempts.get(broken))?.status).toBe('requested')
  })

  test('a first look that fails does not keep the server from starting; the next one finds what there is', async () => {
    let failures = 0
    const claimable: typeof stage.records.attempts.claimable = (limit) => (failures++ === 0 ? Promise.reject(new Error('busy')) : stage.records.attempts.claimable(limit))
    const id = await press()
    await executor({ attempts: { ...stage.records.attempts, claimable } }).start()
    expect((await declined()).attempt).toBe(id)
  })
})

describe('stopping', () => {
  test('close leaves the command running and gives the attempt back; the next process collects it', async () => {
    onChange(stage.site, `echo begun; while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done; works; echo over; exit 1`)
    const first = executor()
    const id = await press()
    first.wake(id)
    await until(async () => (await stage.records.attempts.get(id))?.status === 'launched')
    await first.close()
    writeFileSync(join(stage.site.folder, 'go'), '')
    await executor().start()
    expect((await settled()).conclusion).toBe('doneWarn')
    expect((await stage.records.recorded('CommandEnded'))[0]).toMatchObject({ said: { exitCode: 1 }, outputSha256: sha256('begun\nover\n') })
    expect(launchesOf(stage.site)).toHaveLength(1)
  })

  test('an interruption says what is still alive and whether force was needed', async () => {
    onChange(stage.site, 'trap "" TERM; echo begun; while :; do sleep 0.05; done')
    const running = executor()
    const id = await press()
    running.wake(id)
    await until(async () => (await stage.records.attempts.output(id, 0, 10))?.totalBytes)
    const answer = await running.interrupt(id)
    expect(answer).toEqual(ok({ alive: [], forced: true }))
    await settled()
    expect((await stage.records.recorded('CommandEnded'))[0]?.said.kind).toBe('other')
    expect(await running.interrupt('nothing-like-it')).toEqual({ ok: false, error: { code: 'notRunning' } })
  })
})

describe('an interruption', () => {
  const silence = (cause: 'cut' | 'unreachable'): Trouble => ({ kind: 'noContact', cause, detail: 'test' })
  const running = async (interrupt: (id: string) => ReturnType<Launcher['interrupt']>) => {
    onChange(stage.site, `while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done`)
    const one = executor({ managers: oneManager({ ...stage.launcher, interrupt }) })
    const id = await press()
    one.wake(id)
    await until(async () => (await stage.records.attempts.get(id))?.status === 'launched')
    const answer = await one.interrupt(id)
    writeFileSync(join(stage.site.folder, 'go'), '')
    await settled()
    return answer
  }
  const answered = (id: string, change: { readonly identity?: string }, state: JobState) => async () => {
    const said = await stage.launcher.state(id)
    return said.ok ? ok({ ...said.value, ...change, value: { alive: 0, forced: false, state } }) : said
  }

  test('that nobody answered may have arrived: that is said, and nothing about what lives', async () => {
    expect(await running(async () => ({ ok: false, error: silence('cut') }))).toEqual(ok({ alive: [], forced: false, unanswered: true }))
  })

  test('that reached nobody was not asked', async () => {
    expect(await running(async () => ({ ok: false, error: silence('unreachable') }))).toEqual({ ok: false, error: { code: 'noContact' } })
    expect(await stage.records.recorded('CommandInterrupted')).toEqual([])
  })

  test.each([
    ['by another manager is none', { identity: 'other' }, 'ended', 'noContact'], ['of a job that nobody knows proves nothing', {}, 'absent', 'notRunning'],
    ['of a job that never ran proves nothing', {}, 'void', 'notRunning'], ['that came before the command is to be asked for again', {}, 'starting', 'tryAgain'],
  ] as const)('answered %s', async (_, change, kind, code) => {
    const state: JobState = kind === 'ended' ? { kind, exitCode: 0, signal: null, at: 0, bytes: 0 } : { kind }
    expect(await running((id) => answered(id, change, state)())).toEqual({ ok: false, error: { code } })
  })
})
