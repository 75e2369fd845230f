import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ok } from '@/lib/std/result'
import type { JobState, Launcher, Trouble } from './launcher/port'
import { useStage } from './testing/executor-stage'
import { oneManager, QUICK } from './testing/quick'
import { createSite, FAILED, launchesOf, onChange, openLauncher, OTHER, removeSite, server, show, UNIT, until, workingServer } from './testing/site'

const stage = useStage()
const { declined, executor, press, settled, unknown } = stage

describe('what the command said is not what counts', () => {
  test('exit 0 without the target state needs attention', async () => {
    onChange(stage.site, 'exit 0')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('attention')
    expect((await stage.records.recorded('StateSeen')).at(-1)).toMatchObject({ seen: 'sameAsBefore', last: true })
  })

  test('exit 64 with everything as before is failed', async () => {
    onChange(stage.site, 'exit 64')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('failed')
  })

  test('exit 2 gives the unit free at once: another operation has it', async () => {
    onChange(stage.site, 'exit 2')
    const settlingMs = { ...QUICK.settlingMs, start: 60_000 }
    executor({ settings: { ...QUICK, settlingMs } }).wake(await press())
    expect((await settled()).conclusion).toBe('ready')
    await press()
  })

  test('a server that is operating for a while is waited for', async () => {
    onChange(stage.site, 'sed "1,/Observed/ s/Observed Status: stopped/Observed Status: operating/" "$folder/servers" >"$folder/s.new"; mv "$folder/s.new" "$folder/servers"; (while [ ! -e "$folder/go" ]; do sleep 0.02; done; works) >/dev/null 2>&1 &')
    const settlingMs = { ...QUICK.settlingMs, start: 20_000 }
    executor({ settings: { ...QUICK, settlingMs } }).wake(await press())
    await until(async () => (await stage.records.recorded('StateSeen')).length === 1, stage.records.history)
    writeFileSync(join(stage.site.folder, 'go'), '')
    expect((await settled()).conclusion).toBe('done')
    const shown = (await stage.records.recorded('StateSeen')).map(({ seen: state, last }) => [state, last])
    expect(shown).toEqual([['changed', false], ['target', true]])
  })

  test('the settling time ends early when a person says so', async () => {
    onChange(stage.site, 'exit 0')
    const settlingMs = { ...QUICK.settlingMs, start: 600_000 }
    const running = executor({ settings: { ...QUICK, settlingMs, settleEveryMs: 600_000 } })
    const id = await press()
    running.wake(id)
    await until(async () => (await stage.records.recorded('StateSeen')).length === 1, stage.records.history)
    running.judgeNow(id)
    expect((await settled()).conclusion).toBe('attention')
  })

  const DETACH = { command: { name: 'detach', unit: UNIT, server: FAILED }, argv: ['detach', '-unit', UNIT, '-vs', FAILED] } as const
  test.each([
    ['empty', ': >"$folder/unit"; : >"$folder/servers"'],
    ['cut', 'head -c 20 "$folder/servers" >"$folder/s.new"; mv "$folder/s.new" "$folder/servers"'],
    ['without the servers that were there', 'echo "All Servers: 0" >"$folder/unit"; : >"$folder/servers"'],
  ])('a status that is %s after detach is unknown, never done', async (_, lines) => {
    onChange(stage.site, lines)
    executor().wake(await press(DETACH))
    expect((await unknown()).why).toBe('unreadable')
    expect(await stage.records.recorded('OutcomeSettled')).toEqual([])
    show(stage.site, [workingServer(OTHER)])
    expect((await settled()).conclusion).toBe('done')
  })

  test('a command that was killed by a signal is told by the signal', async () => {
    onChange(stage.site, 'kill -KILL $$')
    executor().wake(await press())
    expect((await settled()).conclusion).toBe('attention')
    expect((await stage.records.recorded('CommandEnded'))[0]?.said).toMatchObject({ kind: 'other', exitCode: null, signal: 'SIGKILL' })
  })
})

describe('contact lost', () => {
  const silence: Trouble = { kind: 'noContact', cause: 'cut', detail: 'test' }

  test('after the launch is no outcome: nothing is concluded, and the attempt is attended to again', async () => {
    let silent = false
    const heard = async <T>(ask: () => T): Promise<T | { ok: false; error: Trouble }> => (silent ? { ok: false, error: silence } : ask())
    const shaky: Launcher = {
      ...stage.launcher,
      launch: async (...words) => { await stage.launcher.launch(...words); silent = true; return { ok: false, error: silence } },
      state: (id) => heard(() => stage.launcher.state(id)) as ReturnType<Launcher['state']>,
      void: (id) => heard(() => stage.launcher.void(id)) as ReturnType<Launcher['void']>,
    }
    const running = executor({ managers: oneManager(shaky) })
    const id = await press()
    running.wake(id)
    expect(await until(() => running.noContactSince(id))).toBeGreaterThan(Date.now() - 20_000)
    expect((await stage.records.history()).map(({ type }) => type).at(-1)).toBe('CommandRequested')
    silent = false
    expect((await settled()).conclusion).toBe('done')
    expect(running.noContactSince(id)).toBeNull()
    expect(launchesOf(stage.site)).toHaveLength(1)
  })

  test('before the launch got through ends in a proof that nothing ran', async () => {
    const deaf: Launcher = { ...stage.launcher, launch: async () => ({ ok: false, error: silence }) }
    executor({ managers: oneManager(deaf) }).wake(await press())
    expect((await declined()).why).toBe('voided')
    expect(launchesOf(stage.site)).toEqual([])
  })

  test.each([['identity', { identity: 'other' }], ['boot', { bootId: 'other' }]])('a void answered under another %s proves nothing', async (_, stamp) => {
    const deaf: Launcher = {
      ...stage.launcher,
      launch: async () => ({ ok: false, error: silence }),
      void: async (id) => { const said = await stage.launcher.void(id); return said.ok ? ok({ ...said.value, ...stamp }) : said },
      state: async (id) => { const said = await stage.launcher.state(id); return said.ok ? ok({ ...said.value, ...stamp }) : said },
    }
    executor({ managers: oneManager(deaf) }).wake(await press())
    expect((await unknown()).why).toBe('identityChanged')
    expect(await stage.records.recorded('CommandDeclined')).toEqual([])
  })

  test('a job that was seen and is gone is unknown, never "not launched"', async () => {
    let gone = false
    const absent = async (id: string, kind: 'absent' | 'void') => {
      const said = await stage.launcher.state(id)
      return said.ok ? ok({ ...said.value, value: gone ? ({ kind } as JobState) : said.value.value }) : said
    }
    onChange(stage.site, 'sleep 1')
    const forgetful: Launcher = {
      ...stage.launcher,
      state: (id) => absent(id, 'absent'), void: (id) => absent(id, 'void'),
      follow: async (...words) => { const said = await stage.launcher.follow(...words); gone = true; return said },
    }
    executor({ managers: oneManager(forgetful) }).wake(await press())
    expect((await unknown()).why).toBe('lost')
    expect(await stage.records.recorded('CommandDeclined')).toEqual([])
  })

  test('a lost outcome is settled after all by a late exit record', async () => {
    let lost = true
    const state = async (id: string) => {
      const said = await stage.launcher.state(id)
      return said.ok && lost ? ok({ ...said.value, value: { kind: 'lost', reason: 'gone', alive: false } as const }) : said
    }
    executor({ managers: oneManager({ ...stage.launcher, launch: async (...words) => { await stage.launcher.launch(...words); return state(words[0].id) }, state }) }).wake(await press())
    expect((await unknown()).why).toBe('lost')
    await until(async () => (await stage.records.recorded('StateSeen')).length > 0)
    lost = false
    expect((await settled()).conclusion).toBe('done')
  })
})

describe('the state at another manager, where the connection leads by now', () => {
  /** Of the same unit, whose target state is there. */
  function another(): Launcher {
    const site = createSite()
    show(site, [workingServer(FAILED), workingServer(OTHER)])
    const there = openLauncher(site)
    stage.opened.push({ close: async () => { await there.close(); removeSite(site) } })
    return there
  }

  test('is no evidence of what a command did: the outcome is unknown until its own manager is read', async () => {
    onChange(stage.site, 'exit 0')
    const there = another()
    let isMoved = true
    const moved: Launcher = { ...stage.launcher, read: (...words) => (isMoved && launchesOf(stage.site).length > 0 ? there : stage.launcher).read(...words) }
    executor({ managers: oneManager(moved) }).wake(await press())
    expect((await unknown()).why).toBe('unreadable')
    expect((await stage.records.recorded('StateSeen')).at(-1)).toMatchObject({ seen: 'notReadable', reading: { servers: [], gaps: [{ code: 'noAnswer', why: 'otherManager' }] } })
    isMoved = false
    expect((await settled()).conclusion).toBe('attention')
  })

  test('is no evidence when a person has it read again either', async () => {
    onChange(stage.site, 'exit 0')
    const there = another()
    let isMoved = false
    const running = executor({ managers: oneManager({ ...stage.launcher, read: (...words) => (isMoved ? there : stage.launcher).read(...words) }) })
    const id = await press()
    running.wake(id)
    await settled()
    isMoved = true
    expect(await running.readAgain(id)).toMatchObject({ seen: 'notReadable', reading: { complete: false, gaps: [{ code: 'noAnswer', why: 'otherManager' }] } })
  })
})

test('a reading after a command is judged by what was before it', async () => {
  onChange(stage.site, 'exit 0')
  const running = executor()
  const id = await press()
  running.wake(id)
  await settled()
  show(stage.site, [server(FAILED, { 'Logical Status': 'working', 'Observed Status': 'working' }), workingServer(OTHER)])
  expect(await running.readAgain(id)).toMatchObject({ seen: 'target', reading: { complete: true } })
  expect(await running.readAgain('nothing-like-it')).toBeNull()
})
