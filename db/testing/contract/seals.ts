import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FIRST_PREVIOUS, sealHash } from '../../chain'
import { openSealKey, type SealKey } from '../../seal-key'
import { createRecoveryStore } from '../../stores/recoveries'
import { firstFaultOfSeals } from '../../stores/seal'
import type { Current } from '../contract'
import { begin, end, next, note } from '../samples'

const ID = 'R-2026-0001'
const OTHER = 'R-2026-0002'
const other = () => begin(OTHER, { failedServer: '192.168.1.102' })

export const sealContract = (database: Current) => describe('the seals', () => {
  let folder: string
  let key: SealKey
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shirube-seal-'))
    key = await openSealKey(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const store = (sealKey: SealKey | null = key) => createRecoveryStore(database().engine, { sealKey })
  /** The end of a recovery as somebody would write it who knows the form and has no key. */
  async function forgeEnd(signature: string): Promise<void> {
    const { db, tables: { seals, chainHeads, recoveries } } = database().engine
    const [last] = (await db.select().from(seals)).toSorted((a, b) => b.seq - a.seq)
    const [recovery] = await db.select().from(recoveries)
    const fields = { seq: (last?.seq ?? 0) + 1, recoveryId: ID, eventSeq: recovery?.seq ?? 0, eventHash: recovery?.headHash ?? '', reason: 'end', at: 1 }
    const hash = sealHash(last?.hash ?? FIRST_PREVIOUS, fields)
    await db.insert(seals).values({ ...fields, hash, signature })
    await db.update(chainHeads).set({ seq: fields.seq, hash })
  }

  test('are signed, and say up to where', async () => {
    await store().append(begin(ID))
    await store().append(next(ID, 1, [note('a')]))
    expect(await store().seals(ID)).toMatchObject({ count: 1, signatures: 'good', last: { eventSeq: 1 }, publicKey: key.publicKey })
    await store().append(end(ID, 2))
    expect(await store().seals(ID)).toMatchObject({ count: 2, signatures: 'good', last: { eventSeq: 3 } })
    expect([await store().verify(ID), await firstFaultOfSeals(database().engine, key)]).toEqual([null, null])
  })

  test('a recovery written without the key, where others are signed, is found out', async () => {
    await store().append(begin(ID))
    await store(null).append(other())
    expect(await store().verify(ID)).toBeNull()
    expect(await store().verify(OTHER)).toEqual({ badSeq: 1, why: 'sealDiffers' })
    expect((await store().seals(OTHER)).signatures).toBe('bad')
  })

  test('records of the time before signing stay sound, and say that they are unsigned', async () => {
    await store(null).append(begin(ID))
    await store().append(other())
    expect([await store().verify(ID), (await store().seals(ID)).signatures]).toEqual([null, 'none'])
    expect([await store().verify(OTHER), (await store().seals(OTHER)).signatures]).toEqual([null, 'good'])
  })

  test('a signature of another installation is told apart from a forged one', async () => {
    const elsewhere = await openSealKey(path.join(folder, 'elsewhere'))
    await store(elsewhere).append(begin(ID))
    expect([await store().verify(ID), (await store().seals(ID)).signatures]).toEqual([null, 'otherKey'])
  })

  test('a forged seal with every hash right is found by its signature, in its recovery and in the whole chain', async () => {
    await store().append(begin(ID))
    await forgeEnd(`${key.sign('x').split(':')[0]}:AAAA`)
    expect(await store().verify(ID)).toEqual({ badSeq: 1, why: 'sealDiffers' })
    expect(await firstFaultOfSeals(database().engine, key)).toEqual({ badSeq: 2, why: 'sealDiffers' })
  })

  test('seals that were cut off are missed', async () => {
    await store().append(begin(ID))
    const { db, tables: { chainHeads } } = database().engine
    await db.update(chainHeads).set({ seq: 2 })
    expect(await firstFaultOfSeals(database().engine, key)).toEqual({ badSeq: 2, why: 'tailCut' })
  })
})
