/**
 * Files of hand-offs: brought in pieces (tus) or by a plain form, taken back, looked at, fetched, tidied. Who may is asked of the one function
 * that decides it, before anything is stored. Refusals are values; what breaks, throws.
 */
import type { Clock } from '@/lib/std/clock'
import { err, ok, type Result } from '@/lib/std/result'
import type { FileView, UploadLimits } from '@/lib/recoveries/dto'
import type { Actor, OwnRequest } from '@/lib/recovery/intents'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import { readCreation, toOwnRequest } from './asked'
import type { ContentStore } from './content-store'
import { toDownload, type WholeFile } from './download'
import { toFileName } from './file-name'
import { createIncoming, type Incoming } from './incoming'
import { createLocks, type Locks } from './locks'
import { takeForm } from './plain-form'
import type { HandedFile, HandedFiles } from './ports'
import { createRoom } from './room'
import { tidyFiles } from './tidy'
import { removeUnused } from './unused'
import { speakTus } from './tus'

/** Files of one person for one request that no answer names yet. */
const UNUSED_MAX = 100

export type UploadsDeps = {
  readonly files: HandedFiles
  readonly contents: ContentStore
  /** Where uploads lie until they are whole: on the file system of the contents, and for nothing else. */
  readonly folder: string
  readonly clock: Clock
  readonly newId: () => string
  readonly maxBytes: number
  /** Of the file system that files are kept on. */
  readonly freeBytes: () => Promise<number>
  /** Whether somebody may bring a file to that request now. */
  readonly may: (actor: Actor, of: OwnRequest) => Promise<Refusal | null>
  readonly maySee: (actor: Actor, file: HandedFile) => Promise<Refusal | null>
  readonly log: { warn(facts: object, message: string): void }
}

export interface Uploads {
  /** What may be brought at once, and the room that files may still take. */
  limits(): Promise<UploadLimits>
  /**
   * One request of the tus protocol. `id`: the last part of its path; null at the collection itself.
   * Refused with `formIncomplete` (no length, no request), `fileNameUnreadable`, `fileTooBig`, `tooManyFiles`, `diskFull`, `fileUnknown` (not there, or another's), or as `may` says.
   */
  tus(request: Request, actor: Actor, id: string | null): Promise<Result<Response, Refusal>>
  /** A form's files; the query names the request. What could be taken is kept although another was refused: the first refusal is answered. */
  plain(request: Request, actor: Actor): Promise<Result<readonly FileView[], Refusal>>
  /** The bytes, by GET or HEAD. One that no answer named yet is its bringer's alone. */
  download(request: Request, actor: Actor, id: string): Promise<Result<Response, Refusal>>
  /** Takes back what its bringer brought and nobody used; `notOffered` where it was used. */
  remove(actor: Actor, id: string): Promise<Result<null, Refusal>>
  /** Whole files, in the order in which they came; of those not used yet only the viewer's own. */
  ofRequest(actor: Actor, of: OwnRequest): Promise<readonly FileView[]>
  /** Puts away what a crash left whole and gives up what nobody finished for a week. At the start and once a day. */
  tidy(): Promise<void>
}

/** What the parts work with. */
type Parts = UploadsDeps & { readonly room: ReturnType<typeof createRoom>; readonly locks: Locks; readonly incoming: Incoming }

export function createUploads(deps: UploadsDeps): Uploads {
  const room = createRoom(deps)
  const parts: Parts = { ...deps, room, locks: createLocks(), incoming: createIncoming({ ...deps, room }) }
  return {
    limits: () => room.limits(),
    tus: (request, actor, id) => (id === null ? create(parts, request, actor) : goOn(parts, request, actor, id)),
    plain: (request, actor) => takePlain(parts, request, actor),
    download: (request, actor, id) => fetchOne(parts, request, actor, id),
    remove: (actor, id) => takeBack(parts, actor, id),
    ofRequest: async (actor, { recoveryId, leg, request }) => (await deps.files.ofRequest(recoveryId, leg, request)).filter(isWhole).filter((file) => file.usedAt !== null || isOf(actor, file)).map((file) => toView(actor, file)),
    async tidy() {
      await tidyFiles(parts)
      await removeUnused(parts)
    },
  }
}

async function create(parts: Parts, request: Request, actor: Actor): Promise<Result<Response, Refusal>> {
  const asked = request.method === 'POST' ? readCreation(request.headers) : null
  if (!asked) return err(refuse('formIncomplete'))
  const name = toFileName(asked.name)
  const refusal = (await parts.may(actor, asked.of)) ?? (name === null ? refuse('fileNameUnreadable') : ((await leftFor(parts, actor, asked.of)) > 0 ? await parts.room.refusalOf(name, asked.sizeBytes) : tooMany(name)))
  return refusal ? err(refusal) : speakTus(parts, request, newFile(parts, actor, asked.of, name ?? '', asked.sizeBytes))
}

async function goOn(parts: Parts, request: Request, actor: Actor, id: string): Promise<Result<Response, Refusal>> {
  const file = await ownFile(parts, actor, id)
  if (!file || !['HEAD', 'PATCH', 'DELETE'].includes(request.method)) return err(refuse('fileUnknown'))
  const refusal = request.method === 'PATCH' ? await parts.may(actor, file) : null
  return refusal ? err(refusal) : speakTus(parts, request, file)
}

async function takePlain(parts: Parts, request: Request, actor: Actor): Promise<Result<readonly FileView[], Refusal>> {
  const query = new URL(request.url).searchParams
  const of = toOwnRequest((name) => query.get(name))
  if (!of) return err(refuse('formIncomplete'))
  const denied = await parts.may(actor, of)
  if (denied) return err(denied)
  const left = await leftFor(parts, actor, of)
  if (left <= 0) return err(tooMany(''))
  const taken = await takeForm(request, parts, { filesMax: left, beyond: tooMany('') })
  const views: FileView[] = []
  const now = parts.clock.now()
  for (const [index, one] of taken.entries()) {
    if (!one.ok) continue
    const { name, sizeBytes, sha256 } = one.value
    // A millisecond apart: lists keep the form's order.
    const file = { ...newFile(parts, actor, of, name, sizeBytes), sha256, createdAt: now + index, completedAt: now }
    await parts.files.add(file)
    views.push(toView(actor, file))
  }
  return taken.find((one) => !one.ok) ?? (views.length > 0 ? ok(views) : err(refuse('formIncomplete')))
}

async function fetchOne({ files, contents, maySee }: Parts, request: Request, actor: Actor, id: string): Promise<Result<Response, Refusal>> {
  const file = await files.get(id)
  if (!file || file.removedAt !== null || !isWhole(file) || (file.usedAt === null && !isOf(actor, file))) return err(refuse('fileUnknown'))
  const refusal = await maySee(actor, file)
  if (refusal) return err(refusal)
  const response = await toDownload(request, file, contents)
  return response ? ok(response) : err(refuse('fileUnknown'))
}

async function takeBack(parts: Parts, actor: Actor, id: string): Promise<Result<null, Refusal>> {
  const file = await ownFile(parts, actor, id)
  if (!file) return err(refuse('fileUnknown'))
  return parts.locks.alone(id, async () => {
    if (!(await parts.files.remove(id, parts.clock.now()))) return err(refuse('notOffered'))
    await parts.incoming.discard(id)
    return ok(null)
  })
}

/** Announced ones count until they are tidied away: nobody fills the store's lists with promises. */
async function leftFor({ files }: Parts, actor: Actor, { recoveryId, leg, request }: OwnRequest): Promise<number> {
  const own = (await files.ofRequest(recoveryId, leg, request)).filter((file) => file.usedAt === null && isOf(actor, file))
  return UNUSED_MAX - own.length
}

const tooMany = (name: string): Refusal => refuse('tooManyFiles', { values: { name, n: UNUSED_MAX } })

/** What somebody brought himself and did not take back. */
async function ownFile({ files }: Parts, actor: Actor, id: string): Promise<HandedFile | null> {
  const file = await files.get(id)
  return file && file.removedAt === null && isOf(actor, file) ? file : null
}

const newFile = ({ newId, clock }: Parts, { id, name: by }: Actor, of: OwnRequest, name: string, sizeBytes: number): HandedFile => ({
  ...of, id: newId(), name, sizeBytes, sha256: null, owner: { id, name: by }, createdAt: clock.now(), completedAt: null, usedAt: null, removedAt: null,
})

const isWhole = (file: HandedFile): file is WholeFile => file.completedAt !== null && file.sha256 !== null
const isOf = (actor: Actor, file: HandedFile): boolean => file.owner.id === actor.id

const toView = (actor: Actor, file: HandedFile): FileView => ({
  id: file.id, name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 ?? '', ownerName: file.owner.name, at: file.completedAt ?? file.createdAt, used: file.usedAt !== null, mine: isOf(actor, file),
})
