import { describe, expect, test } from 'vitest'
import type { Reading } from '@/lib/vmiunit/outcome'
import { createAttemptStore } from '../../stores/attempts'
import { createCollectedOutputs } from '../../stores/collected-outputs'
import { createPastedReadings } from '../../stores/pasted-readings'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, MANAGER, next, note, STARTED_AT, UNIT } from '../samples'

const ID = 'R-2026-0001'
const LEASE_MS = 60_000
const READING: Reading = {
  id: 'reading-1', unit: UNIT, startedAt: 1, readAt: 2, servers: [{ id: '192.168.1.101', logical: 'fault', others: [['New Field', 'x']] }], messages: ['KEOS1'], complete: true, gaps: [], source: 'read',
}

export const attemptContract = (database: Current) => describe('attempts', () => {
  const recoveries = () => createRecoveryStore(database().engine)
  const attempts = () => createAttemptStore(database().engine)
  /** A recovery with one requested attempt; the history is at seq 2. */
  async function press(id = 'attempt-1') {
    await recoveries().append(begin(ID))
    await recoveries().append(next(ID, 1, [note('run')], { newAttempt: attempt(id, ID, { basedOn: READING }) }))
  }
  async function claimed(leaseMs = LEASE_MS) {
    await press()
    const taken = await attempts().claim('attempt-1', 'owner-1', leaseMs)
    if (!taken) throw new Error('not claimed')
    return taken.claim
  }

  test('a requested attempt is kept with all that was pressed', async () => {
    await press()
    expect(await attempts().get('attempt-1')).toMatchObject({ ...attempt('attempt-1', ID), basedOn: READING, status: 'requested', owner: null, epoch: 0, leaseUntil: null })
    expect(await attempts().get('attempt-9')).toBeNull()
  })

  test('an attempt stored with a hold belongs to its owner from the commit on, and to the next one after the lease', async () => {
    const hold = { owner: 'owner-1', leaseMs: LEASE_MS }
    await recoveries().append(begin(ID))
    await recoveries().append(next(ID, 1, [note('run')], { newAttempt: attempt('attempt-1', ID), hold }))
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'claimed', owner: 'owner-1', epoch: 1 })
    expect(await attempts().claim('attempt-1', 'owner-2', LEASE_MS)).toBeNull()
    const claim = { attempt: 'attempt-1', owner: 'owner-1', epoch: 1 }
    expect(await attempts().renew(claim, 0)).toBe(true)
    expect(await attempts().claim('attempt-1', 'owner-2', LEASE_MS)).toMatchObject({ takenOver: true, claim: { epoch: 2 } })
    expect(await attempts().advance(claim, { status: 'launching' })).toBe(false)
  })

  test('output is to be swept once it was collected, its attempt settled, and it is old enough; and once only', async () => {
    const outputs = createCollectedOutputs(database().engine)
    const toSweep = () => outputs.toSweep(MANAGER, 2_000, 10)
    const claim = await claimed()
    expect(await toSweep()).toEqual([])
    await attempts().advance(claim, { status: 'ended', endedAt: 1_000, outputBytes: 3 })
    expect(await toSweep()).toEqual([])
    await recoveries().append({ ...next(ID, 2, [note('settled')]), releaseAttempts: ['attempt-1'] })
    expect(await toSweep()).toEqual(['attempt-1'])
    expect([await outputs.toSweep(MANAGER, 1_000, 10), await outputs.toSweep('other', 2_000, 10), await outputs.toSweep(MANAGER, 2_000, 0)]).toEqual([[], [], []])
    await outputs.noteSwept(['attempt-1'], 3_000)
    await outputs.noteSwept([], 3_000)
    expect(await toSweep()).toEqual([])
  })

  test('of many claimers at once, on two instances, one has it', async () => {
    await press()
    const other = createAttemptStore(await database().secondInstance())
    const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? attempts() : other).claim('attempt-1', `owner-${i}`, LEASE_MS)))
    const taken = claims.filter((claim) => claim !== null)
    expect(taken).toHaveLength(1)
    expect(taken[0]).toMatchObject({ takenOver: false, claim: { epoch: 1 }, row: { status: 'claimed' } })
  })

  test('a lease that ran out is taken over with a higher epoch, and the former owner writes nothing any more', async () => {
    const former = await claimed(0)
    const taken = await attempts().claim('attempt-1', 'owner-2', LEASE_MS)
    expect(taken).toMatchObject({ takenOver: true, claim: { owner: 'owner-2', epoch: former.epoch + 1 } })
    expect(await attempts().renew(former, LEASE_MS)).toBe(false)
    expect(await attempts().advance(former, { status: 'launching' })).toBe(false)
    expect(await recoveries().append(next(ID, 2, [note('stale')], { claim: former }))).toEqual({ ok: false, error: { code: 'notYours' } })
    expect(await recoveries().events(ID)).toHaveLength(2)
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'claimed', owner: 'owner-2' })
  })

  test('the same owner in an earlier epoch is a former owner too', async () => {
    const former = await claimed(0)
    await attempts().claim('attempt-1', 'owner-1', LEASE_MS)
    expect(await attempts().advance(former, { status: 'launching' })).toBe(false)
  })

  test('a lease that is renewed is not taken over', async () => {
    const claim = await claimed(0)
    expect(await attempts().renew(claim, LEASE_MS)).toBe(true)
    expect(await attempts().claim('attempt-1', 'owner-2', LEASE_MS)).toBeNull()
    expect(await attempts().claimable(10)).toEqual([])
  })

  test('the current owner moves an attempt on and reports under his claim', async () => {
    const claim = await claimed()
    expect(await attempts().advance(claim, { status: 'launched', identity: 'm', bootId: 'b', beforeReading: READING, launchedAt: 5, outputBytes: 7 })).toBe(true)
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'launched', identity: 'm', bootId: 'b', beforeReading: READING, launchedAt: 5, outputBytes: 7, owner: 'owner-1' })
    expect(await recoveries().append(next(ID, 2, [note('launched')], { claim }))).toMatchObject({ ok: true })
  })

  test('a settled attempt is not claimed, renewed or moved any more', async () => {
    const claim = await claimed(0)
    await recoveries().append(next(ID, 2, [note('settled')], { releaseAttempts: ['attempt-1'] }))
    expect(await attempts().claim('attempt-1', 'owner-2', LEASE_MS)).toBeNull()
    expect(await attempts().renew(claim, LEASE_MS)).toBe(false)
    expect(await attempts().advance(claim, { status: 'launched' })).toBe(false)
    expect(await attempts().unsettled()).toEqual([])
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'settled' })
  })

  test('what is free to be taken is told, oldest first', async () => {
    await press()
    await recoveries().append(begin('R-2026-0002', { failedServer: '192.168.1.102' }))
    await recoveries().append(next('R-2026-0002', 1, [note('run')], {
      newAttempt: attempt('attempt-0', 'R-2026-0002', { unit: 'unit_b', requestedAt: STARTED_AT + 1 }), projected: { failedServer: '192.168.1.102' },
    }))
    expect((await attempts().claimable(10)).map(({ id }) => id)).toEqual(['attempt-1', 'attempt-0'])
    expect((await attempts().claimable(1)).map(({ id }) => id)).toEqual(['attempt-1'])
    await attempts().claim('attempt-1', 'owner-1', LEASE_MS)
    expect((await attempts().claimable(10)).map(({ id }) => id)).toEqual(['attempt-0'])
    expect((await attempts().unsettled()).map(({ id }) => id)).toEqual(['attempt-1', 'attempt-0'])
  })

  test('a declined attempt is told from a settled one', async () => {
    await press()
    const declined = { type: 'CommandDeclined', v: 1, body: { leg: 1, step: 'start', attempt: 'attempt-1', why: 'drift', changes: [], reading: null, detail: null } } as const
    await recoveries().append(next(ID, 2, [declined], { releaseAttempts: ['attempt-1'] }))
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'declined' })
    expect(await attempts().leftBehind(MANAGER)).toEqual([])
  })

  test('an attempt that a person runs holds its unit, and no executor ever gets it', async () => {
    await recoveries().append(begin(ID))
    await recoveries().append(next(ID, 1, [note('shown')], { newAttempt: attempt('attempt-1', ID, { basedOn: READING, byHand: true }), hold: { owner: 'owner-1', leaseMs: LEASE_MS } }))
    expect(await attempts().get('attempt-1')).toMatchObject({ byHand: true, status: 'requested', owner: null, beforeReading: READING })
    expect([await attempts().claim('attempt-1', 'owner-1', LEASE_MS), await attempts().claimable(10), await attempts().unsettled()]).toEqual([null, [], []])
    const other = { newAttempt: attempt('attempt-2', ID) }
    expect(await recoveries().append(next(ID, 2, [note('press')], other))).toMatchObject({ ok: false, error: { code: 'unitBusy', attempt: 'attempt-1' } })
    await recoveries().append(next(ID, 2, [{ type: 'OutcomeUnknown', v: 2, body: { leg: 1, step: 'start', attempt: 'attempt-1', why: 'notKnown' } }]))
    expect([await attempts().claim('attempt-1', 'owner-1', LEASE_MS), await attempts().claimable(10)]).toEqual([null, []])
    await recoveries().append(next(ID, 3, [note('it did not')], { releaseAttempts: ['attempt-1'] }))
    expect(await attempts().leftBehind(MANAGER)).toEqual([])
    expect(await recoveries().append(next(ID, 4, [note('press')], other))).toMatchObject({ ok: true })
  })

  test('what a person pasted of its output is stored with the events that tell of it, or not at all; nothing is to be swept', async () => {
    await recoveries().append(begin(ID))
    await recoveries().append(next(ID, 1, [note('shown')], { newAttempt: attempt('attempt-1', ID, { byHand: true }) }))
    const pastedOutput = { attempt: 'attempt-1', bytes: new TextEncoder().encode('KEOS99001-I 起動\n'), sha256: 'ab' }
    expect(await recoveries().append(next(ID, 1, [note('too late')], { pastedOutput }))).toMatchObject({ ok: false })
    expect(await attempts().output('attempt-1', 0, 100)).toBeNull()
    await recoveries().append(next(ID, 2, [note('ended')], { pastedOutput, releaseAttempts: ['attempt-1'] }))
    expect(await attempts().output('attempt-1', 0, 100)).toMatchObject({ bytes: pastedOutput.bytes, sha256: 'ab', totalBytes: pastedOutput.bytes.length })
    expect(await attempts().get('attempt-1')).toMatchObject({ status: 'settled', outputBytes: pastedOutput.bytes.length, launchedAt: null })
    expect(await createCollectedOutputs(database().engine).toSweep(MANAGER, Number.MAX_SAFE_INTEGER, 10)).toEqual([])
  })

  test('the last reading that was pasted stands for its unit', async () => {
    const pasted = createPastedReadings(database().engine)
    const reading = { ...READING, source: 'pasted', pasted: { by: '佐藤 花子', at: 5 } } as const
    await pasted.save('connection-1', reading)
    await pasted.save('connection-1', { ...reading, id: 'later' })
    expect(await pasted.last('connection-1', READING.unit)).toEqual({ ...reading, id: 'later' })
    expect([await pasted.last('connection-2', READING.unit), await pasted.last('connection-1', 'unit_b')]).toEqual([null, null])
  })

  test('an attempt that a person settled without an exit record is left behind on its manager', async () => {
    await press()
    await recoveries().append(next(ID, 2, [note('it did not happen')], { releaseAttempts: ['attempt-1'] }))
    expect(await attempts().leftBehind(MANAGER)).toEqual(['attempt-1'])
    expect(await attempts().leftBehind('manager-2')).toEqual([])
  })

  test('what is usual is the median of real attempts that ended', async () => {
    expect(await recoveries().usual(UNIT, 'start')).toBeNull()
    await recoveries().append(begin(ID))
    for (const [index, durationMs] of [1_000, 9_000, 3_000].entries()) {
      const id = `attempt-${index}`
      await recoveries().append(next(ID, 1 + index * 2, [note('run')], { newAttempt: attempt(id, ID) }))
      const taken = await attempts().claim(id, 'owner', LEASE_MS)
      if (taken) await attempts().advance(taken.claim, { status: 'ended', launchedAt: 10_000 * index, endedAt: 10_000 * index + durationMs })
      await recoveries().append(next(ID, 2 + index * 2, [note('settled')], { releaseAttempts: [id] }))
    }
    expect(await recoveries().usual(UNIT, 'start')).toEqual({ medianMs: 3_000, n: 3 })
    expect(await recoveries().usual(UNIT, 'stop')).toBeNull()
  })
})
