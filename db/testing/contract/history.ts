import { describe, expect, test } from 'vitest'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { begin, end, next, note, started, STARTED_AT } from '../samples'
import { rawRun, refusalOf } from './raw'

const ID = 'R-2026-0001'

export const historyContract = (database: Current) => describe('the history', () => {
  const store = () => createRecoveryStore(database().engine)
  const rows = () => database().engine.db.select().from(database().engine.tables.events)

  test('what was appended is read back as it was, in order, with its places', async () => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('鍵\u0000\u2028"\n'), note('second')]))
    const events = await store().events(ID)
    expect(events?.map(({ seq, type, actorId, actorName }) => [seq, type, actorId, actorName])).toEqual([
      [1, 'RecoveryStarted', 'user-1', '山田 太郎'], [2, 'NoteAdded', 'user-1', '山田 太郎'], [3, 'NoteAdded', 'user-1', '山田 太郎'],
    ])
    expect(events?.[0]).toMatchObject(started())
    expect(events?.[1]).toMatchObject({ recoveryId: ID, at: STARTED_AT + 1000, v: 1, body: { text: '鍵\u0000\u2028"\n' } })
    expect((await store().eventsAfter(ID, 1, 1)).map(({ seq }) => seq)).toEqual([2])
    expect(await store().events('R-2026-9999')).toBeNull()
  })

  test('of two who decided on the same history one is told to look again', async () => {
    await store().append(begin(ID))
    const second = createRecoveryStore(await database().secondInstance())
    const results = await Promise.all([store().append(next(ID, 1, [note('a')])), second.append(next(ID, 1, [note('b')])), store().append(next(ID, 1, [note('c')]))])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.filter((r) => !r.ok && r.error.code === 'conflict')).toHaveLength(2)
    expect(await rows()).toHaveLength(2)
  })

  test('a recovery begins once', async () => {
    const results = await Promise.all([store().append(begin(ID)), store().append(begin(ID))])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('an append that fails in its last part leaves nothing of its first', async () => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a')], { act: { key: 'k', inputHash: 'h' } }))
    await store().append(begin('R-2026-0002', { failedServer: '192.168.1.102', act: { key: 'k', inputHash: 'h' } }))
    expect(await store().projection('R-2026-0002')).toBeNull()
    expect(await rows()).toHaveLength(2)
  })

  const tamperings = [
    ["UPDATE events SET type = 'NoteAdded' WHERE seq = 1", 'append-only'],
    ['UPDATE events SET body = body', 'append-only'],
    ['DELETE FROM events WHERE seq = 2', 'append-only'],
    ["INSERT INTO events SELECT recovery_id, 4, type, v, at, actor_id, body, hash FROM events WHERE seq = 2", 'follows the last'],
    ["INSERT INTO events SELECT recovery_id, 2, type, v, at, actor_id, body, hash FROM events WHERE seq = 2", 'append-only'],
    ["INSERT INTO events SELECT recovery_id, 0, type, v, at, actor_id, body, hash FROM events WHERE seq = 2", 'append-only'],
    ["UPDATE seals SET reason = 'end'", 'append-only'],
    ['DELETE FROM seals', 'append-only'],
    ['INSERT INTO seals SELECT seq + 5, recovery_id, event_seq, event_hash, reason, at, hash, signature FROM seals', 'follows the last'],
  ] as const
  test.each(tamperings)('the database itself refuses: %s', async (statement, why) => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a')]))
    const before = await rows()
    expect(await refusalOf(rawRun(database().engine, statement))).toContain(why)
    expect(await rows()).toEqual(before)
  })

  test('the database itself refuses to replace or truncate', async () => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a')]))
    const { engine } = database()
    const statements = engine.kind === 'postgres'
      ? ['TRUNCATE events CASCADE', 'TRUNCATE seals']
      : ['INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1', 'INSERT OR REPLACE INTO seals SELECT * FROM seals',
        'INSERT OR REPLACE INTO events (rowid, recovery_id, seq, type, v, at, actor_id, body, hash) SELECT rowid, recovery_id, 3, type, v, at, actor_id, body, hash FROM events WHERE seq = 1',
        'UPDATE OR REPLACE events SET seq = 2 WHERE seq = 1']
    for (const statement of statements) expect(await refusalOf(rawRun(engine, statement)), statement).toContain('append-only')
    expect(await rows()).toHaveLength(2)
  })

  test('start and end are sealed, in one chain over all recoveries', async () => {
    await store().append(begin(ID))
    await Promise.all(['102', '103', '104'].map((last) => store().append(begin(`R-2026-0${last}`, { failedServer: `192.168.1.${last}` }))))
    await store().append(end(ID, 1))
    const { engine } = database()
    const seals = await engine.db.select().from(engine.tables.seals)
    expect(seals.map(({ seq, reason }) => [seq, reason])).toEqual([[1, 'start'], [2, 'start'], [3, 'start'], [4, 'start'], [5, 'end']])
  })

  test('an untouched history verifies, one that does not exist has a missing head', async () => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a'), note('b')]))
    await store().append(end(ID, 3))
    expect(await store().verify(ID)).toBeNull()
    expect(await store().verify('R-2026-9999')).not.toBeNull()
  })

  test('reference numbers count each year anew, without a gap or a repeat', async () => {
    const january = Date.UTC(2026, 11, 31, 15, 0, 0)
    const ids = await Promise.all(Array.from({ length: 12 }, () => store().nextId(STARTED_AT)))
    expect(new Set(ids).size).toBe(12)
    expect([...ids].sort().at(-1)).toBe('R-2026-0012')
    expect(await store().nextId(january)).toBe('R-2027-0001')
  })

  test('an event that cannot be read is marked damaged, and no list breaks by it', async () => {
    await store().append(begin(ID))
    const { engine } = database()
    await engine.db.insert(engine.tables.events).values({ recoveryId: ID, seq: 2, type: 'FromTheFuture', v: 9, at: 1, actorId: 'x', body: '{not json', hash: 'x' })
    await engine.db.update(engine.tables.recoveries).set({ openRequests: '{not json', status: 'newStatus' })
    const [, second] = (await store().events(ID)) ?? []
    expect(second).toMatchObject({ seq: 2, damaged: true, body: {} })
    expect((await store().list({}, null, 10)).items).toMatchObject([{ id: ID, status: 'open', state: 'unreadable', openRequests: [] }])
    expect(await store().open()).toMatchObject([{ id: ID }])
  })
})
