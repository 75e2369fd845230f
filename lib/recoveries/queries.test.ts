import { describe, expect, test } from 'vitest'
import { createRecoveryStore } from '@/db/stores/recoveries'
import { createSiteStore } from '@/db/stores/sites'
import type { RecoveryEvent } from '@/lib/recovery/events'
import type { Actor } from '@/lib/recovery/intents'
import { DEMO_CONNECTION_ID } from '@/lib/sites/demo-site'
import { createActs } from './acts/create-acts'
import type { Deps } from './deps'
import { sato, suzuki, takahashi, yamada } from './testing/people'
import { codes, dead, useStage } from './testing/stage'
import { createQueries } from './views/create-queries'

const stage = useStage()
const { begin, drawn, manager, time, toUnmark, woken } = stage

describe('a damaged history', () => {
  const withDamaged = (seq: number): Deps => ({
    ...stage.deps,
    store: { ...stage.deps.store, events: async (id) => (await stage.deps.store.events(id))?.map((event) => (event.seq === seq ? ({ ...event, body: {}, damaged: true } as unknown as RecoveryEvent) : event)) ?? null },
  })

  test('opens read-only as far as it is sound, takes no act, and breaks no list', async () => {
    const id = await toUnmark()
    const pressed = await drawn(sato, id, 'run')
    const [damagedPages, damagedActs] = [createQueries(withDamaged(3)), createActs(withDamaged(3))]
    expect(await damagedPages.recovery(sato, id)).toMatchObject({ ok: true, value: { readOnlyBecause: 'damaged', progress: { done: 1 }, acts: [] } })
    for (const answer of [await damagedPages.timeline(sato, id), await damagedPages.report(sato, id), await damagedPages.home(sato), await damagedPages.list(sato, {}, null)]) expect(answer.ok).toBe(true)
    expect(await codes(damagedActs.onStep(sato, pressed))).toEqual(['recordDamaged'])
    expect(woken).toEqual([])
  })

  test('says so where not even its beginning can be read', async () => {
    const id = await begin()
    expect(await createQueries(withDamaged(1)).recovery(sato, id)).toMatchObject({ ok: false, error: { code: 'recordDamaged' } })
  })
})

describe('queries', () => {
  test('every entry of the timeline carries the hash that the record is checked by', async () => {
    const id = await toUnmark()
    const timeline = await stage.pages.timeline(takahashi, id)
    if (!timeline.ok) throw new Error(timeline.error.code)
    const hashes = timeline.value.entries.map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(4)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes.at(-1)).toBe(await stage.deps.store.headHash(id))
  })

  test('home, list and inbox take the same number of statements with one recovery and with many', async () => {
    const { engine } = stage.database
    let statements = 0
    const counted = { ...engine, db: new Proxy(engine.db, { get: (target, name) => (name === 'select' && (statements += 1), Reflect.get(target, name) as unknown) }) }
    const countedPages = createQueries({ ...stage.deps, store: createRecoveryStore(counted), sites: createSiteStore(counted) })
    const count = async () => {
      statements = 0
      await countedPages.home(sato)
      await countedPages.list(sato, {}, null)
      await countedPages.inbox(yamada)
      return statements
    }
    await begin()
    const withOne = await count()
    for (const last of [102, 103, 104, 105]) {
      manager.servers = [...manager.servers, { ...dead, id: `192.168.1.${last}` }]
      await begin({ server: `192.168.1.${last}`, usable: 'no' })
    }
    expect(await count()).toBe(withOne)
  })

  test('a living job that the record does not know is told where it matters; where it lies, to administrators alone', async () => {
    const id = await begin()
    const job = { connectionId: DEMO_CONNECTION_ID, job: 'a1', state: 'running', since: time.now, alive: true }
    const told = createQueries({ ...stage.deps, executor: { ...stage.deps.executor, strangers: () => [job, { ...job, job: 'over', alive: false }, { ...job, connectionId: 'elsewhere', job: 'b2' }] } })
    const known = { connectionId: DEMO_CONNECTION_ID, connectionName: 'mgr01', job: 'a1', since: time.now }
    for (const recovery of [id, null]) expect(await told.strangers(sato, recovery)).toEqual({ ok: true, value: [{ ...known, folder: null }] })
    expect(await told.strangers(suzuki, null)).toEqual({ ok: true, value: [{ ...known, folder: '/var/jobs/a1' }] })
    expect(await told.strangers(sato, 'R-2026-9999')).toEqual({ ok: true, value: [] })
    expect(await stage.pages.strangers(sato, null)).toEqual({ ok: true, value: [] })
  })

  test('nobody without a role looks at anything', async () => {
    const id = await begin()
    const stranger: Actor = { id: 'x', name: 'x', roles: [] }
    for (const answer of [await stage.pages.home(stranger), await stage.pages.recovery(stranger, id), await stage.pages.timeline(stranger, id), await stage.pages.report(stranger, id), await stage.pages.strangers(stranger, null)])
      expect(answer).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await stage.pages.targets(yamada)).toMatchObject({ ok: false, error: { code: 'notYourRole' } })
  })
})
