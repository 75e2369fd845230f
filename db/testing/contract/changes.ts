import { describe, expect, test, vi } from 'vitest'
import { createAttemptStore } from '../../stores/attempts'
import { createMessageBus } from '../../stores/message-bus'
import { createRecoveryStore } from '../../stores/recoveries'
import type { Current } from '../contract'
import { attempt, begin, next, note } from '../samples'

const ID = 'R-2026-0001'

const CHANGED = JSON.stringify({ type: 'recovery', id: ID })
const PRINTED = JSON.stringify({ type: 'output', attempt: 'attempt-1', totalBytes: 3 })

export const changeContract = (database: Current) => describe('the messages of changes', () => {
  test('everybody who listens, on every instance, is told', async () => {
    const heard: string[] = []
    const buses = [createMessageBus(database().engine), createMessageBus(await database().secondInstance())]
    const stops = buses.map((bus, index) => bus.listen((payload) => heard.push(`${index} ${payload}`)))
    await vi.waitFor(async () => {
      await buses[0]?.notify('hello')
      expect(heard).toEqual(expect.arrayContaining(['0 hello', '1 hello']))
    })
    stops.forEach((stop) => stop())
  })

  test('a change whose message was lost is found by asking, once', async () => {
    const { engine } = database()
    const store = createRecoveryStore(engine)
    await store.append(begin(ID))
    const heard: (string | null)[] = []
    // As on an engine that loses every message.
    const stop = createMessageBus({ ...engine, losesMessages: true, listen: () => () => undefined }, { pollEveryMs: 10 }).listen((payload) => heard.push(payload))
    await vi.waitFor(async () => {
      const at = (await store.projection(ID))?.seq ?? 0
      await store.append(next(ID, at, [note('x')], at === 1 ? { newAttempt: attempt('attempt-1', ID) } : {}))
      expect(heard).toContain(CHANGED)
    })
    await createAttemptStore(engine).saveOutput('attempt-1', 0, Uint8Array.of(1, 2, 3))
    await vi.waitFor(() => expect(heard).toContain(PRINTED))
    expect(heard.filter((payload) => payload === PRINTED)).toHaveLength(1)
    stop()
  })

  test('nothing is told to those who left', async () => {
    const { engine } = database()
    const heard: (string | null)[] = []
    createMessageBus(engine).listen((payload) => heard.push(payload))()
    await engine.notify('too late')
    expect(heard).toEqual([])
  })
})
