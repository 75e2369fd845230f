import { describe, expect, test } from 'vitest'
import { createAttemptStore } from '../../stores/attempts'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, end, FAILED_SERVER, MANAGER, next, note } from '../samples'

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
