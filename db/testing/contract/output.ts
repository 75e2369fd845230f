import { describe, expect, test } from 'vitest'
import { createAttemptStore } from '../../stores/attempts'
import { KEPT_BYTES } from '../../stores/output'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, next, note } from '../samples'

const A = 'attempt-1'
const bytesOf = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => (from + index) % 251)

export const outputContract = (database: Current) => describe('output', () => {
  const store = () => createAttemptStore(database().engine)
  async function press() {
    const recoveries = createRecoveryStore(database().engine)
    await recoveries.append(begin('R-2026-0001'))
    await recoveries.append(next('R-2026-0001', 1, [note('run')], { newAttempt: attempt(A, 'R-2026-0001') }))
    return store()
  }

  test('any bytes come back as they were, from any offset', async () => {
    const output = await press()
    expect(await output.output(A, 0, 10)).toBeNull()
    await output.saveOutput(A, 0, Uint8Array.of(0, 255, 27, 130, 160, 10))
    await output.saveOutput(A, 6, Uint8Array.of(7))
    expect(await output.output(A, 0, 100)).toEqual({ bytes: Uint8Array.of(0, 255, 27, 130, 160, 10, 7), offset: 0, totalBytes: 7, sha256: null, cutBytes: 0, missingBytes: 0 })
    expect(await output.output(A, 4, 2)).toMatchObject({ bytes: Uint8Array.of(160, 10), offset: 4 })
    expect(await output.output(A, 7, 10)).toMatchObject({ bytes: new Uint8Array(), offset: 7, totalBytes: 7 })
  })

  test('bytes stored again, in other pieces, change nothing', async () => {
    const output = await press()
    const whole = bytesOf(100)
    await output.saveOutput(A, 0, whole.subarray(0, 60))
    await output.saveOutput(A, 0, whole.subarray(0, 30))
    await output.saveOutput(A, 30, whole.subarray(30, 100))
    await output.saveOutput(A, 0, whole)
    expect(await output.output(A, 0, 1000)).toMatchObject({ bytes: whole, totalBytes: 100 })
  })

  test('two who store the same output at once store it once', async () => {
    const output = await press()
    const whole = bytesOf(50_000)
    const other = createAttemptStore(await database().secondInstance())
    await Promise.all([output.saveOutput(A, 0, whole), other.saveOutput(A, 0, whole.subarray(0, 20_000)), other.saveOutput(A, 0, whole)])
    expect(await output.output(A, 0, 100_000)).toMatchObject({ bytes: whole, totalBytes: 50_000 })
  })

  test('bytes behind a hole are refused', async () => {
    const output = await press()
    await expect(output.saveOutput(A, 5, bytesOf(1))).rejects.toThrow('hole')
  })

  test('a slow drip does not become a row for each byte', async () => {
    const output = await press()
    for (let at = 0; at < 200; at++) await output.saveOutput(A, at, bytesOf(1, at))
    const { engine } = database()
    expect(await engine.db.select().from(engine.tables.outputChunks)).toHaveLength(1)
    expect(await output.output(A, 0, 1000)).toMatchObject({ bytes: bytesOf(200) })
  })

  test('of a long output the first and the last MiB stay, and the cut between is counted', async () => {
    const output = await press()
    const totalBytes = 5 * KEPT_BYTES + 12_345
    const whole = bytesOf(totalBytes)
    for (let at = 0; at < totalBytes; at += 300_000) await output.saveOutput(A, at, whole.subarray(at, at + 300_000))
    await output.finishOutput(A, 'a'.repeat(64), totalBytes)
    const head = await output.output(A, 0, totalBytes)
    expect(head).toMatchObject({ bytes: whole.subarray(0, KEPT_BYTES), offset: 0, totalBytes, sha256: 'a'.repeat(64) })
    const tail = await output.output(A, KEPT_BYTES, totalBytes)
    expect(tail?.offset).toBe(KEPT_BYTES + (head?.cutBytes ?? 0))
    expect(tail?.bytes).toEqual(whole.subarray(tail?.offset))
    expect(tail?.bytes.byteLength).toBeGreaterThanOrEqual(KEPT_BYTES)
    expect(tail?.bytes.byteLength).toBeLessThan(2 * KEPT_BYTES)
  })

  test('an output that ended without a byte is there, and empty', async () => {
    const output = await press()
    await output.finishOutput(A, 'e'.repeat(64), 0)
    expect(await output.output(A, 0, 10)).toEqual({ bytes: new Uint8Array(), offset: 0, totalBytes: 0, sha256: 'e'.repeat(64), cutBytes: 0, missingBytes: 0 })
  })

  test.each([3, 0])('of what the command wrote and we never got (we have %i bytes) it is said how much is missing', async (gotBytes) => {
    const output = await press()
    if (gotBytes > 0) await output.saveOutput(A, 0, bytesOf(gotBytes))
    await output.finishOutput(A, 'e'.repeat(64), 10)
    expect(await output.output(A, 0, 10)).toMatchObject({ totalBytes: 10, missingBytes: 10 - gotBytes, cutBytes: 0 })
  })
})
