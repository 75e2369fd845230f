import { describe, expect, test } from 'vitest'
import type { HandoffLink } from '@/lib/handoff/ports'
import { createLinkStore } from '../../stores/links'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { begin, STARTED_AT } from '../samples'
import { refusalOf } from './raw'

const ID = 'R-2026-0001'
const hash = (digit: string): string => digit.repeat(64)

const link = (id: string, over: Partial<HandoffLink> = {}): HandoffLink => ({
  id, tokenHash: hash(id), recoveryId: ID, leg: 1, request: 'request-replacement', requestNo: `${ID}-5`, to: { name: 'リソース管理 当番', mail: 'rm@example.com' }, locale: 'ja',
  createdAt: STARTED_AT, revokedAt: null, revokedBy: null, ...over,
})

export const linkContract = (database: Current) => describe('one-time links', () => {
  const links = () => createLinkStore(database().engine)
  const begun = () => createRecoveryStore(database().engine).append(begin(ID))

  test('a link comes back as it was made, by its hash alone', async () => {
    await begun()
    const made = [link('a'), link('b', { locale: 'en', leg: 2, request: 'collect-data', requestNo: `${ID}-1`, createdAt: STARTED_AT + 1 })]
    for (const each of made) await links().add(each)
    expect(await links().byHash(hash('a'))).toEqual(made[0])
    expect(await links().byHash(hash('b'))).toEqual(made[1])
    for (const other of [hash('c'), hash('A'), 'a', '']) expect(await links().byHash(other)).toBeNull()
  })

  test('links of one request are told in the order in which they were made, and those of no other', async () => {
    await begun()
    for (const each of [link('b', { createdAt: STARTED_AT + 2 }), link('a', { createdAt: STARTED_AT + 1 }), link('c', { requestNo: `${ID}-5.2` })]) await links().add(each)
    expect((await links().ofRequest(ID, `${ID}-5`)).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(await links().ofRequest('R-2026-0002', `${ID}-5`)).toEqual([])
  })

  test('shutting a request shuts each of its links once: who was first, and when, stays', async () => {
    await begun()
    for (const each of [link('a'), link('b'), link('c', { requestNo: `${ID}-5.2` })]) await links().add(each)
    expect(await links().revoke(ID, `${ID}-5`, 7, '佐藤')).toBe(2)
    expect(await links().revoke(ID, `${ID}-5`, 8, '田中')).toBe(0)
    await links().add(link('d'))
    expect(await links().revoke(ID, `${ID}-5`, 9, '田中')).toBe(1)
    expect((await links().ofRequest(ID, `${ID}-5`)).map(({ revokedAt, revokedBy }) => [revokedAt, revokedBy])).toEqual([[7, '佐藤'], [7, '佐藤'], [9, '田中']])
    expect(await links().byHash(hash('c'))).toMatchObject({ revokedAt: null, revokedBy: null })
  })

  test('two links never share a token, and none is made for a recovery that is not there', async () => {
    await begun()
    await links().add(link('a'))
    expect(await refusalOf(links().add(link('b', { tokenHash: hash('a') })))).not.toBe('')
    expect(await refusalOf(links().add(link('c', { recoveryId: 'R-2026-9999' })))).not.toBe('')
    expect(await links().ofRequest(ID, `${ID}-5`)).toHaveLength(1)
  })
})
