/**
 * Whether a state-changing command may be offered to a person, judged by a reading alone (whose step it is, locks and states of
 * attempts are the engine's business). Pure; imports the vocabulary and target states.
 */
import { EFFECT, type ChangeCommand, type ChangeName, type ServerId } from './commands'
import type { Reading } from './outcome'
import { findServer } from './reading'
import { isTargetThere, targetState } from './targets'

export type Offer = { readonly offered: true } | { readonly offered: false; readonly because: 'notRead' | 'notReadable' | 'notListed' | 'targetThere' }

/** What these do is done to a server of the unit: where a complete reading has no record of it, it is the wrong server, or gone. */
const NEEDS_RECORD: readonly ChangeName[] = ['unmark', 'start', 'stop']

/**
 * Offered only after the state could be read, since the comparison before the command would refuse otherwise; a command of effect `once`
 * only while the reading shows that its target state is not there. `previouslySeen` as in `targetState`.
 */
export function offerOf(command: ChangeCommand, reading: Reading | null, previouslySeen: readonly ServerId[]): Offer {
  if (reading === null) return { offered: false, because: 'notRead' }
  if (!reading.complete) return { offered: false, because: 'notReadable' }
  if (NEEDS_RECORD.includes(command.name) && !findServer(reading, command.server)) return { offered: false, because: 'notListed' }
  if (EFFECT[command.name] === 'repeatable') return { offered: true }
  if (isTargetThere(command, reading, previouslySeen)) return { offered: false, because: 'targetThere' }
  return targetState(command, reading, previouslySeen) === 'notThere' ? { offered: true } : { offered: false, because: 'notReadable' }
}
