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
    heads: async () => [{ id: 'R-2026-0012', seq: 7 }],
    subscribe: (listener: (hint: Hint) => void) => { listeners.add(listener); return () => listeners.delete(listener) },
    mayWatch: ({ roles }: { readonly roles: readonly string[] }) => roles.length > 0,
    get closing() { return closing.current.signal },
  },
} as unknown as Server

function connect(): { readonly next: () => Promise<string>; readonly ended: () => Promise<boolean>; readonly leave: AbortController } {
  const leave = new AbortController()
  const reader = openStream(server, new Request('http://127.0.0.1/api/live', { signal: leave.signal })).getReader()
  return { leave, next: async () => new TextDecoder().decode((await reader.read()).value), ended: async () => (await reader.read()).done }
}
const HEARTBEAT_MS = 15_000

beforeEach(() => {
  vi.useFakeTimers()
  closing.current = new AbortController()
  actor = { roles: ['observer'] }
  isDatabaseAway = false
})
afterEach(() => {
  vi.useRealTimers()
  listeners.clear()
})

describe('a stream of hints', () => {
  test('begins with the heads of what is open, and tells of a change at once', async () => {
    const { next } = connect()
    expect(await next()).toMatch(/^event: heads\ndata: .*"heads":\[\{"id":"R-2026-0012","seq":7\}\]/)
    for (const listener of listeners) listener({ type: 'recovery', id: 'R-2026-0012' })
    expect(await next()).toBe('event: recovery\ndata: {"type":"recovery","id":"R-2026-0012"}\n\n')
  })

  test('goes on while the person may look, and while the database is away for a moment', async () => {
    const { next } = connect()
    await next()
    isDatabaseAway = true
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS)
    expect(await next()).toMatch(/^event: beat\n/)
  })

  test.each<[string, typeof actor]>([['the session ended', null], ['the last role was taken', { roles: [] }]])('ends at the next heartbeat after %s', async (_, now) => {
    const { next, ended } = connect()
    await next()
    actor = now
    await vi.advanceTimersByTimeAsync(HEARTBEAT_MS)
    expect(await ended()).toBe(true)
    expect(listeners.size).toBe(0)
  })

  test.each([['the browser leaves', (leave: AbortController) => leave.abort()], ['the server ends', () => closing.current.abort()]])('ends at once when %s, and leaves no listener behind', async (_, happen) => {
    const { next, ended, leave } = connect()
    await next()
    happen(leave)
    expect(await ended()).toBe(true)
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})
