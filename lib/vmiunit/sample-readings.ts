/** Readings for tests: the example of the manual and small changes of it. Imported by tests only. */
import type { ServerId } from './commands'
import type { Reading, ServerRecord } from './outcome'
import { toReading, type ReadingInput } from './reading'

export const FAILED = '192.168.1.101'
export const NEW = '192.168.1.110'
export const UNIT = 'gyoumu_a'

export const working = (id: ServerId): ServerRecord => ({
  id, updateScope: 'none', logical: 'working', observed: 'working', loadBalancer: 'unblocked', access: 'online',
})
/** A dead server as the manual prints it: believed working, seen stopped, out of reach. */
export const dead = (id: ServerId): ServerRecord => ({ ...working(id), observed: 'stopped', loadBalancer: 'blocked', access: 'offline' })
export const stopped = (id: ServerId): ServerRecord => ({ ...working(id), logical: 'stopped', observed: 'stopped', loadBalancer: 'blocked' })
export const marked = (record: ServerRecord): ServerRecord => ({ ...record, markTime: '2026/11/22 02:40:00 JST', markComment: '原因を調べています' })

/** A complete reading that lists these servers. */
export const reading = (servers: readonly ServerRecord[], changes: Partial<Reading> = {}): Reading => ({
  id: 'reading-1', unit: UNIT, startedAt: 0, readAt: 1, allServers: servers.length, servers, messages: [], complete: true, gaps: [],
  source: 'read', ...changes,
})

/** Reads two outputs as if both targets had ended 0. */
export const readOutputs = (unitOutput: string, serversOutput: string, changes: Partial<ReadingInput> = {}): Reading =>
  toReading({
    id: 'reading-1', unit: UNIT, startedAt: 0, readAt: 1, unitOutput, unitExit: 0, serversOutput, serversExit: 0, source: 'read', ...changes,
  })
