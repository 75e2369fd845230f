import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventHash, firstBadSeal, firstFault, FIRST_PREVIOUS, sealHash, type ChainedEvent, type ChainedSeal, type EventFields } from './chain'

const FIELDS: EventFields = { recoveryId: 'R-2026-0001', seq: 1, type: 'NoteAdded', v: 1, at: 1_795_000_000_000, actorId: 'user-1', body: '{"text":"鍵"}' }

/** A chain of `length` events, as the store would have written it. */
function chainOf(length: number): readonly ChainedEvent[] {
  const events: ChainedEvent[] = []
  for (let seq = 1; seq <= length; seq++) {
    const fields = { ...FIELDS, seq, at: FIELDS.at + seq, body: `{"text":"${seq}"}` }
    events.push({ ...fields, hash: eventHash(events.at(-1)?.hash ?? FIRST_PREVIOUS, fields) })
  }
  return events
}
const headOf = (events: readonly ChainedEvent[]) => ({ seq: events.length, hash: events.at(-1)?.hash ?? '' })
/** Everything behind an edit hashed anew, as someone who knows the form would do it. */
const rehashed = (events: readonly EventFields[]) => {
  const again: ChainedEvent[] = []
  for (const fields of events) again.push({ ...fields, hash: eventHash(again.at(-1)?.hash ?? FIRST_PREVIOUS, fields) })
  return again
}
const lengths = fc.integer({ min: 2, max: 30 })
const place = fc.nat()

describe('the hash of an event', () => {
  test('is the published form, computed by hand', () => {
    // printf of the nine lines piped through sha256sum.
    expect(eventHash(FIRST_PREVIOUS, FIELDS)).toBe('22e82e1fdc5fd816f3462e5372360fc0a9031526dad051c7a58c8676972ac82e')
  })

  test('refuses fields that would shift the lines', () => {
    expect(() => eventHash(FIRST_PREVIOUS, { ...FIELDS, actorId: 'a\nb' })).toThrow('line break')
  })
})

describe('the walk names the first bad entry', () => {
  test('of an untouched history: none', () => {
    fc.assert(fc.property(lengths, (length) => {
      const events = chainOf(length)
      expect(firstFault(events, headOf(events), [{ eventSeq: 1, eventHash: events[0]?.hash ?? '' }])).toBeNull()
    }))
  })

  const edits: readonly ((event: ChainedEvent) => ChainedEvent)[] = [
    (e) => ({ ...e, body: `${e.body} ` }), (e) => ({ ...e, at: e.at + 1 }), (e) => ({ ...e, actorId: 'other' }), (e) => ({ ...e, type: 'Other' }),
    (e) => ({ ...e, v: 2 }), (e) => ({ ...e, recoveryId: 'R-2026-0002' }), (e) => ({ ...e, actorId: 'a\nb' }), (e) => ({ ...e, hash: 'f'.repeat(64) }),
  ]
  test('of an edit: the edited one', () => {
    fc.assert(fc.property(lengths, place, fc.constantFrom(...edits), (length, at, edit) => {
      const events = chainOf(length)
      const index = at % length
      const tampered = events.map((event, i) => (i === index ? edit(event) : event))
      expect(firstFault(tampered, headOf(events), [])).toMatchObject({ badSeq: index + 1, why: 'changed' })
    }))
  })

  test('of an edit with every later hash made anew: the head, and the seals', () => {
    fc.assert(fc.property(lengths, place, (length, at) => {
      const events = chainOf(length)
      const index = at % length
      const forged = rehashed(events.map((event, i) => (i === index ? { ...event, body: '{}' } : event)))
      expect(firstFault(forged, headOf(events), [])).toMatchObject({ why: 'headDiffers' })
      const seals = events.map(({ seq, hash }) => ({ eventSeq: seq, eventHash: hash }))
      expect(firstFault(forged, headOf(forged), seals)).toEqual({ badSeq: index + 1, why: 'sealDiffers' })
    }))
  })

  test('of a removal: the missing one', () => {
    fc.assert(fc.property(lengths, place, (length, at) => {
      const events = chainOf(length)
      const index = at % (length - 1)
      expect(firstFault(events.filter((_, i) => i !== index), headOf(events), [])).toEqual({ badSeq: index + 1, why: 'missing' })
    }))
  })

  test('of a removal with the rest numbered anew: the first that moved up', () => {
    fc.assert(fc.property(lengths, place, (length, at) => {
      const events = chainOf(length)
      const index = at % (length - 1)
      const closed = events.filter((_, i) => i !== index).map((event, i) => ({ ...event, seq: i + 1 }))
      expect(firstFault(closed, headOf(events), [])).toEqual({ badSeq: index + 1, why: 'changed' })
    }))
  })

  test('of two contents exchanged: the first of them', () => {
    fc.assert(fc.property(lengths, place, place, (length, a, b) => {
      fc.pre(a % length !== b % length)
      const events = chainOf(length)
      const tampered = [...events]
      const [first, second] = [events[a % length], events[b % length]]
      if (!first || !second) throw new Error('out of the chain')
      tampered[a % length] = { ...second, seq: first.seq }
      tampered[b % length] = { ...first, seq: second.seq }
      expect(firstFault(tampered, headOf(events), [])).toMatchObject({ badSeq: Math.min(a % length, b % length) + 1, why: 'changed' })
    }))
  })

  test('of a tail cut off: the first that is gone', () => {
    fc.assert(fc.property(lengths, fc.integer({ min: 1, max: 30 }), (length, cut) => {
      const events = chainOf(length)
      const left = events.slice(0, Math.max(0, length - cut))
      expect(firstFault(left, headOf(events), [])).toEqual({ badSeq: left.length + 1, why: 'tailCut' })
    }))
  })

  test('of a tail cut off together with the head that names it: the seal tells', () => {
    const events = chainOf(9)
    const left = events.slice(0, 4)
    expect(firstFault(left, headOf(left), [{ eventSeq: 9, eventHash: events[8]?.hash ?? '' }])).toEqual({ badSeq: 5, why: 'tailCut' })
  })

  test('of an entry added behind the head: that one', () => {
    const events = chainOf(5)
    expect(firstFault(events, headOf(events.slice(0, 4)), [])).toEqual({ badSeq: 5, why: 'headDiffers' })
  })
})

describe('the chain of seals', () => {
  const seals = (): readonly ChainedSeal[] => {
    const chain: ChainedSeal[] = []
    for (let seq = 1; seq <= 6; seq++) {
      const fields = { seq, recoveryId: 'R-2026-0001', eventSeq: seq, eventHash: 'a'.repeat(64), reason: 'start', at: seq }
      chain.push({ ...fields, hash: sealHash(chain.at(-1)?.hash ?? FIRST_PREVIOUS, fields) })
    }
    return chain
  }
  const head = { seq: 6, hash: seals().at(-1)?.hash ?? '' }

  test('untouched: no fault, and an empty one has none', () => {
    expect(firstBadSeal(seals(), head)).toBeNull()
    expect(firstBadSeal([], { seq: 0, hash: FIRST_PREVIOUS })).toBeNull()
  })
  test.each([
    ['edited', seals().map((seal) => (seal.seq === 3 ? { ...seal, eventHash: 'b'.repeat(64) } : seal)), { badSeq: 3, why: 'changed' }],
    ['removed', seals().filter(({ seq }) => seq !== 3), { badSeq: 3, why: 'missing' }],
    ['cut', seals().slice(0, 4), { badSeq: 5, why: 'tailCut' }],
  ] as const)('%s: named', (_, tampered, fault) => expect(firstBadSeal(tampered, head)).toEqual(fault))
})
