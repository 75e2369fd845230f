// One browser's stream: what it is told, and every way in which it ends.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Server } from '@/lib/server'
import { openStream } from './live-stream'

vi.mock('@/lib/server', () => ({}))

type Hint = { readonly type: 'recovery'; readonly id: string }
const closing = { current: new AbortController() }
const listeners = new Set<(hint: Hint) => void>()
let actor: { readonly roles: readonly string[] } | null
let isDatabaseAway: boolean

const server = {
  accounts: { actor: async () => { if (isDatabaseAway) throw new Error('away'); return actor } },
  live: {
    heads: async () => { if (isDatabaseAway) throw new Error('away'); return [{ id: 'R-2026-0012', seq: 7 }] },
    subscribe: (listener: (hint: Hint) => void) => { listeners.add(listener); return () => listeners.delete(listener) },
    mayWatch: ({ roles }: { readonly roles: readonly string[] }) => roles.length > 0,
    get closing() { return closing.current.signal },
  },
} as unknown as Server

type Connected = { readonly next: () => Promise<string>; readonly ended: () => Promise<boolean>; readonly cancel: () => Promise<void>; readonly leave: AbortController }

function connect(as = 'sato'): Connected | null {
  const leave = new AbortController()
  const reader = openStream(server, as, new Request('http://127.0.0.1/api/live', { signal: leave.signal }))?.getReader()
  return reader ? { leave, cancel: () => reader.cancel(), next: async () => new TextDecoder().decode((await reader.read()).value), ended: async () => (await reader.read()).done } : null
}
const connected = (): Connected => connect() ?? expect.fail('refused')
const HEARTBEAT_MS = 15_000

beforeEach(() => {
  vi.useFakeTimers()
  closing.current = new AbortController()
  actor = { roles: ['observer'] }
  isDatabaseAway = false
})
afterEach(() => {
  closing.current.abort()
  vi.useRealTimers()
  listeners.clear()
})

describe('a stream of hints', () => {
  test('begins with the heads of what is open, and tells of a change at once', async () => {
    const { next } = connected()
    expect(await next()).toMatch(/^event: heads\ndata: .*"heads":\[\{"id":"R-2026-0012","seq":7\}\]/)
    for (const listener of listeners) listener({ type: 'recovery', id: 'R-2026-0012' })
    expect(await next()).toBe('event: recovery\ndata: {"type":"recovery","id":"R-2026-0012"}\n\n')
  })

  test('goes on while the person may look, and while the database is away for a moment', async () => {
    const { next } = connected()
    await next()
    isDatabaseAway = true
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS)
    expect(await next()).toMatch(/^event: beat\n/)
  })

  test.each<[string, typeof actor]>([['the session ended', null], ['the last role was taken', { roles: [] }]])('ends at the next heartbeat after %s', async (_, now) => {
    const { next, ended } = connected()
    await next()
    actor = now
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS)
    expect(await ended()).toBe(true)
    expect(listeners.size).toBe(0)
  })

  test.each([['the browser leaves', (leave: AbortController) => leave.abort()], ['the server ends', () => closing.current.abort()]])('ends at once when %s, and leaves no listener behind', async (_, happen) => {
    const { next, ended, leave } = connected()
    await next()
    happen(leave)
    expect(await ended()).toBe(true)
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('whose browser cancels it leaves nothing behind, and complains to nobody', async () => {
    const { next, cancel, leave } = connected()
    await next()
    await cancel()
    leave.abort()
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends where the heads cannot be read, so that the browser connects again', async () => {
    isDatabaseAway = true
    const { ended, leave } = connected()
    expect(await ended()).toBe(true)
    leave.abort()
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is refused to a person who has fifty, until one ends; others have their own', async () => {
    const [first, ...others] = Array.from({ length: 50 }, connected)
    expect(others).toHaveLength(49)
    expect(connect()).toBeNull()
    expect(connect('yamada')).not.toBeNull()
    first?.leave.abort()
    expect(connect()).not.toBeNull()
  })
})
