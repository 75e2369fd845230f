import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { next } from '@/db/testing/samples'
import { ok } from '@/lib/std/result'
import type { Launcher, Trouble } from './launcher/port'
import { sha256, useStage } from './testing/executor-stage'
import { CONNECTION, oneManager, QUICK, statusReaderOf } from './testing/quick'
import { RECOVERY } from './testing/records'
import { createSite, FAILED, launchesOf, onChange, onStatus, openLauncher, OTHER, removeSite, show, stoppedServer, UNIT, until, workingServer } from './testing/site'
import { createLocalLauncher } from './transports/local'

const stage = useStage()
const { declined, executor, executors, opened, press, settled, unknown } = stage
const unmark = { step: 'unmark', command: { name: 'unmark', unit: UNIT, server: FAILED }, argv: ['unmark', '-unit', UNIT, '-vs', FAILED] } as const
const started = (): Promise<unknown> => until(() => launchesOf(stage.site).length > 0)

describe('a command that a person runs', () => {
  test('is touched by no executor: neither when it is told of one nor when it looks for work, nor once nobody knows the outcome', async () => {
    const one = executor()
    const id = await press({ byHand: true }, one)
    one.wake(id)
    await one.start()
    const unknownOutcome = { type: 'OutcomeUnknown', v: 2, body: { leg: 1, step: 'start', attempt: id, why: 'notKnown' } } as const
    await stage.records.recoveries.append(next(RECOVERY, (await stage.records.history()).length, [unknownOutcome]))
    const other = executor()
    await other.start()
    expect([one.attending(), other.attending(), launchesOf(stage.site)]).toEqual([[], [], []])
    expect(await stage.records.attempts.get(id)).toMatchObject({ owner: null, epoch: 0, status: 'unknown', beforeReading: { complete: true } })
    expect(await one.interrupt(id)).toEqual({ ok: false, error: { code: 'notRunning' } })
  })
})

describe('a press', () => {
  test('runs once, is verified, and leaves its exit code, its output and the readings on record', async () => {
    const id = await press()
    executor().wake(id)
    expect(await settled()).toMatchObject({ attempt: id, by: 'machine', conclusion: 'done' })
    expect(launchesOf(stage.site)).toEqual([`start ${id}`])
    const [ended] = await stage.records.recorded('CommandEnded')
    expect(ended).toMatchObject({ said: { kind: 'normal', exitCode: 0, signal: null }, outputBytes: 11, outputSha256: sha256('begun\nover\n') })
    expect((await stage.records.recorded('CommandLaunched'))[0]?.before.servers.map(({ observed }) => observed)).toEqual(['stopped', 'working'])
    expect((await stage.records.recorded('StateSeen')).at(-1)).toMatchObject({ seen: 'target', last: true })
    expect(Buffer.from((await stage.records.attempts.output(id, 0, 100))?.bytes ?? []).toString()).toBe('begun\nover\n')
    await until(() => executors[0]?.attending().length === 0)
  })

  test('that two executors race for is launched once', async () => {
    const id = await press()
    for (const racing of Array.from({ length: 4 }, () => executor())) racing.wake(id)
    await settled()
    expect(launchesOf(stage.site)).toEqual([`start ${id}`])
  })

  test('is declined with both sides where the target differs from what its person saw', async () => {
    const id = await press()
    show(stage.site, [workingServer(FAILED), workingServer(OTHER)])
    executor().wake(id)
    const { why, changes, reading } = await declined()
    expect(why).toBe('drift')
    expect(changes).toContainEqual({ server: FAILED, field: 'observed', before: 'stopped', after: 'working' })
    expect(reading?.servers[0]?.observed).toBe('working')
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('runs where only another server differs, and the difference is on record', async () => {
    const id = await press()
    show(stage.site, [stoppedServer(FAILED), stoppedServer(OTHER)])
    executor().wake(id)
    await settled()
    expect((await stage.records.recorded('CommandLaunched'))[0]?.otherChanges).toContainEqual({ server: OTHER, field: 'observed', before: 'working', after: 'stopped' })
  })

  test.each([
    ['prints nothing', 'exit 0'],
    ['is cut in the middle', 'if [ "$4" = -target ]; then head -c 90 "$folder/servers"; exit 0; fi'],
    ['cannot be asked', 'exit 64'],
  ])('is declined as unreadable where status %s', async (_, lines) => {
    const id = await press()
    onStatus(stage.site, lines)
    executor().wake(id)
    expect((await declined()).why).toBe('unreadable')
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('is declined where its person had seen nothing', async () => {
    executor().wake(await press({ basedOn: null }))
    expect((await declined()).why).toBe('unreadable')
  })

  test('of a command that may run once is declined where its target state is there', async () => {
    executor().wake(await press(unmark))
    expect((await declined()).why).toBe('targetThere')
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('is declined as too late after the limit of its connection', async () => {
    executor({ managers: oneManager(stage.launcher, 1_000) }).wake(await press({ requestedAt: Date.now() - 1_500 }))
    expect((await declined()).why).toBe('tooLate')
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('is declined as too late by the launcher itself where the launch was held up', async () => {
    const late: Launcher = { ...stage.launcher, launch: (request, patience) => stage.launcher.launch({ ...request, notAfterMs: 1 }, patience) }
    executor({ managers: oneManager(late) }).wake(await press())
    expect(await declined()).toMatchObject({ why: 'tooLate', detail: 'late' })
    expect(launchesOf(stage.site)).toEqual([])
  })

  test.each([['ahead', 3_600_000], ['back', -3_600_000]])("runs, and not a moment later than allowed, though the manager's clock was set %s since the session that launches began", async (_, stepMs) => {
    const tools = join(stage.site.folder, 'tools')
    mkdirSync(tools)
    const setClock = (aheadMs: number): void => writeFileSync(join(tools, 'date'), `#!/bin/sh\necho $(($(/bin/date +%s%3N) + ${aheadMs}))\n`, { mode: 0o755 })
    setClock(0)
    const stepped = createLocalLauncher({ shell: ['sh'], script: stage.site.script, jobs: stage.site.jobs, program: stage.site.program, env: { PATH: `${tools}:/usr/local/bin:/usr/bin:/bin` } })
    opened.push(stepped)
    await stepped.state('warm')
    setClock(stepMs)
    const limits: number[] = []
    const counted: Launcher = { ...stepped, launch: (request, patience) => { limits.push(request.notAfterMs - Date.now()); return stepped.launch(request, patience) } }
    executor({ managers: oneManager(counted) }).wake(await press())
    expect((await settled()).conclusion).toBe('done')
    expect(limits.map((ms) => ms > 0 && ms <= QUICK.launchWithinMs)).toEqual([true])
  })

  test('is declined where another manager answers than the one whose unit is locked', async () => {
    executor().wake(await press({ managerIdentity: 'manager-of-yesterday' }))
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'otherManager' })
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('is declined where its person saw the state at another manager, though it looks the same', async () => {
    const elsewhere = createSite()
    const there = openLauncher(elsewhere)
    stage.opened.push({ close: async () => { await there.close(); removeSite(elsewhere) } })
    const { reading } = await statusReaderOf(oneManager(there)).readNow(CONNECTION, UNIT)
    executor().wake(await press({ basedOn: reading }))
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'otherManager' })
    expect(launchesOf(stage.site)).toEqual([])
  })

  test('belongs to the process that took it from its commit on, until its lease is over', async () => {
    const taker = executor({ settings: { ...QUICK, leaseMs: 60_000 } })
    const id = await press({}, taker)
    const other = executor()
    await other.start()
    expect(await stage.records.attempts.claim(id, 'somebody else', 1_000)).toBeNull()
    taker.wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(launchesOf(stage.site)).toEqual([`start ${id}`])
  })

  test('is not run by a process that did not take it, even if nobody else does', async () => {
    const id = await press()
    await executor().start()
    expect(await declined()).toMatchObject({ attempt: id, why: 'voided' })
    expect(launchesOf(stage.site)).toEqual([])
  })
})

describe('a press that its database does not know to be launched', () => {
  const silence: Trouble = { kind: 'noContact', cause: 'timeout', detail: 'test' }
  /** As a backup has it that was made between press and launch, while the launch went on. */
  async function launchedAfterBackup(): Promise<string> {
    const id = await press()
    const { argv } = (await stage.records.attempts.get(id)) ?? { argv: [] }
    const launched = await stage.launcher.launch({ id, argv, notAfterMs: Date.now() + 10_000 }, { deadlineMs: 5_000 })
    expect(launched.ok).toBe(true)
    await started()
    return id
  }

  test('is attended to where it is running: never declined, its unit held until its true end', async () => {
    onChange(stage.site, `echo begun; until [ -e "${stage.site.folder}/go" ]; do sleep 0.02; done; works; echo over`)
    const id = await launchedAfterBackup()
    await executor().start()
    await until(async () => (await stage.records.recorded('CommandLaunched')).length > 0, stage.records.history)
    await expect(press()).rejects.toThrow('unitBusy')
    writeFileSync(join(stage.site.folder, 'go'), '')
    expect(await settled()).toMatchObject({ attempt: id, by: 'machine', conclusion: 'done' })
    expect((await stage.records.recorded('CommandEnded'))[0]).toMatchObject({ said: { exitCode: 0 }, outputSha256: sha256('begun\nover\n') })
    expect([await stage.records.recorded('CommandDeclined'), launchesOf(stage.site)]).toEqual([[], [`start ${id}`]])
  })

  test('is of unknown outcome where it was launched and what its person saw is not on record', async () => {
    const id = randomUUID()
    await stage.records.press({ id, managerIdentity: stage.identity, basedOn: null })
    await stage.launcher.launch({ id, argv: ['start', '-unit', UNIT, '-vs', FAILED], notAfterMs: Date.now() + 10_000 }, { deadlineMs: 5_000 })
    await executor().start()
    expect(await unknown()).toMatchObject({ attempt: id, why: 'lost' })
    expect(await stage.records.recorded('CommandDeclined')).toEqual([])
  })

  test('waits for a silent manager, and is declined once its id is void there', async () => {
    let silent = true
    let asked = 0
    const shaky: Launcher = { ...stage.launcher, void: async (id) => { asked += 1; return silent ? { ok: false, error: silence } : stage.launcher.void(id) } }
    const id = await press()
    const one = executor({ managers: oneManager(shaky) })
    await one.start()
    await until(() => asked > 2)
    expect(one.noContactSince(id)).not.toBeNull()
    expect(await stage.records.recorded('CommandDeclined')).toEqual([])
    silent = false
    expect(await declined()).toMatchObject({ attempt: id, why: 'voided', detail: 'notAsked' })
    const state = await stage.launcher.state(id)
    expect(state.ok && state.value.value.kind).toBe('void')
  })

  test('is of unknown outcome while another manager answers, also for the next process, until its own one says void', async () => {
    let elsewhere = true
    const moved: Launcher = { ...stage.launcher, void: async (id) => {
      const said = await stage.launcher.state(id)
      return said.ok && elsewhere ? ok({ ...said.value, identity: 'other', value: { kind: 'void' } as const }) : stage.launcher.void(id)
    } }
    const id = await press()
    const first = executor({ managers: oneManager(moved) })
    await first.start()
    expect(await unknown()).toMatchObject({ attempt: id, why: 'identityChanged' })
    await first.close()
    elsewhere = false
    await executor({ managers: oneManager(moved) }).start()
    expect(await declined()).toMatchObject({ attempt: id, why: 'voided' })
  })

  test('taken before its manager had said who it is cannot have been launched: it is declined without asking', async () => {
    const deaf: Launcher = { ...stage.launcher, void: async () => ({ ok: false, error: silence }) }
    const id = await press({ managerIdentity: CONNECTION })
    await executor({ managers: oneManager(deaf) }).start()
    expect(await declined()).toMatchObject({ attempt: id, why: 'voided', detail: 'notAsked' })
  })
})

describe('an owner whose lease ends without his noticing', () => {
  const UNNOTICED = { ...QUICK, leaseMs: 150, renewEveryMs: 600_000 }

  test.each([
    ['after-claim', 0], ['after-comparison', 0], ['before-launching', 0], ['before-launch', 0],
    ['after-launch', 1], ['after-exit', 1], ['before-outcome', 1], ['during-verification', 1],
  ] as const)('at %s neither launches nor writes any more once another has settled the attempt', async (point, launches) => {
    const id = await press()
    let goOn = (): void => {}
    const held = new Promise<void>((resolve) => { goOn = resolve })
    let reached = false
    const first = executor({ settings: UNNOTICED, failpoint: async (name) => { if (name === point && !reached) { reached = true; await held } } })
    first.wake(id)
    await until(() => reached)
    await executor().start()
    await until(async () => (await stage.records.attempts.unsettled()).length === 0, stage.records.history)
    const settledHistory = await stage.records.history()
    goOn()
    await until(() => first.attending().length === 0)
    expect(await stage.records.history()).toEqual(settledHistory)
    expect(launchesOf(stage.site)).toHaveLength(launches)
    expect(await stage.records.recorded(launches ? 'OutcomeSettled' : 'CommandDeclined')).toHaveLength(1)
  })
})

describe('after "it did not"', () => {
  test('the old id is made void before the next launch, and an old command that still runs forbids it', async () => {
    onChange(stage.site, `while [ ! -e "${stage.site.folder}/go" ]; do sleep 0.02; done`)
    const first = executor()
    const old = await press()
    first.wake(old)
    await started()
    await until(async () => (await stage.records.attempts.get(old))?.status === 'launched')
    await stage.records.settleByPerson(old)
    first.wake(await press())
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'earlierRunning' })
    expect(launchesOf(stage.site)).toHaveLength(1)
    writeFileSync(join(stage.site.folder, 'go'), '')
    await until(async () => { const said = await stage.launcher.state(old); return said.ok && said.value.value.kind === 'ended' })
    onChange(stage.site, 'works')
    first.wake(await press())
    await until(async () => (await stage.records.recorded('OutcomeSettled')).some(({ by }) => by === 'machine'), stage.records.history)
    expect(launchesOf(stage.site)).toHaveLength(2)
  })

  test('a launch that was still on its way finds its id taken', async () => {
    const silence: Trouble = { kind: 'noContact', cause: 'timeout', detail: 'test' }
    let held: (() => ReturnType<Launcher['launch']>) | null = null
    const slow: Launcher = {
      ...stage.launcher,
      launch: async (...words) => { held ??= () => stage.launcher.launch(...words); return { ok: false, error: silence } },
      state: async (id) => (held ? { ok: false, error: silence } : stage.launcher.state(id)), void: async () => ({ ok: false, error: silence }),
    }
    const old = await press()
    executor({ managers: oneManager(slow) }).wake(old)
    await until(() => held !== null)
    await stage.records.settleByPerson(old)
    executor().wake(await press())
    await until(async () => (await stage.records.recorded('OutcomeSettled')).some(({ by }) => by === 'machine'), stage.records.history)
    const late = await (held as unknown as () => ReturnType<Launcher['launch']>)()
    expect(late.ok && late.value.value.kind).toBe('void')
    expect(launchesOf(stage.site)).toHaveLength(1)
  })
})
