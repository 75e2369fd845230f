/** What every view needs: who looks, when, and that he may. */
import { err, ok, type Result } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Contact } from '@/lib/sites/ports'
import type { Deps } from '../deps'
import type { ContactView } from '../dto'
import { loadState } from '../perform'

/** Longer than this a page waits for no manager: it is drawn without a reading, and says so. */
const READING_PATIENCE_MS = 4_000
const FRESH_PATIENCE_MS = 15_000

/** A person's roles, to be shown. */
export const rolesOf = ({ roles }: Actor): Exclude<Actor['roles'], string> => (typeof roles === 'string' ? [] : roles)

/** The recovery as it is now, for somebody who may look. */
export async function openState(deps: Deps, actor: Actor, recoveryId: string): Promise<Result<RecoveryState, Refusal>> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const state = await loadState(deps, recoveryId)
  if (state) return ok(state)
  // A history whose very first record cannot be read is there all the same.
  return err(refuse((await deps.store.projection(recoveryId)) ? 'recordDamaged' : 'notFound'))
}

/** A reading of the unit; where the manager keeps the page waiting what was pasted lately, or null. `fresh`: a person asked for it. */
export async function readPatiently(deps: Deps, connectionId: string, unit: string, fresh = false): Promise<Reading | null> {
  const reading = fresh ? deps.readings.readNow(connectionId, unit) : deps.readings.read(connectionId, unit)
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Reading | null>((resolve) => { timer = setTimeout(() => resolve(deps.readings.pasted(connectionId, unit)), fresh ? FRESH_PATIENCE_MS : READING_PATIENCE_MS) })
  try {
    return await Promise.race([reading, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

export const toContacts = (contacts: readonly Contact[]): readonly ContactView[] =>
  contacts.toSorted((a, b) => a.order - b.order).map(({ role, name, phone, mail }) => ({ role, name, phone, mail }))
