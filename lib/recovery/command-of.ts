/** The exact command of a command step, and what is known of the servers around it. Pure; safe in the browser. */
import type { ChangeCommand, ServerId } from '@/lib/vmiunit/commands'
import type { Reading, ServerRecord } from '@/lib/vmiunit/outcome'
import { isFinished } from './current-step'
import type { StepDefinition, StepKey } from './procedure'
import type { LegState, RecoveryState, StepState } from './state'

/** The identifier of the server that a step is about; `null` while the new one is not reported. */
export function serverOf(state: RecoveryState, leg: LegState, definition: StepDefinition): ServerId | null {
  if (definition.server === null) return null
  return definition.server === 'failed' ? state.failed.id : (leg.replacement?.id ?? null)
}

/** The command that the step runs; `null` where it runs none, or its server is not known yet. `-lb` is passed only where linked. */
export function commandOf(state: RecoveryState, leg: LegState, definition: StepDefinition): ChangeCommand | null {
  const server = serverOf(state, leg, definition)
  if (!definition.command || server === null) return null
  const { unit } = state
  switch (definition.command) {
    case 'attach':
      return leg.replacement && { name: 'attach', unit, server, serviceIp: leg.replacement.serviceIp }
    case 'start':
    case 'stop':
      return { name: definition.command, unit, server, loadBalancer: state.facts.loadBalancer === 'linked' }
    default:
      return { name: definition.command, unit, server }
  }
}

/**
 * Servers that a proof of absence expects to be listed still: those of the comparison before the step's last attempt, else of the
 * last reading that a person went on from (resuming, start). An incomplete one would let servers vanish unseen.
 */
export function serversSeenBefore(state: RecoveryState, step: StepState): readonly ServerId[] {
  const before = step.attempts.findLast((attempt) => attempt.before)?.before
  const baseline = [before, state.resumed?.reading, state.startReading].find((reading) => reading?.complete)
  return baseline?.servers.map((record) => record.id) ?? []
}

/**
 * The new server took over the failed one's identifier and was registered with it, or may have been: what `status` shows under that
 * identifier from then on is the new server.
 */
export const identifierIsTaken = (state: RecoveryState): boolean =>
  state.legs.some((leg) => (leg.replacement?.id === state.failed.id && mayBeRegistered(leg)) || leg.steps.some((step) => hasRegistered(step, state.failed.id)))

/** By its own command: a report that was corrected since does not undo that. */
const hasRegistered = ({ key, attempts }: StepState, id: ServerId): boolean =>
  key === 'attach' && attempts.some(({ status, command }) => status !== 'declined' && command.server === id)

/** Whether the new server was registered in this course, or may have been: by a press, or by somebody elsewhere. */
export const mayBeRegistered = (leg: LegState): boolean => leg.steps.some((step) => step.key === 'attach' && mayHaveRun(step))

/** A command that ran, may have run, or was done by somebody. */
const mayHaveRun = (step: StepState): boolean => isFinished(step) || step.reopened.length > 0 || step.attempts.some(({ status }) => status !== 'declined')

/** The record of the step's server in a reading. */
export const recordIn = (reading: Reading | null, server: ServerId | null): ServerRecord | undefined =>
  reading?.servers.find((record) => record.id === server)

/**
 * A complete reading does not list the server that is to be recovered, although nothing unregistered it: named by hand, it may be the wrong one. Asked
 * at the first connection to the manager only; later on it is gone because a step took it out.
 */
export const failedIsMissing = (state: RecoveryState, step: StepKey, reading: Reading | null): boolean =>
  step === 'connect-manager' && !state.failedServerGone && reading?.complete === true && recordIn(reading, state.failed.id) === undefined

/** The manager sees the server. A missing `Access` line is no "online". */
export const isOnline = (reading: Reading | null, server: ServerId | null): boolean => recordIn(reading, server)?.access === 'online'
