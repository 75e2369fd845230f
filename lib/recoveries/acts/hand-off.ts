/** What the forms of hand-offs need beside the history: files that were brought, links that are shut. */
import { err, ok, type Result } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { findRequest } from '@/lib/recovery/current-step'
import type { FileRef } from '@/lib/recovery/events'
import type { Actor } from '@/lib/recovery/intents'
import { mayShutLinks } from '@/lib/recovery/may-act'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { ActAnswer } from '../dto'
import { FILES_FIELD } from '../forms'
import type { InputOf } from '../input/step-input'
import { loadState } from '../perform'
import { stepPath } from './next-page'
import { REQUEST_OF, type RequestActInput } from './request-intents'

/** The files that a form names: whole, of this very request, the person's own or part of the record already. */
export async function broughtFiles(deps: Pick<Deps, 'handoff'>, actor: Actor, input: RequestActInput): Promise<Result<readonly FileRef[], Refusal>> {
  const ids = 'files' in input ? [...new Set(input.files)] : []
  const request = REQUEST_OF[input.step]
  if (ids.length === 0 || !request) return ok([])
  const there = await deps.handoff.files(input.recoveryId, input.leg, request)
  const found = ids.map((id) => there.find((file) => file.id === id && (file.owner.id === actor.id || file.usedAt !== null)))
  const whole = found.flatMap((file) => (file?.sha256 ? [{ id: file.id, name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 }] : []))
  return whole.length === ids.length ? ok(whole) : err(refuse('fileUnknown', { field: FILES_FIELD }))
}

/** Shuts every link of the step's request. The request itself stays as it is, and is answered by the inbox or by telephone. */
export async function shutLinks(deps: Deps, actor: Actor, { recoveryId, leg: no, step }: InputOf<'shutLinks'>): Promise<ActAnswer> {
  const state = await loadState(deps, recoveryId)
  const leg = state?.legs.find((each) => each.no === no)
  const here = leg?.steps.find(({ key }) => key === step)
  const key = REQUEST_OF[step]
  const request = leg && key && findRequest(leg, key)
  if (!state || !here || !request) return { ok: false, refusals: [refuse('notFound')] }
  const denied = mayShutLinks(state, { leg: no, key }, { actor, at: deps.clock.now(), reading: null, procedures })
  if (denied) return { ok: false, refusals: [denied] }
  await deps.handoff.shutLinks(recoveryId, request.no, actor.name)
  deps.feed.changed(recoveryId)
  return { ok: true, recoveryId, next: stepPath(recoveryId, no, here.no) }
}
