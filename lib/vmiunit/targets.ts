/**
 * The target state of each command: what `status` must show before a step may be called done. The only place that says so.
 * Pure; imports the vocabulary, readings and their differences. A value not known to us is never a target state.
 */
import { unreachable } from '@/lib/std/assert'
import { compareFor } from './changes'
import type { ChangeCommand, ServerId } from './commands'
import type { Reading, Seen, ServerRecord } from './outcome'
import { findServer, isMarked, serverIds } from './reading'

/**
 * What one reading shows of a command's target state. `apparent` (only `stop`): observed `stopped` on a server that the manager cannot
 * see, which proves nothing by itself. `notReadable`: an incomplete reading, or an absence that cannot be proven by it.
 */
export type TargetState = 'there' | 'apparent' | 'notThere' | 'notReadable'

/**
 * Judges one reading. `previouslySeen`: every server known to have been in the unit before, the command's own included or not; an
 * absence (of a server, of a mark) counts only while all the others among them are still listed.
 * Whether the load balancer must agree is told by the command itself: `-lb` is passed where it is linked, and only there.
 */
export function targetState(command: ChangeCommand, reading: Reading | null, previouslySeen: readonly ServerId[]): TargetState {
  if (!reading?.complete) return 'notReadable'
  const record = findServer(reading, command.server)
  switch (command.name) {
    case 'attach':
      return record ? 'there' : 'notThere'
    case 'detach':
      return record ? 'notThere' : whereOthersRemain(command, reading, previouslySeen)
    case 'unmark':
      if (!record || isMarked(record)) return 'notThere'
      return whereOthersRemain(command, reading, previouslySeen)
    case 'update':
      return record?.updateScope === 'none' ? 'there' : 'notThere'
    case 'start':
      return record && isStarted(record, command.loadBalancer) ? 'there' : 'notThere'
    case 'stop':
      return record ? stopState(record, command.loadBalancer) : 'notThere'
    default:
      return unreachable(command)
  }
}

/** Whether waiting for the target state can end. `apparent` counts: what decides then is a second evidence, not a later reading. */
export const isTargetThere = (command: ChangeCommand, reading: Reading | null, previouslySeen: readonly ServerId[]): boolean =>
  ['there', 'apparent'].includes(targetState(command, reading, previouslySeen))

/**
 * What is seen after a command. `before`: the comparison reading; `after`: the last one, null where there is none; `previouslySeen`:
 * servers known from still earlier readings. A target state that was there before, or that proves nothing (a stopped server that
 * nobody can reach), comes out as `targetAlreadyBefore`: the step then asks for its second evidence.
 */
export function seenAfter({ command, before, after, previouslySeen = [] }: {
  readonly command: ChangeCommand
  readonly before: Reading
  readonly after: Reading | null
  readonly previouslySeen?: readonly ServerId[]
}): Seen {
  const known = [...previouslySeen, ...serverIds(before)]
  const state = targetState(command, after, known)
  if (after === null || state === 'notReadable') return 'notReadable'
  if (state === 'apparent') return 'targetAlreadyBefore'
  if (state === 'there') return mayHaveBeenThere(command, before, known) ? 'targetAlreadyBefore' : 'target'
  return before.complete && compareFor(command, before, after).about.length === 0 ? 'sameAsBefore' : 'changed'
}

/** An unreadable reading before leaves open whether the target state was there: then it is no evidence either. */
function mayHaveBeenThere(command: ChangeCommand, before: Reading, known: readonly ServerId[]): boolean {
  switch (targetState(command, before, known)) {
    case 'there':
    case 'notReadable':
      return true
    case 'apparent':
      // The dead server of the manual is logically `working`: found stopped and reachable afterwards, it was the command that did it.
      return findServer(before, command.server)?.logical !== 'working'
    case 'notThere':
      return false
  }
}

/** Absence is proven only if nobody else went missing: a change of rights or a wrong answer makes servers vanish, too. */
function whereOthersRemain(command: ChangeCommand, reading: Reading, previouslySeen: readonly ServerId[]): TargetState {
  const listed = new Set(serverIds(reading))
  return previouslySeen.every((id) => id === command.server || listed.has(id)) ? 'there' : 'notReadable'
}

const isStarted = (record: ServerRecord, loadBalancer: boolean): boolean =>
  record.logical === 'working' && record.observed === 'working' && (!loadBalancer || record.loadBalancer === 'unblocked')

function stopState(record: ServerRecord, loadBalancer: boolean): TargetState {
  if (record.observed !== 'stopped' || (loadBalancer && record.loadBalancer !== 'blocked')) return 'notThere'
  if (record.access !== 'online') return 'apparent'
  return record.logical === 'working' ? 'notThere' : 'there'
}
