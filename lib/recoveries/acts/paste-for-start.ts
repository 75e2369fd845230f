/** The start wizard where the app may not ask, or gets no answer: the state of a unit as a terminal shows it. */
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import type { PostedForm } from '../forms'
import { parseForm } from '../input/parse-form'
import { pasteForStartInput } from '../input/recovery-input'
import { toPastedReading } from './by-hand'

/** See `RecoveryActs.pasteForStart`. */
export async function pasteForStart(deps: Deps, actor: Actor, form: PostedForm): Promise<ActAnswer> {
  const denied = mayAtAll(actor, 'start')
  if (denied) return { ok: false, refusals: [denied] }
  const parsed = parseForm(pasteForStartInput, form)
  if (!parsed.ok) return { ok: false, refusals: parsed.error }
  const { connectionId, unit } = parsed.value
  if (!(await deps.sites.unit(connectionId, unit))) return { ok: false, refusals: [refuse('unitUnknown', { values: { unit } })] }
  const reading = toPastedReading(deps, actor, unit, parsed.value)
  if (!reading.ok) return { ok: false, refusals: reading.error }
  await deps.readings.paste(connectionId, reading.value)
  return { ok: true, recoveryId: '', next: '/recoveries/new/target' }
}
