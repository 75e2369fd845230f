import { beforeEach, describe, expect, test } from 'vitest'
import type { HandedFile } from '@/lib/files/ports'
import { createAttemptStore } from '../../stores/attempts'
import { createHandedFiles } from '../../stores/handed-files'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, next, note, STARTED_AT } from '../samples'

const ID = 'R-2026-0001'
const HASH = 'ab'.repeat(32)
const WHOLE = { sizeBytes: 3_000_000_000, sha256: HASH, at: STARTED_AT + 5 }

const file = (id: string, change: Partial<HandedFile> = {}): HandedFile => ({
  id, recoveryId: ID, leg: 1, request: 'collect-data', name: 'ログ 😀.tar', sizeBytes: 3_000_000_000, sha256: null, owner: { id: 'user-1', name: '山田 太郎' }, createdAt: STARTED_AT,
  completedAt: null, usedAt: null, removedAt: null, ...change,
})

export const fileContract = (database: Current) => describe('files that people hand over', () => {
  const files = () => createHandedFiles(database().engine)
  const append = (seq: number, usedFiles: readonly string[]) => createRecoveryStore(database().engine).append(next(ID, seq, [note('used')], { usedFiles }))
  beforeEach(async () => {
    await createRecoveryStore(database().engine).append(begin(ID))
  })

  test('come back as they were written, however big they are', async () => {
    await files().add(file('a'))
    expect([await files().get('a'), await files().get('b')]).toEqual([file('a'), null])
  })

  test('become whole once: of two that say so the first counts', async () => {
    await files().add(file('a'))
    expect(await files().complete('a', WHOLE)).toBe(true)
    expect(await files().complete('a', { ...WHOLE, sha256: 'cd'.repeat(32) })).toBe(false)
    expect(await files().get('a')).toEqual(file('a', { sha256: HASH, completedAt: WHOLE.at }))
  })

  test('of a request are its own in the order in which they were begun, without what was taken back', async () => {
    await files().add(file('b', { createdAt: STARTED_AT + 1 }))
    await files().add(file('a'))
    await files().add(file('gone'))
    for (const change of [{ leg: 2 }, { request: 'transfer-data' as const }]) await files().add(file(`other-${JSON.stringify(change)}`, change))
    expect([await files().remove('gone', STARTED_AT), await files().remove('gone', STARTED_AT), await files().remove('none', STARTED_AT)]).toEqual([true, false, false])
    expect((await files().ofRequest(ID, 1, 'collect-data')).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  test('stay from the transaction on whose events name them, whoever takes them back', async () => {
    for (const id of ['a', 'b', 'c']) await files().add(file(id, { sha256: HASH, completedAt: STARTED_AT }))
    await files().remove('b', STARTED_AT)
    expect(await append(1, ['a', 'b'])).toMatchObject({ ok: true })
    expect([await files().remove('a', STARTED_AT), await files().remove('b', STARTED_AT), await files().remove('c', STARTED_AT)]).toEqual([false, false, true])
    expect((await files().ofRequest(ID, 1, 'collect-data')).map(({ id, usedAt }) => [id, usedAt])).toEqual([['a', STARTED_AT + 1_000], ['b', STARTED_AT + 1_000]])
    expect(await append(9, ['c'])).toMatchObject({ ok: false })
    expect((await files().get('c'))?.usedAt).toBeNull()
  })

  test('that were taken back are told by their content, as long as nobody else names it; what is in use is never forgotten', async () => {
    const hash = (byte: string): string => byte.repeat(32)
    const taken = async (id: string, sha256: string, removedAt: number | null): Promise<void> => files().add(file(id, { sha256, completedAt: STARTED_AT, removedAt }))
    await taken('gone-1', hash('aa'), STARTED_AT)
    await taken('gone-2', hash('aa'), STARTED_AT + 1)
    await taken('young', hash('bb'), STARTED_AT + 9)
    await taken('of-two', hash('cc'), STARTED_AT)
    await taken('the-other', hash('cc'), null)
    await taken('shown', hash('dd'), STARTED_AT)
    await files().add(file('never-whole', { removedAt: STARTED_AT }))
    await createRecoveryStore(database().engine).append(next(ID, 1, [note('run')], { newAttempt: attempt('attempt-1', ID) }))
    await createAttemptStore(database().engine).finishOutput('attempt-1', hash('dd'), 1)
    expect(await files().takenBack(STARTED_AT + 5, 9)).toEqual([hash('aa')])
    await files().remove('the-other', STARTED_AT + 2)
    expect([...(await files().takenBack(STARTED_AT + 5, 9))].toSorted()).toEqual([hash('aa'), hash('cc')])
    expect(await files().takenBack(STARTED_AT + 5, 1)).toHaveLength(1)
    expect(await append(2, ['of-two'])).toMatchObject({ ok: true })
    expect([await files().isNamed(hash('aa')), await files().isNamed(hash('bb')), await files().isNamed(hash('cc')), await files().isNamed(hash('dd'))]).toEqual([false, false, true, true])
    for (const byte of ['aa', 'bb', 'cc']) await files().forget(hash(byte), STARTED_AT + 5)
    const left = await Promise.all(['gone-1', 'gone-2', 'young', 'of-two', 'the-other'].map(async (id) => (await files().get(id))?.id ?? null))
    expect(left).toEqual([null, null, 'young', 'of-two', null])
  })

  test('that never became whole are found when they are old, some at a time; whole ones never are', async () => {
    for (const [id, createdAt] of [['c', 3], ['a', 1], ['b', 2], ['young', 10], ['whole', 1], ['gone', 1]] as const) await files().add(file(id, { createdAt: STARTED_AT + createdAt }))
    await files().complete('whole', WHOLE)
    await files().remove('gone', STARTED_AT)
    const abandoned = async (limit: number) => (await files().abandoned(STARTED_AT + 3, limit)).map(({ id }) => id)
    expect([await abandoned(2), await abandoned(9)]).toEqual([['a', 'b'], ['a', 'b', 'c']])
  })
})
