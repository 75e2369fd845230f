/** What a step's page shows of its request beside the history: mails, links, files. Asked for hand-off steps alone. */
import { REQUEST_OF_STEP } from '@/lib/recovery/current-step'
import type { FileRef } from '@/lib/recovery/events'
import type { Actor } from '@/lib/recovery/intents'
import type { RequestKey } from '@/lib/recovery/procedure'
import type { LegState, RecoveryState, RequestState, StepState } from '@/lib/recovery/state'
import type { HandedFile } from '@/lib/files/ports'
import type { Deps } from '../deps'
import type { FileView, StepView } from '../dto'

type Parts = Pick<StepView, 'mails' | 'links' | 'files' | 'uploads'>
type Place = { readonly state: RecoveryState; readonly leg: LegState; readonly step: StepState; readonly request: RequestState | null }

const NOTHING: Parts = { mails: [], links: null, files: [], uploads: null }

export async function handOffParts(deps: Pick<Deps, 'handoff'>, actor: Actor, { state, leg, step, request }: Place): Promise<Parts> {
  const key: RequestKey | undefined = step.key === 'request-replacement' ? 'request-replacement' : REQUEST_OF_STEP[step.key]
  if (!key) return NOTHING
  const [mails, links, files, uploads] = await Promise.all([
    request ? deps.handoff.mails(state.id, request.no) : [],
    request ? deps.handoff.links(state, request) : null,
    deps.handoff.files(state.id, leg.no, key),
    state.ended ? null : deps.handoff.uploadLimits(),
  ])
  const named = new Set(filesOf(state, leg, step, request).map(({ id }) => id))
  return { mails, links, files: files.flatMap((file) => shown(file, actor, named)), uploads }
}

/** The files that the step's own record names: the request's on the step that sends it, the answer's on the one that waits for it. */
function filesOf(state: RecoveryState, leg: LegState, step: StepState, request: RequestState | null): readonly FileRef[] {
  switch (step.key) {
    case 'request-replacement':
      return request?.details?.files ?? []
    case 'clone-and-report':
      return leg.replacement?.files ?? []
    case 'transfer-data':
      return state.transferred?.files ?? []
    default:
      return (state.collected?.items ?? []).flatMap(({ file }) => (file ? [file] : []))
  }
}

/** What was not used yet is its bringer's alone. */
function shown({ id, name, sizeBytes, sha256, owner, completedAt, usedAt }: HandedFile, actor: Actor, named: ReadonlySet<string>): readonly FileView[] {
  const isMine = owner.id === actor.id
  if (sha256 === null || completedAt === null || !(named.has(id) || (isMine && usedAt === null))) return []
  return [{ id, name, sizeBytes, sha256, ownerName: owner.name, at: completedAt, used: usedAt !== null, mine: isMine }]
}
