import { describe, expect, test, vi } from 'vitest'
import type { ChangeHint } from '@/lib/recoveries/ports'
import { createAttemptStore } from '../../stores/attempts'
import { createChangeFeed } from '../../stores/changes'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, next, note } from '../samples'

const ID = 'R-2026-0001'

export const changeContract = (database: Current) => describe('the feed of changes', () => {
  test('everybody who listens, on every instance, is told what changed', async () => {
    const heard: string[] = []
    const feeds = [createChangeFeed(database().engine), createChangeFeed(await database().secondInstance())]
    const stops = feeds.map((feed, index) => feed.subscribe((hint) => heard.push(`${index} ${JSON.stringify(hint)}`)))
    await vi.waitFor(() => {
      feeds[0]?.changed(ID)
      feeds[0]?.output('attempt-1', 7)
      for (const index of [0, 1]) {
        expect(heard).toContain(`${index} {"type":"recovery","id":"${ID}"}`)
        expect(heard).toContain(`${index} {"type":"output","attempt":"attempt-1","totalBytes":7}`)
      }
    })
    stops.forEach((stop) => stop())
  })

  test('a change whose message was lost is found by asking, once', async () => {
    const { engine } = database()
    const store = createRecoveryStore(engine)
    await store.append(begin(ID))
    const heard: ChangeHint[] = []
    // As on an engine that loses every message.
    const stop = createChangeFeed({ ...engine, losesMessages: true, listen: () => () => undefined }, { pollEveryMs: 10 }).subscribe((hint) => heard.push(hint))
    await vi.waitFor(async () => {
      const at = (await store.projection(ID))?.seq ?? 0
      await store.append(next(ID, at, [note('x')], at === 1 ? { newAttempt: attempt('attempt-1', ID) } : {}))
      expect(heard).toContainEqual({ type: 'recovery', id: ID })
    })
    await createAttemptStore(engine).saveOutput('attempt-1', 0, Uint8Array.of(1, 2, 3))
    await vi.waitFor(() => expect(heard).toContainEqual({ type: 'output', attempt: 'attempt-1', totalBytes: 3 }))
    expect(heard.filter(({ type }) => type === 'output')).toHaveLength(1)
    stop()
  })

  test('nothing is told to those who left, nor of messages that are not ours', async () => {
    const { engine } = database()
    const heard: ChangeHint[] = []
    const feed = createChangeFeed(engine)
    const stop = feed.subscribe((hint) => heard.push(hint))
    await engine.notify('{"type":"other"}')
    await engine.notify('not json')
    stop()
    feed.changed(ID)
    await engine.notify('')
    expect(heard).toEqual([])
  })
})
