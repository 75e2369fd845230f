import { inspect } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import type { Engine } from '../../engines/engine'
import { claimKind, createMetaStore } from '../../stores/meta'
import type { Current } from '../contract'
import { refusalOf } from './raw'

const add = (handle: Engine['db'], { tables: { counters } }: Engine, name: string) => handle.insert(counters).values({ name, value: 1 })
const names = async ({ db, tables: { counters } }: Engine) => (await db.select().from(counters)).map(({ name }) => name).sort()

export const engineContract = (database: Current) => describe('the engine', () => {
  test('a transaction that throws leaves nothing behind', async () => {
    const { engine } = database()
    await expect(engine.transaction(async (tx) => {
      await add(tx, engine, 'inside')
      throw new Error('changed my mind')
    })).rejects.toThrow('changed my mind')
    expect(await names(engine)).toEqual([])
  })

  test("an acknowledged write never joins another's transaction, nor vanishes with its rollback", async () => {
    const { engine } = database()
    const rolledBack = engine.transaction(async (tx) => {
      await add(tx, engine, 'inside')
      await tx.select().from(engine.tables.counters)
      throw new Error('changed my mind')
    })
    const [, refusal] = await Promise.all([add(engine.db, engine, 'outside'), refusalOf(rolledBack)])
    expect(refusal).toContain('changed my mind')
    expect(await names(engine)).toEqual(['outside'])
  })

  test('fifty transactions at once each see what they wrote and lose nothing', async () => {
    const { engine } = database()
    const { counters } = engine.tables
    await engine.db.insert(counters).values({ name: 'shared', value: 0 })
    await Promise.all(Array.from({ length: 50 }, (_, i) => engine.transaction(async (tx) => {
      await add(tx, engine, `own-${i}`)
      await tx.update(counters).set({ value: sql`${counters.value} + 1` }).where(eq(counters.name, 'shared'))
    })))
    const [shared] = await engine.db.select().from(counters).where(eq(counters.name, 'shared'))
    expect(shared?.value).toBe(50)
    expect(await names(engine)).toHaveLength(51)
  })

  test('a transaction within a transaction is a programming error', async () => {
    const { engine } = database()
    await expect(engine.transaction(() => engine.transaction(async () => undefined))).rejects.toThrow('inside a transaction only its own handle')
  })

  test('the outer handle within a transaction is a programming error, not a dead-lock', async () => {
    const { engine } = database()
    expect(await refusalOf(engine.transaction(async () => void (await add(engine.db, engine, 'x'))))).toContain('inside a transaction only its own handle')
    expect(await names(engine)).toEqual([])
  })

  test('a failed statement is printed without the values that it was given', async () => {
    const { engine } = database()
    await add(engine.db, engine, 'what nobody may read')
    const twice = await add(engine.db, engine, 'what nobody may read').then(() => null, (error: unknown) => error)
    expect(inspect({ twice })).toMatch(/Failed query: insert into "counters"[\s\S]*unique/i)
    expect(inspect({ twice })).not.toContain('what nobody may read')
  })

  test('a taken unique key is told from every other failure', async () => {
    const { engine } = database()
    await add(engine.db, engine, 'once')
    const twice = await add(engine.db, engine, 'once').then(() => null, (error: unknown) => error)
    const wrong = await engine.db.select({ x: sql`no_such_column` }).from(engine.tables.counters).then(() => null, (error: unknown) => error)
    expect([engine.isUnique(twice), engine.isUnique(wrong), engine.isUnique(null)]).toEqual([true, false, false])
  })

  test("the database's clock is in ms since 1970", async () => {
    const { engine } = database()
    await add(engine.db, engine, 'x')
    const [row] = await engine.db.select({ now: engine.now }).from(engine.tables.counters)
    expect(Math.abs((row?.now ?? 0) - Date.now())).toBeLessThan(5_000)
  })

  test('a second start applies no migration twice and finds the data of the first', async () => {
    const { engine, reopen } = database()
    await add(engine.db, engine, 'kept')
    expect(await names(await reopen())).toEqual(['kept'])
  })

  test('a notification reaches every listener until it stops listening', async () => {
    const { engine } = database()
    const heard: (string | null)[] = []
    const stop = engine.listen((payload) => heard.push(payload))
    await vi.waitFor(async () => {
      await engine.notify('hello')
      expect(heard).toContain('hello')
    })
    stop()
    const before = heard.length
    await engine.notify('too late')
    expect(heard.slice(before)).not.toContain('too late')
  })

  test('a database of the demo is refused to production, and the reverse', async () => {
    const { engine } = database()
    expect(await claimKind(engine, 'demo')).toEqual({ ok: true, value: 'demo' })
    expect(await claimKind(engine, 'production')).toEqual({ ok: false, error: { code: 'otherKind' } })
    expect(await claimKind(engine, 'demo')).toMatchObject({ ok: true })
  })

  test('facts about the installation are kept by key', async () => {
    const meta = createMetaStore(database().engine)
    expect(await meta.get('secret')).toBeNull()
    await meta.set('secret', 'a')
    await meta.set('secret', 'b')
    expect(await meta.get('secret')).toBe('b')
  })

  test('of several instances that bring a secret of their own at once, all have the same afterwards', async () => {
    const meta = createMetaStore(database().engine)
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((own) => meta.keep('secret', own)))
    expect(new Set([...kept, await meta.get('secret')]).size).toBe(1)
    expect(await meta.keep('secret', 'later')).toBe(kept[0])
  })
})
