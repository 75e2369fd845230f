import { describe, expect, test } from 'vitest'
import type { NewAttempt } from '@/lib/recoveries/ports'
import { createAttemptStore } from '../../stores/attempts'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, end, FAILED_SERVER, MANAGER, next, note, projection, STARTED_AT } from '../samples'

const ID = 'R-2026-0001'
const OTHER = 'R-2026-0002'
const NEW_SERVER = '192.168.1.110'

export const lockContract = (database: Current) => describe('locks and acts', () => {
  const store = () => createRecoveryStore(database().engine)
  const press = (recoveryId: string, expectedSeq: number, id: string, failedServer = FAILED_SERVER) =>
    store().append(next(recoveryId, expectedSeq, [note(id)], { newAttempt: attempt(id, recoveryId), projected: { failedServer } }))

  test('a server is in one open recovery of a manager, and the second is told which', async () => {
    const second = createRecoveryStore(await database().secondInstance())
    const results = await Promise.all([store().append(begin(ID)), second.append(begin(OTHER))])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const winner = results[0]?.ok ? ID : OTHER
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: winner } })
  })

  test('the same address under another manager is another server', async () => {
    await store().append(begin(ID))
    expect(await store().append(begin(OTHER, { managerIdentity: 'manager-2' }))).toMatchObject({ ok: true })
  })

  test('a replacement is locked once it is reported, and a taken one is refused', async () => {
    await store().append(begin(ID))
    await store().append(begin(OTHER, { failedServer: NEW_SERVER }))
    const reported = next(ID, 1, [note('reported')], { lockedServers: [FAILED_SERVER, NEW_SERVER], projected: { newServer: NEW_SERVER } })
    expect(await store().append(reported)).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: OTHER } })
    await store().append(end(OTHER, 1, NEW_SERVER))
    expect(await store().append(reported)).toMatchObject({ ok: true })
    expect(await store().append(begin('R-2026-0003', { failedServer: NEW_SERVER }))).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: ID } })
  })

  test('a server is free again when its recovery ends', async () => {
    await store().append(begin(ID))
    await store().append(end(ID, 1))
    expect(await store().append(begin(OTHER))).toMatchObject({ ok: true })
  })

  test("locks move with the manager's identity once it is known", async () => {
    await store().append(begin(ID, { managerIdentity: 'connection-1' }))
    await store().append(next(ID, 1, [note('a')], { managerIdentity: MANAGER }))
    expect(await store().append(begin(OTHER))).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: ID } })
  })

  describe('two recoveries that turn out to have one server', () => {
    const LATER = STARTED_AT + 60_000
    /** One under the connection's own id, one under another connection's; both are of one manager. */
    const beginBoth = async (): Promise<void> => {
      await store().append(begin(ID, { managerIdentity: 'connection-1' }))
      await store().append(begin(OTHER, { managerIdentity: 'connection-2', projection: projection(OTHER, { connectionId: 'connection-2', startedAt: LATER }) }))
    }
    const write = (id: string, seq: number, managerIdentity = MANAGER) =>
      store().append(next(id, seq, [note(`${seq}`)], { managerIdentity, projected: id === OTHER ? { connectionId: 'connection-2', startedAt: LATER } : {} }))

    test('both go on being written, and each append of the later one tells of the earlier one', async () => {
      await beginBoth()
      expect(await write(ID, 1)).not.toHaveProperty('value.alsoIn')
      for (const seq of [1, 2, 3]) expect(await write(OTHER, seq)).toMatchObject({ ok: true, value: { seq: seq + 1, alsoIn: ID } })
      expect(await write(ID, 2)).not.toHaveProperty('value.alsoIn')
    })

    test('whoever is known there first, the earlier one has the server in the end', async () => {
      await beginBoth()
      expect(await write(OTHER, 1)).not.toHaveProperty('value.alsoIn')
      expect(await write(ID, 1)).toMatchObject({ ok: true, value: { alsoIn: OTHER } })
      expect(await write(OTHER, 2)).toMatchObject({ ok: true, value: { alsoIn: ID } })
      expect(await write(ID, 2)).not.toHaveProperty('value.alsoIn')
    })

    test('the later one has it when the earlier one ends; a third is refused all the time', async () => {
      await beginBoth()
      await write(ID, 1)
      await write(OTHER, 1)
      const third = begin('R-2026-0003', { projection: projection('R-2026-0003', { connectionId: 'connection-3' }) })
      expect(await store().append(third)).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: ID } })
      await store().append(end(ID, 2))
      expect(await write(OTHER, 2)).not.toHaveProperty('value.alsoIn')
      expect(await store().append(third)).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: OTHER } })
    })

    test('a manager that tells who it is moves the locks of its open recoveries, and what they meet is named', async () => {
      await beginBoth()
      await store().append(begin('R-2026-0004', { failedServer: NEW_SERVER, managerIdentity: 'connection-2', projection: projection('R-2026-0004', { connectionId: 'connection-2', failedServer: NEW_SERVER }) }))
      expect(await store().moveLocks('connection-1', MANAGER)).toEqual([])
      expect(await store().moveLocks('connection-2', MANAGER)).toEqual([{ recoveryId: OTHER, alsoIn: ID }])
      expect(await store().append(begin('R-2026-0003', { failedServer: NEW_SERVER }))).toEqual({ ok: false, error: { code: 'serverInRecovery', recoveryId: 'R-2026-0004' } })
    })

    test('both moving at once leave one lock for each', async () => {
      await beginBoth()
      const second = createRecoveryStore(await database().secondInstance())
      const [one, two] = await Promise.all([write(ID, 1), second.append(next(OTHER, 1, [note('1')], { projected: { connectionId: 'connection-2', startedAt: LATER } }))])
      expect([one.ok, two.ok]).toEqual([true, true])
      expect(await write(OTHER, 2)).toMatchObject({ ok: true, value: { alsoIn: ID } })
    })
  })

  test('a unit has one unsettled attempt, and the second press is told whose', async () => {
    await store().append(begin(ID))
    await store().append(begin(OTHER, { failedServer: NEW_SERVER }))
    expect(await press(ID, 1, 'attempt-1')).toMatchObject({ ok: true })
    expect(await press(OTHER, 1, 'attempt-2', NEW_SERVER)).toEqual({ ok: false, error: { code: 'unitBusy', recoveryId: ID, attempt: 'attempt-1' } })
    expect(await createAttemptStore(database().engine).get('attempt-2')).toBeNull()
    await store().append(next(ID, 2, [note('settled')], { releaseAttempts: ['attempt-1'] }))
    expect(await press(OTHER, 1, 'attempt-2', NEW_SERVER)).toMatchObject({ ok: true })
  })

  test('two presses at once begin one attempt', async () => {
    await store().append(begin(ID))
    await store().append(begin(OTHER, { failedServer: NEW_SERVER }))
    const results = await Promise.all([press(ID, 1, 'attempt-1'), press(OTHER, 1, 'attempt-2', NEW_SERVER)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  describe('two connections that may lead to one manager', () => {
    const [UNKNOWN, SECOND] = [{ connectionId: 'connection-2', managerIdentity: 'connection-2' }, { connectionId: 'connection-2', managerIdentity: 'manager-2' }]
    const pressAs = (recoveryId: string, id: string, change: Partial<NewAttempt>, by = store()) =>
      by.append(next(recoveryId, 1, [note(id)], { newAttempt: attempt(id, recoveryId, change), projected: { failedServer: recoveryId === ID ? FAILED_SERVER : NEW_SERVER } }))
    const beginTwo = async (): Promise<void> => {
      await store().append(begin(ID))
      await store().append(begin(OTHER, { failedServer: NEW_SERVER }))
    }

    test.each([
      ['one of them never told who it is', {}, UNKNOWN], ['the other one never told', UNKNOWN, {}], ['neither did', { managerIdentity: 'connection-1' }, UNKNOWN],
      ['and it is one connection, known as another manager meanwhile', {}, { managerIdentity: 'manager-2' }],
    ] as const)('a unit of one name has one unsettled attempt where %s', async (_, first, second) => {
      await beginTwo()
      expect(await pressAs(ID, 'attempt-1', first)).toMatchObject({ ok: true })
      expect(await pressAs(OTHER, 'attempt-2', second)).toEqual({ ok: false, error: { code: 'unitBusy', recoveryId: ID, attempt: 'attempt-1' } })
      expect(await pressAs(OTHER, 'attempt-3', { ...second, unit: 'gyoumu_b' })).toMatchObject({ ok: true })
    })

    test('of two presses at once, on two instances, one begins', async () => {
      await beginTwo()
      const other = createRecoveryStore(await database().secondInstance())
      const results = await Promise.all([pressAs(ID, 'attempt-1', {}), pressAs(OTHER, 'attempt-2', UNKNOWN, other)])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    })

    test('managers that are known to be two have a unit of that name each', async () => {
      await beginTwo()
      expect(await pressAs(ID, 'attempt-1', {})).toMatchObject({ ok: true })
      expect(await pressAs(OTHER, 'attempt-2', SECOND)).toMatchObject({ ok: true })
    })
  })

  test('a unit stays held while the outcome is unknown', async () => {
    await store().append(begin(ID))
    await press(ID, 1, 'attempt-1')
    await store().append(next(ID, 2, [{ type: 'OutcomeUnknown', v: 1, body: { leg: 1, step: 'start', attempt: 'attempt-1', why: 'lost' } }]))
    expect(await createAttemptStore(database().engine).get('attempt-1')).toMatchObject({ status: 'unknown' })
    expect(await press(ID, 3, 'attempt-2')).toMatchObject({ ok: false, error: { code: 'unitBusy', attempt: 'attempt-1' } })
  })

  test('the same press twice is one act and gets the first answer; another input under its key is refused', async () => {
    await store().append(begin(ID))
    const act = { key: 'press-1', inputHash: 'hash-1' }
    expect(await store().append(next(ID, 1, [note('a')], { act }))).toMatchObject({ ok: true, value: { seq: 2 } })
    const again = next(ID, 2, [note('a')], { act })
    expect(await store().append(again)).toEqual({ ok: false, error: { code: 'keySeen', sameInput: true, recoveryId: ID, seq: 2 } })
    expect(await store().append({ ...again, act: { ...act, inputHash: 'hash-2' } })).toMatchObject({ ok: false, error: { code: 'keySeen', sameInput: false } })
    expect(await store().events(ID)).toHaveLength(2)
  })

  test('a double submit of a start makes one recovery', async () => {
    const act = { key: 'start-1', inputHash: 'hash' }
    const results = await Promise.all([store().append(begin(ID, { act })), store().append(begin(OTHER, { act, failedServer: NEW_SERVER }))])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'keySeen', sameInput: true, seq: 1 } })
    expect(await store().open()).toHaveLength(1)
  })
})
