// Until when a link is good, for every course that a recovery can take, and how a token is known again.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecoveryState } from '@/lib/recovery/state'
import { findLink, GOOD_FOR_MS, goodUntil, hashOf, linkGoodUntil, newLink } from './links'
import type { HandoffLink, LinkStore } from './ports'

type Rest = { readonly from: number; readonly to: number }
const at = (pauses: readonly Rest[], held: Rest | null = null) => ({ pauses, held: held && { at: held.from } as RecoveryState['held'] })

/** Pauses follow each other; the last one may still go on. */
const rests = fc.array(fc.record({ gap: fc.nat(10 * 24 * 3_600_000), length: fc.nat(20 * 24 * 3_600_000) }), { maxLength: 6 }).map((parts) => {
  let end = 0
  return parts.map(({ gap, length }): Rest => {
    const from = end + gap
    end = from + length
    return { from, to: end }
  })
})
const times = fc.record({ sentAt: fc.nat(10 * 24 * 3_600_000), due: fc.option(fc.nat(5 * 24 * 3_600_000)) }).map(({ sentAt, due }) => ({ sentAt, dueAt: due === null ? null : sentAt + due }))

describe('until when the links of a request are good', () => {
  test('72 hours after it is due; where no time is set, after it was sent', () => {
    expect(goodUntil({ sentAt: 1_000, dueAt: 5_000 }, at([]), 2_000)).toBe(5_000 + GOOD_FOR_MS)
    expect(goodUntil({ sentAt: 1_000, dueAt: null }, at([]), 2_000)).toBe(1_000 + GOOD_FOR_MS)
  })

  test('is never shortened by a hold, and is longer by just the time that it rested after sending', () => {
    fc.assert(fc.property(times, rests, fc.nat(400 * 24 * 3_600_000), (request, pauses, later) => {
      const now = (pauses.at(-1)?.to ?? 0) + later
      const rested = pauses.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, request.sentAt)), 0)
      const until = goodUntil(request, at(pauses), now)
      expect(until).toBeGreaterThanOrEqual(goodUntil(request, at([]), now))
      expect(until).toBe((request.dueAt ?? request.sentAt) + GOOD_FOR_MS + rested)
    }))
  })

  test('a link that was good when a hold began is good all through it; one that was over stays over', () => {
    fc.assert(fc.property(times, rests, fc.nat(400 * 24 * 3_600_000), (request, all, into) => {
      const pauses = all.slice(0, -1)
      const last = all.at(-1) ?? { from: request.sentAt + 1, to: request.sentAt + 1 }
      const began = Math.max(last.from, request.sentAt + 1)
      const wasGood = began < goodUntil(request, at(pauses), began)
      const during = goodUntil(request, at(pauses, { from: began, to: 0 }), began + into)
      expect(began + into < during).toBe(wasGood)
      const after = goodUntil(request, at([...pauses, { from: began, to: began + into }]), began + into)
      expect(began + into < after).toBe(wasGood)
    }))
  })

  test('a link that was made when the time was over counts from its own making, and by holds like every other', () => {
    const request = { sentAt: 0, dueAt: null }
    const made = { createdAt: GOOD_FOR_MS + 1_000 }
    expect(linkGoodUntil(made, request, at([]), made.createdAt)).toBe(made.createdAt + GOOD_FOR_MS)
    expect(linkGoodUntil(made, request, at([{ from: made.createdAt + 10, to: made.createdAt + 30 }]), made.createdAt + 40)).toBe(made.createdAt + GOOD_FOR_MS + 20)
    expect(linkGoodUntil({ createdAt: GOOD_FOR_MS - 1 }, request, at([]), GOOD_FOR_MS)).toBe(GOOD_FOR_MS)
  })
})

describe('tokens', () => {
  const about = { recoveryId: 'R-2026-0012', leg: 1, request: 'request-replacement', requestNo: 'R-2026-0012-5', to: { name: '山田', mail: 'rm@example.com' }, locale: 'ja' } as const
  const make = async () => {
    const rows: HandoffLink[] = []
    const made = await newLink({ links: { add: async (link) => void rows.push(link) }, clock: { now: () => 7 }, newId: () => 'link-1', baseUrl: 'https://shirube.example.com' }, about)
    const asked: string[] = []
    const links: Pick<LinkStore, 'byHash'> = { byHash: async (hash) => { asked.push(hash); return rows.find(({ tokenHash }) => tokenHash === hash) ?? null } }
    return { ...made, rows, links, asked }
  }

  test('have 256 random bits, each another; nothing that is stored tells one', async () => {
    const { token, url, rows } = await make()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(url).toBe(`https://shirube.example.com/h/${token}`)
    expect(rows).toEqual([{ ...about, id: 'link-1', tokenHash: hashOf(token), createdAt: 7, revokedAt: null, revokedBy: null }])
    expect(JSON.stringify(rows)).not.toContain(token)
    expect((await make()).token).not.toBe(token)
  })

  test('are known again as they are and in no other form; what cannot be one is not even looked up', async () => {
    const { token, links, asked, rows } = await make()
    expect(await findLink(links, token)).toEqual(rows[0])
    const looked = asked.length
    for (const wrong of ['', token.slice(1), `${token}A`, ` ${token.slice(1)}`, `${token.slice(1)}=`, '../'.padEnd(43, 'A'), hashOf(token)]) expect(await findLink(links, wrong)).toBeNull()
    expect(asked).toHaveLength(looked)
    expect(await findLink(links, token.replace(/./, (first) => (first === 'A' ? 'B' : 'A')))).toBeNull()
  })

  test('a store that answers with the link of another hash is not believed', async () => {
    const { token, rows } = await make()
    expect(await findLink({ byHash: async () => (rows[0] ? { ...rows[0], tokenHash: hashOf('other') } : null) }, token)).toBeNull()
  })
})
