import { describe, expect, test } from 'vitest'
import type { ListFilter } from '@/lib/recoveries/ports'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { begin, end, next, note, projection, STARTED_AT } from '../samples'

const idOf = (n: number) => `R-2026-${String(n).padStart(4, '0')}`
const serverOf = (n: number) => `192.168.1.${n}`

export const listContract = (database: Current) => describe('lists', () => {
  const store = () => createRecoveryStore(database().engine)
  /** Twelve recoveries, started two at a time in the same millisecond; every third is ended. */
  async function seed() {
    for (let n = 1; n <= 12; n++) {
      const startedAt = STARTED_AT + Math.floor(n / 2) * 1000
      const unit = n % 2 ? 'gyoumu_a' : 'gyoumu_b'
      await store().append(begin(idOf(n), { failedServer: serverOf(n), projection: projection(idOf(n), { startedAt, unit, failedServer: serverOf(n), incident: `INC-${n}` }) }))
      if (n % 3 === 0) {
        const closing = end(idOf(n), 1, serverOf(n))
        await store().append({ ...closing, projection: { ...closing.projection, startedAt, unit, incident: `INC-${n}`, endedAt: startedAt + n } })
      }
    }
  }
  async function walk(filter: ListFilter, limit: number): Promise<readonly string[]> {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page = await store().list(filter, cursor, limit)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    return ids
  }
  const inOrder = [11, 10, 8, 7, 5, 4, 2, 1, 12, 9, 6, 3].map(idOf)

  test.each([1, 2, 5, 12, 50])('pages of %i rows give every recovery once: open first, then the latest start', async (limit) => {
    await seed()
    expect(await walk({}, limit)).toEqual(inOrder)
    expect(await walk({ open: true }, limit)).toEqual(inOrder.slice(0, 8))
    expect(await walk({ open: false, unit: 'gyoumu_b' }, limit)).toEqual([12, 6].map(idOf))
  })

  test.each([
    ['r-2026-0007', [7]], ['0012', [12]], ['12', [12]], ['INC-4', [4]], ['ＩＮＣ－４', [4]], ['192.168.1.10', [10]], ['gyoumu_a', [11, 7, 5, 1, 9, 3]], ['nothing like it', []],
  ] as const)('%s is found', async (text, expected) => {
    await seed()
    expect(await walk({ text }, 2)).toEqual(expected.map(idOf))
  })

  test('a part of an address finds every server under it, in the order of the list', async () => {
    await seed()
    expect(await walk({ text: '192.168' }, 5)).toEqual(inOrder)
    expect(await walk({ text: '192.168', open: false }, 5)).toEqual(inOrder.slice(8))
    expect(await walk({ text: '   ' }, 5)).toEqual(inOrder)
  })

  test('a cursor that nobody gave out begins at the first page', async () => {
    await seed()
    for (const cursor of ['', 'x', 'W10', "' OR 1=1"]) expect((await store().list({}, cursor, 1)).items).toMatchObject([{ id: idOf(11) }])
  })

  test('home has the open recoveries, those of a unit, and the last ended', async () => {
    await seed()
    expect((await store().open()).map(({ id }) => id)).toEqual(inOrder.slice(0, 8))
    expect((await store().openOnUnit('connection-1', 'gyoumu_b')).map(({ id }) => id)).toEqual([10, 8, 4, 2].map(idOf))
    expect(await store().openOnUnit('connection-2', 'gyoumu_b')).toEqual([])
    expect((await store().lately(3)).map(({ id }) => id)).toEqual([12, 9, 6].map(idOf))
  })

  test('a projection comes back as it was written', async () => {
    const request = { no: 'R-2026-0001-5', leg: 1, key: 'replacement', stepNo: 5, status: 'unread', sentAt: 1, dueAt: null, promisedAt: 2, sentBy: '山田', acceptedBy: null, countsFrom: 1, restedMs: 0, reminded: 0 }
    const written = projection(idOf(1), { stepKey: 'start', dueAt: 5, promisedAt: 6, targetAt: 7, openRequests: [request], drill: true, newServer: null, incident: null })
    await store().append(begin(idOf(1), { projection: written }))
    expect(await store().projection(idOf(1))).toEqual(written)
    const later = { ...written, seq: 2, status: 'held' as const, openRequests: [], newServer: '192.168.1.110' }
    await store().append({ ...next(idOf(1), 1, [note('x')]), projection: later })
    expect(await store().projection(idOf(1))).toEqual(later)
    expect(await walk({ text: '192.168.1.110' }, 5)).toEqual([idOf(1)])
  })
})
