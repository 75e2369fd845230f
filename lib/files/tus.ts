/**
 * Uploads by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload). The library speaks the protocol; what lies behind it is one
 * upload of ours, known before the library is asked: who may has been decided by then.
 */
import { DataStore, ERRORS, Server, Upload } from '@tus/server'
import type { Clock } from '@/lib/std/clock'
import { err, ok, type Result } from '@/lib/std/result'
import type { Refusal } from '@/lib/recovery/refusals'
import type { Incoming } from './incoming'
import type { Locks } from './locks'
import type { HandedFile, HandedFiles } from './ports'
import { Refused } from './room'

/** Where uploads are spoken to, as browsers see it. */
export const UPLOADS_PATH = '/api/uploads'
/** An upload that did not become whole by then is given up. */
export const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000
/** How long a request that was overtaken by another may go on writing. */
const LEAVE_WITHIN_MS = 1_000

export type TusDeps = { readonly files: HandedFiles; readonly incoming: Incoming; readonly locks: Locks; readonly clock: Clock }

/** One request about one upload; `file` as it is stored, or as it is to be stored where the request creates it. What is not a refusal and fails, throws. */
export async function speakTus(deps: TusDeps, request: Request, file: HandedFile): Promise<Result<Response, Refusal>> {
  let failure: unknown = null
  const server = new Server({
    path: UPLOADS_PATH, locker: deps.locks, datastore: asDatastore(deps, file), namingFunction: () => file.id, getFileIdFromRequest: () => file.id,
    generateUrl: () => `${UPLOADS_PATH}/${file.id}`, allowedOrigins: [], respectForwardedHeaders: false, disableTerminationForFinishedUploads: true, lockDrainTimeout: LEAVE_WITHIN_MS,
    onResponseError(_, error) {
      if (!('status_code' in error)) failure = error
      return undefined
    },
  })
  const response = await server.handleWeb(essence(request))
  if (failure instanceof Refused) return err(failure.refusal)
  if (failure !== null) throw failure
  const crossing = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'))
  for (const name of crossing) response.headers.delete(name)
  response.headers.set('cache-control', 'no-store')
  return ok(response)
}

/** What the protocol is about and nothing else: what a proxy in front added is neither believed nor stumbled over. */
function essence(request: Request): Request {
  const headers = [...request.headers].filter(([name]) => /^(?:tus-resumable|upload-[a-z-]+|content-type|content-length)$/.test(name))
  return new Request(request.url, { method: request.method, headers, ...(request.body ? { body: request.body, duplex: 'half' } : {}) })
}

/** The library wants an object of its own kind. The lock is held whenever it asks. */
function asDatastore({ files, incoming, clock }: TusDeps, file: HandedFile): DataStore {
  const stored = async (): Promise<HandedFile> => {
    const now = await files.get(file.id)
    if (!now || now.removedAt !== null) throw ERRORS.FILE_NO_LONGER_EXISTS
    return now
  }
  return Object.assign(new DataStore(), {
    extensions: ['creation', 'creation-with-upload', 'termination', 'expiration'],
    getExpiration: () => GIVEN_UP_AFTER_MS,
    async create(upload: Upload) {
      await incoming.begin(file)
      return upload
    },
    async getUpload() {
      const now = await stored()
      const offset = await incoming.arrived(now)
      if (offset === null) throw ERRORS.FILE_NO_LONGER_EXISTS
      return new Upload({ id: file.id, size: now.sizeBytes, offset, creation_date: new Date(now.createdAt).toISOString() })
    },
    async write(bytes: AsyncIterable<Uint8Array>, _: string, offset: number) {
      return incoming.append(await stored(), offset, bytes)
    },
    async remove() {
      await files.remove(file.id, clock.now())
      await incoming.discard(file.id)
    },
  })
}
