/** Who has control, pauses, notes. Pure. */
import { err } from '@/lib/std/result'
import { unsettledAttempt } from '../current-step'
import { refuse } from '../refusals'
import { decided, record } from './decision'
import { needNotHeld, needRight, needUntilEnd } from './gates'
import { needReason, needValue } from './input'
import type { RecoveryActs } from './recovery-act'

export const controlActs: RecoveryActs<'takeControl' | 'giveControl' | 'hold' | 'resume' | 'note'> = {
  takeControl: {
    may: ({ state, actor }) => needUntilEnd(state, actor, 'takeControl') ?? (state.driver.id === actor.id ? refuse('notOffered') : null),
    record: ({ state, actor }) => decided([record('DriverChanged', { from: state.driver, to: { id: actor.id, name: actor.name } })]),
  },

  giveControl: {
    may: ({ state, actor }) => needUntilEnd(state, actor, 'giveControl'),
    record: ({ state, actor }, { to }) => (to.id === actor.id ? err(refuse('notOffered', { field: 'to' })) : decided([record('DriverChanged', { from: state.driver, to })])),
  },

  hold: {
    // The machine itself may put a recovery on hold, when it finds that two of them have the same server.
    may: ({ state, actor }) => {
      const attempt = unsettledAttempt(state)
      return needUntilEnd(state, actor, 'hold') ?? needNotHeld(state) ?? (attempt && attempt.status !== 'unknown' ? refuse('commandRunning') : null)
    },
    record: ({ actor }, { reason, category, plannedAt, informed }) => {
      const refused = actor.roles === 'system' && category !== 'sameServer' ? refuse('notAllowed') : needReason(reason)
      return refused ? err(refused) : decided([record('RecoveryHeld', { reason, category, plannedAt, informed })])
    },
  },

  resume: {
    may: ({ state, actor }) => needUntilEnd(state, actor, 'resume') ?? (state.held ? null : refuse('notHeld')),
    record: (_, { reading, changes }) => decided([record('RecoveryResumed', { reading, changes })]),
  },

  // A note is taken in every state, the end included: what is remembered later belongs to the record, too.
  note: {
    may: ({ state, actor }) => needRight(state, actor, 'note'),
    record: (_, { leg, step, text }) => {
      const refused = needValue(text, 'text')
      return refused ? err(refused) : decided([record('NoteAdded', { leg, step, text })])
    },
  },
}
