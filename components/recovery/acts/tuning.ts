/** Where a field of one act means something narrower than its name, or a time is about the future. Pure. */
import type { PostedStepAct } from '@/lib/recoveries/forms'
import type { Tuning } from './spec-fields'

const TUNING: Readonly<Partial<Record<PostedStepAct, Readonly<Record<string, Tuning>>>>> = {
  itHappened: { note: { label: 'note.settle' } },
  itDidNot: { note: { label: 'note.settle' } },
  giveSecondEvidence: { by: { label: 'by.seen', hint: null }, at: { label: 'at.seen' } },
  sendBack: { dueAt: { label: 'dueAt.sentBack' } },
  receiveTransfer: { note: { hint: null } },
}

export const tuningOf = (act: PostedStepAct): Readonly<Record<string, Tuning>> => TUNING[act] ?? {}
