import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { next } from '@/db/testing/samples'
import { ok } from '@/lib/std/result'
import type { NewAttempt } from '@/lib/recoveries/ports'
import { rawOutput } from '@/lib/recoveries/views/output'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Executor, ExecutorDeps } from './executor'
import type { JobState, Launcher, Trouble } from './launcher/port'
import { createManagers } from './managers'
import { oneManager, QUICK, quickExecutor, statusReaderOf, CONNECTION } from './testing/quick'
import { openRecords, RECOVERY, type Records } from './testing/records'
import { createSite, FAILED, launchesOf, onChange, onStatus, openLauncher, OTHER, removeSite, server, show, stoppedServer, UNIT, until, workingServer, type Site } from './testing/site'
import { createLocalLauncher } from './transports/local'

let site: Site
let records: Records
let launcher: Launcher
let executors: Executor[]
let opened: { close(): Promise<void> }[]
let identity: string

beforeEach(async () => {
  site = createSite()
  records = await openRecords(site.database)
  launcher = openLauncher(site)
  executors = []
  opened = []
  const probed = await launcher.probe()
  if (!probed.ok) throw new Error(JSON.stringify(probed.error))
  identity = probed.value.identity
})
afterEach(async () => {
  await Promise.all(executors.map((executor) => executor.close()))
  await Promise.all([launcher, ...opened].map((each) => each.close()))
  await records.close()
  removeSite(site)
})

const executor = (change: Partial<ExecutorDeps> = {}): Executor => {
  const made = quickExecutor(site, records, launcher, change)
  executors.push(made)
  return made
}
const seen = async (): Promise<Reading> => (await statusReaderOf(oneManager(launcher)).readNow(CONNECTION, UNIT)).reading
const press = async (change: Partial<NewAttempt> = {}, by?: Executor): Promise<string> => {
  const id = randomUUID()
  await records.press({ id, managerIdentity: identity, basedOn: await seen(), ...change }, by?.hold)
  return id
}
const unmark = { step: 'unmark', command: { name: 'unmark', unit: UNIT, server: FAILED }, argv: ['unmark', '-unit', UNIT, '-vs', FAILED] } as const
const started = (): Promise<unknown> => until(() => launchesOf(site).length > 0)
const settled = () => until(async () => (await records.recorded('OutcomeSettled'))[0], records.history)
const declined = () => until(async () => (await records.recorded('CommandDeclined'))[0], records.history)
const unknown = () => until(async () => (await records.recorded('OutcomeUnknown'))[0], records.history)
const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

describe('a command that a person runs', () => {
  test('is touched by no executor: neither when it is told of one nor when it looks for work, nor once nobody knows the outcome', async () => {
    const one = executor()
    const id = await press({ byHand: true }, one)
    one.wake(id)
    await one.start()
    const unknownOutcome = { type: 'OutcomeUnknown', v: 2, body: { leg: 1, step: 'start', attempt: id, why: 'notKnown' } } as const
    await records.recoveries.append(next(RECOVERY, (await records.history()).length, [unknownOutcome]))
    const other = executor()
    await other.start()
    expect([one.attending(), other.attending(), launchesOf(site)]).toEqual([[], [], []])
    expect(await records.attempts.get(id)).toMatchObject({ owner: null, epoch: 0, status: 'unknown', beforeReading: { complete: true } })
    expect(await one.interrupt(id)).toEqual({ ok: false, error: { code: 'notRunning' } })
  })
})

describe('a press', () => {
  test('runs once, is verified, and leaves its exit code, its output and the readings on record', async () => {
    const id = await press()
    executor().wake(id)
    expect(await settled()).toMatchObject({ attempt: id, by: 'machine', conclusion: 'done' })
    expect(launchesOf(site)).toEqual([`start ${id}`])
    const [ended] = await records.recorded('CommandEnded')
    expect(ended).toMatchObject({ said: { kind: 'normal', exitCode: 0, signal: null }, outputBytes: 11, outputSha256: sha256('begun\nover\n') })
    expect((await records.recorded('CommandLaunched'))[0]?.before.servers.map(({ observed }) => observed)).toEqual(['stopped', 'working'])
    expect((await records.recorded('StateSeen')).at(-1)).toMatchObject({ seen: 'target', last: true })
    expect(Buffer.from((await records.attempts.output(id, 0, 100))?.bytes ?? []).toString()).toBe('begun\nover\n')
    await until(() => executors[0]?.attending().length === 0)
  })

  test('that two executors race for is launched once', async () => {
    const id = await press()
    for (const racing of Array.from({ length: 4 }, () => executor())) racing.wake(id)
    await settled()
    expect(launchesOf(site)).toEqual([`start ${id}`])
  })

  test('is declined with both sides where the target differs from what its person saw', async () => {
    const id = await press()
    show(site, [workingServer(FAILED), workingServer(OTHER)])
    executor().wake(id)
    const { why, changes, reading } = await declined()
    expect(why).toBe('drift')
    expect(changes).toContainEqual({ server: FAILED, field: 'observed', before: 'stopped', after: 'working' })
    expect(reading?.servers[0]?.observed).toBe('working')
    expect(launchesOf(site)).toEqual([])
  })

  test('runs where only another server differs, and the difference is on record', async () => {
    const id = await press()
    show(site, [stoppedServer(FAILED), stoppedServer(OTHER)])
    executor().wake(id)
    await settled()
    expect((await records.recorded('CommandLaunched'))[0]?.otherChanges).toContainEqual({ server: OTHER, field: 'observed', before: 'working', after: 'stopped' })
  })

  test.each([
    ['prints nothing', 'exit 0'],
    ['is cut in the middle', 'if [ "$4" = -target ]; then head -c 90 "$folder/servers"; exit 0; fi'],
    ['cannot be asked', 'exit 64'],
  ])('is declined as unreadable where status %s', async (_, lines) => {
    const id = await press()
    onStatus(site, lines)
    executor().wake(id)
    expect((await declined()).why).toBe('unreadable')
    expect(launchesOf(site)).toEqual([])
  })

  test('is declined where its person had seen nothing', async () => {
    executor().wake(await press({ basedOn: null }))
    expect((await declined()).why).toBe('unreadable')
  })

  test('of a command that may run once is declined where its target state is there', async () => {
    executor().wake(await press(unmark))
    expect((await declined()).why).toBe('targetThere')
    expect(launchesOf(site)).toEqual([])
  })

  test('is declined as too late after the limit of its connection', async () => {
    executor({ managers: oneManager(launcher, 1_000) }).wake(await press({ requestedAt: Date.now() - 1_500 }))
    expect((await declined()).why).toBe('tooLate')
    expect(launchesOf(site)).toEqual([])
  })

  test('is declined as too late by the launcher itself where the launch was held up', async () => {
    const late: Launcher = { ...launcher, launch: (request, patience) => launcher.launch({ ...request, notAfterMs: 1 }, patience) }
    executor({ managers: oneManager(late) }).wake(await press())
    expect(await declined()).toMatchObject({ why: 'tooLate', detail: 'late' })
    expect(launchesOf(site)).toEqual([])
  })

  test.each([['ahead', 3_600_000], ['back', -3_600_000]])("runs, and not a moment later than allowed, though the manager's clock was set %s since the session that launches began", async (_, stepMs) => {
    const tools = join(site.folder, 'tools')
    mkdirSync(tools)
    const setClock = (aheadMs: number): void => writeFileSync(join(tools, 'date'), `#!/bin/sh\necho $(($(/bin/date +%s%3N) + ${aheadMs}))\n`, { mode: 0o755 })
    setClock(0)
    const stepped = createLocalLauncher({ shell: ['sh'], script: site.script, jobs: site.jobs, program: site.program, env: { PATH: `${tools}:/usr/local/bin:/usr/bin:/bin` } })
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
    expect(launchesOf(site)).toEqual([])
  })

  test('belongs to the process that took it from its commit on, until its lease is over', async () => {
    const taker = executor({ settings: { ...QUICK, leaseMs: 60_000 } })
    const id = await press({}, taker)
    const other = executor()
    await other.start()
    expect(await records.attempts.claim(id, 'somebody else', 1_000)).toBeNull()
    taker.wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(launchesOf(site)).toEqual([`start ${id}`])
  })

  test('is not run by a process that did not take it, even if nobody else does', async () => {
    const id = await press()
    await executor().start()
    expect(await declined()).toMatchObject({ attempt: id, why: 'voided' })
    expect(launchesOf(site)).toEqual([])
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
    await until(async () => (await records.attempts.unsettled()).length === 0, records.history)
    const settledHistory = await records.history()
    goOn()
    await until(() => first.attending().length === 0)
    expect(await records.history()).toEqual(settledHistory)
    expect(launchesOf(site)).toHaveLength(launches)
    expect(await records.recorded(launches ? 'OutcomeSettled' : 'CommandDeclined')).toHaveLength(1)
  })
})

describe('what the command said is not what counts', () => {
  test('exit 0 without the target state needs attention', async () => {
    onChange(site, 'exit 0')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('attention')
    expect((await records.recorded('StateSeen')).at(-1)).toMatchObject({ seen: 'sameAsBefore', last: true })
  })

  test('exit 64 with everything as before is failed', async () => {
    onChange(site, 'exit 64')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('failed')
  })

  test('exit 2 gives the unit free at once: another operation has it', async () => {
    onChange(site, 'exit 2')
    const settlingMs = { ...QUICK.settlingMs, start: 60_000 }
    executor({ settings: { ...QUICK, settlingMs } }).wake(await press())
    expect((await settled()).conclusion).toBe('ready')
    await press()
  })

  test('a server that is operating for a while is waited for', async () => {
    onChange(site, 'sed "1,/Observed/ s/Observed Status: stopped/Observed Status: operating/" "$folder/servers" >"$folder/s.new"; mv "$folder/s.new" "$folder/servers"; (while [ ! -e "$folder/go" ]; do sleep 0.02; done; works) >/dev/null 2>&1 &')
    const settlingMs = { ...QUICK.settlingMs, start: 20_000 }
    executor({ settings: { ...QUICK, settlingMs } }).wake(await press())
    await until(async () => (await records.recorded('StateSeen')).length === 1, records.history)
    writeFileSync(join(site.folder, 'go'), '')
    expect((await settled()).conclusion).toBe('done')
    const shown = (await records.recorded('StateSeen')).map(({ seen: state, last }) => [state, last])
    expect(shown).toEqual([['changed', false], ['target', true]])
  })

  test('the settling time ends early when a person says so', async () => {
    onChange(site, 'exit 0')
    const settlingMs = { ...QUICK.settlingMs, start: 600_000 }
    const running = executor({ settings: { ...QUICK, settlingMs, settleEveryMs: 600_000 } })
    const id = await press()
    running.wake(id)
    await until(async () => (await records.recorded('StateSeen')).length === 1, records.history)
    running.judgeNow(id)
    expect((await settled()).conclusion).toBe('attention')
  })

  const DETACH = { command: { name: 'detach', unit: UNIT, server: FAILED }, argv: ['detach', '-unit', UNIT, '-vs', FAILED] } as const
  test.each([
    ['empty', ': >"$folder/unit"; : >"$folder/servers"'],
    ['cut', 'head -c 20 "$folder/servers" >"$folder/s.new"; mv "$folder/s.new" "$folder/servers"'],
    ['without the servers that were there', 'echo "All Servers: 0" >"$folder/unit"; : >"$folder/servers"'],
  ])('a status that is %s after detach is unknown, never done', async (_, lines) => {
    onChange(site, lines)
    executor().wake(await press(DETACH))
    expect((await unknown()).why).toBe('unreadable')
    expect(await records.recorded('OutcomeSettled')).toEqual([])
    show(site, [workingServer(OTHER)])
    expect((await settled()).conclusion).toBe('done')
  })

  test('a command that was killed by a signal is told by the signal', async () => {
    onChange(site, 'kill -KILL $$')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('attention')
    expect((await records.recorded('CommandEnded'))[0]?.said).toMatchObject({ kind: 'other', exitCode: null, signal: 'SIGKILL' })
  })
})

describe('contact lost', () => {
  const silence: Trouble = { kind: 'noContact', cause: 'cut', detail: 'test' }

  test('after the launch is no outcome: nothing is concluded, and the attempt is attended to again', async () => {
    let silent = false
    const heard = async <T>(ask: () => T): Promise<T | { ok: false; error: Trouble }> => (silent ? { ok: false, error: silence } : ask())
    const shaky: Launcher = {
      ...launcher,
      launch: async (...words) => { await launcher.launch(...words); silent = true; return { ok: false, error: silence } },
      state: (id) => heard(() => launcher.state(id)) as ReturnType<Launcher['state']>,
      void: (id) => heard(() => launcher.void(id)) as ReturnType<Launcher['void']>,
    }
    const running = executor({ managers: oneManager(shaky) })
    const id = await press()
    running.wake(id)
    expect(await until(() => running.noContactSince(id))).toBeGreaterThan(Date.now() - 20_000)
    expect((await records.history()).map(({ type }) => type).at(-1)).toBe('CommandRequested')
    silent = false
    expect((await settled()).conclusion).toBe('done')
    expect(running.noContactSince(id)).toBeNull()
    expect(launchesOf(site)).toHaveLength(1)
  })

  test('before the launch got through ends in a proof that nothing ran', async () => {
    const deaf: Launcher = { ...launcher, launch: async () => ({ ok: false, error: silence }) }
    executor({ managers: oneManager(deaf) }).wake(await press())
    expect((await declined()).why).toBe('voided')
    expect(launchesOf(site)).toEqual([])
  })

  test.each([['identity', { identity: 'other' }], ['boot', { bootId: 'other' }]])('a void answered under another %s proves nothing', async (_, stamp) => {
    const deaf: Launcher = {
      ...launcher,
      launch: async () => ({ ok: false, error: silence }),
      void: async (id) => { const said = await launcher.void(id); return said.ok ? ok({ ...said.value, ...stamp }) : said },
      state: async (id) => { const said = await launcher.state(id); return said.ok ? ok({ ...said.value, ...stamp }) : said },
    }
    executor({ managers: oneManager(deaf) }).wake(await press())
    expect((await unknown()).why).toBe('identityChanged')
    expect(await records.recorded('CommandDeclined')).toEqual([])
  })

  test('a job that was seen and is gone is unknown, never "not launched"', async () => {
    let gone = false
    const absent = async (id: string, kind: 'absent' | 'void') => {
      const said = await launcher.state(id)
      return said.ok ? ok({ ...said.value, value: gone ? ({ kind } as JobState) : said.value.value }) : said
    }
    onChange(site, 'sleep 1')
    const forgetful: Launcher = {
      ...launcher,
      state: (id) => absent(id, 'absent'), void: (id) => absent(id, 'void'),
      follow: async (...words) => { const said = await launcher.follow(...words); gone = true; return said },
    }
    executor({ managers: oneManager(forgetful) }).wake(await press())
    expect((await unknown()).why).toBe('lost')
    expect(await records.recorded('CommandDeclined')).toEqual([])
  })

  test('a lost outcome is settled after all by a late exit record', async () => {
    let lost = true
    const state = async (id: string) => {
      const said = await launcher.state(id)
      return said.ok && lost ? ok({ ...said.value, value: { kind: 'lost', reason: 'gone', alive: false } as const }) : said
    }
    executor({ managers: oneManager({ ...launcher, launch: async (...words) => { await launcher.launch(...words); return state(words[0].id) }, state }) }).wake(await press())
    expect((await unknown()).why).toBe('lost')
    await until(async () => (await records.recorded('StateSeen')).length > 0)
    lost = false
    expect((await settled()).conclusion).toBe('done')
  })
})

describe('after "it did not"', () => {
  test('the old id is made void before the next launch, and an old command that still runs forbids it', async () => {
    onChange(site, `while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done`)
    const first = executor()
    const old = await press()
    first.wake(old)
    await started()
    await until(async () => (await records.attempts.get(old))?.status === 'launched')
    await records.settleByPerson(old)
    first.wake(await press())
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'earlierRunning' })
    expect(launchesOf(site)).toHaveLength(1)
    writeFileSync(join(site.folder, 'go'), '')
    await until(async () => { const said = await launcher.state(old); return said.ok && said.value.value.kind === 'ended' })
    onChange(site, 'works')
    first.wake(await press())
    await until(async () => (await records.recorded('OutcomeSettled')).some(({ by }) => by === 'machine'), records.history)
    expect(launchesOf(site)).toHaveLength(2)
  })

  test('a launch that was still on its way finds its id taken', async () => {
    const silence: Trouble = { kind: 'noContact', cause: 'timeout', detail: 'test' }
    let held: (() => ReturnType<Launcher['launch']>) | null = null
    const slow: Launcher = {
      ...launcher,
      launch: async (...words) => { held ??= () => launcher.launch(...words); return { ok: false, error: silence } },
      state: async (id) => (held ? { ok: false, error: silence } : launcher.state(id)), void: async () => ({ ok: false, error: silence }),
    }
    const old = await press()
    executor({ managers: oneManager(slow) }).wake(old)
    await until(() => held !== null)
    await records.settleByPerson(old)
    executor().wake(await press())
    await until(async () => (await records.recorded('OutcomeSettled')).some(({ by }) => by === 'machine'), records.history)
    const late = await (held as unknown as () => ReturnType<Launcher['launch']>)()
    expect(late.ok && late.value.value.kind).toBe('void')
    expect(launchesOf(site)).toHaveLength(1)
  })
})

describe('a job that the database does not know', () => {
  test('is told, and while it lives presses on that manager are declined', async () => {
    onChange(site, `while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done; works`)
    const argv = ['start', '-unit', UNIT, '-vs', FAILED]
    await launcher.launch({ id: 'of-another-database', argv, notAfterMs: Date.now() + 10_000 }, { deadlineMs: 5_000 })
    const running = executor()
    await running.start()
    expect(await until(() => running.strangers()[0])).toEqual({ connectionId: CONNECTION, job: 'of-another-database', state: expect.stringMatching(/starting|running/), since: expect.any(Number), alive: true })
    running.wake(await press({}, running))
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'strangerJob' })
    writeFileSync(join(site.folder, 'go'), '')
    await until(async () => { const said = await launcher.state('of-another-database'); return said.ok && said.value.value.kind === 'ended' })
    show(site, [stoppedServer(FAILED), workingServer(OTHER)])
    running.wake(await press({}, running))
    await settled()
    expect(running.strangers()).toEqual([expect.objectContaining({ state: 'ended', alive: false })])
  })
})

describe('settings that are saved while a command runs', () => {
  /** The connection as the settings have it; each change opens a launcher anew, and the one before is closed. */
  const managing = () => {
    const row = { value: { id: CONNECTION, transport: 'local' as const, charset: 'utf-8' as const, pressLimitMs: 30_000, identity, timeOutsMs: {}, keyFile: 'a', jobs: site.jobs } }
    const managers = createManagers({
      connections: async () => [row.value], connection: async () => row.value, open: ({ jobs }) => openLauncher({ ...site, jobs }), saveIdentity: async () => {},
    })
    opened.push(managers)
    return { managers, change: (to: Partial<typeof row.value>) => { row.value = { ...row.value, ...to } } }
  }

  test('do not cut it off: its end and its output are collected', async () => {
    onChange(site, `echo begun; while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done; works; echo over; exit 1`)
    const { managers, change } = managing()
    const id = await press()
    executor({ managers }).wake(id)
    await until(async () => (await records.attempts.get(id))?.status === 'launched')
    change({ timeOutsMs: { start: 1 } })
    change({ keyFile: 'b' })
    await managers.get(CONNECTION)
    writeFileSync(join(site.folder, 'go'), '')
    expect((await settled()).conclusion).toBe('doneWarn')
    expect((await records.recorded('CommandEnded'))[0]).toMatchObject({ said: { exitCode: 1 }, outputSha256: sha256('begun\nover\n') })
    expect(launchesOf(site)).toHaveLength(1)
  })

  test('and lead elsewhere between comparison and launch: nothing runs at a manager that was not compared', async () => {
    const { managers, change } = managing()
    executor({ managers, failpoint: async (name) => { if (name === 'before-launch') change({ jobs: `${site.jobs}-of-another` }) } }).wake(await press())
    expect(await declined()).toMatchObject({ why: 'refused', detail: 'otherManager' })
    expect(launchesOf(site)).toEqual([])
  })
})

describe('looking for work', () => {
  test('a connection that cannot be opened keeps neither the start nor the attempts of others waiting', async () => {
    const broken = randomUUID()
    await records.press({ id: broken, connectionId: 'broken', unit: 'gyoumu_b', managerIdentity: identity })
    const other = await press()
    const fine = oneManager(launcher)
    const managers = { ...fine, ids: async () => ['broken', CONNECTION], get: async (id: string) => { if (id === 'broken') throw new Error('no space'); return fine.get(id) } }
    await executor({ managers }).start()
    expect((await declined()).attempt).toBe(other)
    expect((await records.attempts.get(broken))?.status).toBe('requested')
  })

  test('a first look that fails does not keep the server from starting; the next one finds what there is', async () => {
    let failures = 0
    const claimable: typeof records.attempts.claimable = (limit) => (failures++ === 0 ? Promise.reject(new Error('busy')) : records.attempts.claimable(limit))
    const id = await press()
    await executor({ attempts: { ...records.attempts, claimable } }).start()
    expect((await declined()).attempt).toBe(id)
  })
})

describe('stopping', () => {
  test('close leaves the command running and gives the attempt back; the next process collects it', async () => {
    onChange(site, `echo begun; while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done; works; echo over; exit 1`)
    const first = executor()
    const id = await press()
    first.wake(id)
    await until(async () => (await records.attempts.get(id))?.status === 'launched')
    await first.close()
    writeFileSync(join(site.folder, 'go'), '')
    await executor().start()
    expect((await settled()).conclusion).toBe('doneWarn')
    expect((await records.recorded('CommandEnded'))[0]).toMatchObject({ said: { exitCode: 1 }, outputSha256: sha256('begun\nover\n') })
    expect(launchesOf(site)).toHaveLength(1)
  })

  test('an interruption says what is still alive and whether force was needed', async () => {
    onChange(site, 'trap "" TERM; echo begun; while :; do sleep 0.05; done')
    const running = executor()
    const id = await press()
    running.wake(id)
    await until(async () => (await records.attempts.output(id, 0, 10))?.totalBytes)
    const answer = await running.interrupt(id)
    expect(answer).toEqual(ok({ alive: [], forced: true }))
    await settled()
    expect((await records.recorded('CommandEnded'))[0]?.said.kind).toBe('other')
    expect(await running.interrupt('nothing-like-it')).toEqual({ ok: false, error: { code: 'notRunning' } })
  })
})

describe('an interruption', () => {
  const silence = (cause: 'cut' | 'unreachable'): Trouble => ({ kind: 'noContact', cause, detail: 'test' })
  const running = async (interrupt: (id: string) => ReturnType<Launcher['interrupt']>) => {
    onChange(site, `while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done`)
    const one = executor({ managers: oneManager({ ...launcher, interrupt }) })
    const id = await press()
    one.wake(id)
    await until(async () => (await records.attempts.get(id))?.status === 'launched')
    const answer = await one.interrupt(id)
    writeFileSync(join(site.folder, 'go'), '')
    await settled()
    return answer
  }
  const answered = (id: string, change: { readonly identity?: string }, state: JobState) => async () => {
    const said = await launcher.state(id)
    return said.ok ? ok({ ...said.value, ...change, value: { alive: 0, forced: false, state } }) : said
  }

  test('that nobody answered may have arrived: that is said, and nothing about what lives', async () => {
    expect(await running(async () => ({ ok: false, error: silence('cut') }))).toEqual(ok({ alive: [], forced: false, unanswered: true }))
  })

  test('that reached nobody was not asked', async () => {
    expect(await running(async () => ({ ok: false, error: silence('unreachable') }))).toEqual({ ok: false, error: { code: 'noContact' } })
    expect(await records.recorded('CommandInterrupted')).toEqual([])
  })

  test.each([
    ['by another manager is none', { identity: 'other' }, 'ended', 'noContact'], ['of a job that nobody knows proves nothing', {}, 'absent', 'notRunning'],
    ['of a job that never ran proves nothing', {}, 'void', 'notRunning'], ['that came before the command is to be asked for again', {}, 'starting', 'tryAgain'],
  ] as const)('answered %s', async (_, change, kind, code) => {
    const state: JobState = kind === 'ended' ? { kind, exitCode: 0, signal: null, at: 0, bytes: 0 } : { kind }
    expect(await running((id) => answered(id, change, state)())).toEqual({ ok: false, error: { code } })
  })
})

describe('output that is not there any more', () => {
  const outOf = (id: string): string => join(site.jobs, id, 'out')
  const known = async (id: string) => {
    const raw = await rawOutput({ attempts: records.attempts, sites: { connection: async () => null, connections: async () => [], units: async () => [], unit: async () => null }, wholeOutput: async () => null }, { id: 'sato', name: '佐藤 花子', roles: ['systemBuilder'] }, id)
    const [ended] = await records.recorded('CommandEnded')
    return { isWhole: raw.ok && raw.value.isWhole, missing: (await records.attempts.output(id, 0, 0))?.missingBytes, bytes: ended?.outputBytes, sha256: ended?.outputSha256 }
  }

  /** Hears nothing of a command's output until then. */
  const deafUntil = (isOver: () => boolean): Launcher => ({
    ...launcher,
    async follow(id, offset, ...rest) {
      const said = await launcher.state(id)
      return isOver() || !said.ok ? launcher.follow(id, offset, ...rest) : ok({ ...said.value, value: { nextOffset: offset, ended: false } })
    },
  })

  test('cut short before it was collected: what is there is recorded, and that it is not all', async () => {
    let isOver = false
    const id = await press()
    executor({ managers: oneManager(deafUntil(() => isOver)), failpoint: async (name) => { if (name === 'after-exit') { isOver = true; writeFileSync(outOf(id), 'beg') } } }).wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 8, bytes: 3, sha256: sha256('beg') })
  })

  test('is not called whole either by the process that collects it again after another one died', async () => {
    let isOver = false
    const id = await press()
    const dying = executor({
      managers: oneManager(deafUntil(() => isOver)),
      failpoint: async (name) => {
        if (name === 'after-exit') { isOver = true; writeFileSync(outOf(id), 'beg') }
        if (name === 'before-outcome') throw new Error('dies')
      },
    })
    dying.wake(id)
    await until(() => isOver && dying.attending().length === 0)
    expect(await records.recorded('CommandEnded')).toEqual([])
    await executor().start()
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 8, bytes: 3, sha256: sha256('beg') })
  })

  test('removed while the command ran, so that nobody could count it: it is not taken for an empty one', async () => {
    onChange(site, `works; rm "${site.jobs}/\${SHIRUBE_JOB##*/}/out"`)
    const id = await press()
    executor().wake(id)
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toMatchObject({ isWhole: false, missing: 1, bytes: 0 })
  })

  test('removed after another process had followed a part of it: the hash is that of the part', async () => {
    onChange(site, `echo begun; while [ ! -e "${site.folder}/go" ]; do sleep 0.02; done; works; echo over`)
    const first = executor()
    const id = await press()
    first.wake(id)
    await until(async () => (await records.attempts.output(id, 0, 10))?.totalBytes === 6)
    await first.close()
    writeFileSync(join(site.folder, 'go'), '')
    await until(async () => { const said = await launcher.state(id); return said.ok && said.value.value.kind === 'ended' })
    unlinkSync(outOf(id))
    await executor().start()
    expect((await settled()).conclusion).toBe('done')
    expect(await known(id)).toEqual({ isWhole: false, missing: 5, bytes: 6, sha256: sha256('begun\n') })
  })
})

test('a long output is kept whole under its hash, with head and tail in the database', async () => {
  onChange(site, 'head -c 5000000 /dev/urandom >"$folder/noise"; cat "$folder/noise"; works')
  const told: number[] = []
  const id = await press()
  executor({ feed: { changed: () => {}, output: (_, bytes) => told.push(bytes), subscribe: () => () => {} } }).wake(id)
  await settled()
  const [ended] = await records.recorded('CommandEnded')
  const hash = sha256(readFileSync(join(site.folder, 'noise')))
  expect(ended).toMatchObject({ outputBytes: 5_000_000, outputSha256: hash })
  expect(sha256(readFileSync(join(site.folder, 'content', hash.slice(0, 2), hash)))).toBe(hash)
  expect((await records.attempts.output(id, 0, 1))?.totalBytes).toBe(5_000_000)
  expect(told.at(-1)).toBe(5_000_000)
  expect(existsSync(join(site.folder, 'content', 'aside'))).toBe(true)
}, 60_000)

test('a reading after a command is judged by what was before it', async () => {
  onChange(site, 'exit 0')
  const running = executor()
  const id = await press()
  running.wake(id)
  await settled()
  show(site, [server(FAILED, { 'Logical Status': 'working', 'Observed Status': 'working' }), workingServer(OTHER)])
  expect(await running.readAgain(id)).toMatchObject({ seen: 'target', reading: { complete: true } })
  expect(await running.readAgain('nothing-like-it')).toBeNull()
})
