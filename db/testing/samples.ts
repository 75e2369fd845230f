/** Valid inputs of an append, for tests: a recovery of the example unit that is begun, noted on, and ended. */
import { EVENT_VERSION, type NewEvent, type UnitFacts } from '@/lib/recovery/events'
import type { Append, NewAttempt, Projection } from '@/lib/recoveries/ports'

export const FAILED_SERVER = '192.168.1.101'
export const UNIT = 'gyoumu_a'
export const MANAGER = 'manager-1'
export const STARTED_AT = Date.UTC(2026, 10, 22, 0, 0, 0)
export const ACTOR = { id: 'user-1', name: '山田 太郎' }

const FACTS: UnitFacts = {
  connectionId: 'connection-1', connectionName: '本番', transport: 'local', loadBalancer: 'none', separateNetworks: true,
  template: null, businessCheck: null, targetMinutes: 60,
}

export const started = (failedServer = FAILED_SERVER): NewEvent => ({
  type: 'RecoveryStarted',
  v: EVENT_VERSION,
  body: {
    procedure: 'reuse', version: 1, unit: UNIT, failed: { id: failedServer, serviceIp: '192.168.2.101', hypervisorName: null, namedByHand: false }, facts: FACTS,
    answer: { usable: true, reason: 'disk is intact' }, reading: null, occurredAt: null, detectedAt: STARTED_AT, detectedBy: 'monitoring', incident: 'INC-1',
    driver: ACTOR, drill: false, dueAt: null,
  },
})

export const note = (text: string): NewEvent => ({ type: 'NoteAdded', v: EVENT_VERSION, body: { leg: null, step: null, text } })
export const stopped = (): NewEvent => ({ type: 'RecoveryStopped', v: EVENT_VERSION, body: { reason: 'a false alarm' } })

export const projection = (id: string, change: Partial<Projection> = {}): Projection => ({
  id, seq: 1, status: 'open', procedure: 'reuse', unit: UNIT, connectionId: 'connection-1', failedServer: FAILED_SERVER, newServer: null,
  driverId: ACTOR.id, driverName: ACTOR.name, incident: 'INC-1', leg: 1, stepNo: 1, stepKey: null, state: 'ready', waitsFor: 'systemBuilder',
  waitingSince: STARTED_AT, dueAt: null, promisedAt: null, targetAt: null, openRequests: [], stepsDone: 0, stepsTotal: 7, stepsNotNeeded: 0,
  drill: false, detectedAt: STARTED_AT, startedAt: STARTED_AT, endedAt: null, ...change,
})

/** The first append of a recovery, locking its failed server. */
export function begin(recoveryId: string, change: Partial<Append> & { readonly failedServer?: string } = {}): Append {
  const { failedServer = FAILED_SERVER, ...rest } = change
  return {
    recoveryId, expectedSeq: 0, events: [started(failedServer)], at: STARTED_AT, actor: ACTOR,
    projection: projection(recoveryId, { failedServer }), lockedServers: [failedServer], managerIdentity: MANAGER, ...rest,
  }
}

/** A later append after event `expectedSeq`. */
export function next(recoveryId: string, expectedSeq: number, events: readonly NewEvent[], change: Partial<Append> & { readonly projected?: Partial<Projection> } = {}): Append {
  const { projected, ...rest } = change
  return {
    recoveryId, expectedSeq, events, at: STARTED_AT + expectedSeq * 1000, actor: ACTOR,
    projection: projection(recoveryId, { seq: expectedSeq + events.length, ...projected }), lockedServers: [projected?.failedServer ?? FAILED_SERVER], managerIdentity: MANAGER, ...rest,
  }
}

/** The append that ends a recovery and gives its locks free. */
export const end = (recoveryId: string, expectedSeq: number, failedServer = FAILED_SERVER): Append =>
  next(recoveryId, expectedSeq, [stopped()], { lockedServers: [], projected: { status: 'stopped', waitsFor: 'none', endedAt: STARTED_AT + expectedSeq * 1000, failedServer } })

export const attempt = (id: string, recoveryId: string, change: Partial<NewAttempt> = {}): NewAttempt => ({
  id, recoveryId, leg: 1, step: 'start', connectionId: 'connection-1', managerIdentity: MANAGER, unit: UNIT,
  command: { name: 'start', unit: UNIT, server: FAILED_SERVER, loadBalancer: false }, argv: ['start', '-unit', UNIT, '-vs', FAILED_SERVER],
  requestedAt: STARTED_AT, basedOn: null, byHand: false, ...change,
})
