/**
 * Sends one file by the tus protocol (tus-js-client), and tells how it goes. The library comes with the first file only. A break is gone on from by
 * itself for about three minutes, then by a press; the same file chosen again, also after a reload, goes on where it had come.
 */
import type { DetailedError, Upload, UploadOptions } from 'tus-js-client'
import type { Refusal, RefusalCode } from '@/lib/recovery/refusals'

/** The request that the files belong to. */
export type OfRequest = { readonly recoveryId: string; readonly leg: number; readonly request: string }
const LINK_HEADER = 'x-shirube-link'

export type Told = {
  readonly onProgress: (sentBytes: number) => void
  /** The line is broken; it is tried again by itself. */
  readonly onWaiting: () => void
  /** It is not tried again by itself. */
  readonly onPaused: () => void
  readonly onRefused: (refusal: Refusal) => void
  readonly onArrived: () => void
}
export type Sent = { goOn(): void; cancel(): Promise<void> }

/** Small enough for the limits of time and size that proxies in front have. */
const PIECE_BYTES = 32 * 1_048_576
const PAUSES_MS = [0, 1_000, 3_000, 10_000, 30_000, 60_000, 60_000]
/** Answers after which an upload is begun anew; after any other it is gone on with. */
const GONE = [404, 410]

/** @param link the token of who comes by a one-time link; null where somebody is signed in */
export async function sendFile(file: File, of: OfRequest, link: string | null, told: Told): Promise<Sent> {
  const tus = await import('tus-js-client')
  const upload = new tus.Upload(file, {
    endpoint: '/api/uploads', chunkSize: PIECE_BYTES, retryDelays: PAUSES_MS, removeFingerprintOnSuccess: true,
    headers: link === null ? {} : { [LINK_HEADER]: link },
    metadata: { name: file.name, recoveryId: of.recoveryId, leg: String(of.leg), request: of.request },
    fingerprint: async () => ['shirube', of.recoveryId, of.leg, of.request, file.name, file.size, file.lastModified].join('-'),
    onProgress: (sentBytes) => told.onProgress(sentBytes),
    onSuccess: () => told.onArrived(),
    ...mindingErrors(file.name, told),
  })
  const [former] = await upload.findPreviousUploads()
  if (former) upload.resumeFromPreviousUpload(former)
  upload.start()
  return { goOn: () => upload.start(), cancel: () => giveUp(upload) }
}

function mindingErrors(name: string, told: Told): Pick<UploadOptions, 'onAfterResponse' | 'onShouldRetry' | 'onError'> {
  return {
    // The library takes any refused question for the end of the upload and would begin at the first byte.
    onAfterResponse(request, response) {
      const status = response.getStatus()
      if (request.getMethod() === 'HEAD' && status >= 400 && !GONE.includes(status)) throw new NotAnswered(status)
    },
    onShouldRetry(error) {
      const isWorthIt = refusalIn(error, name) === null
      if (isWorthIt) told.onWaiting()
      return isWorthIt
    },
    onError(error) {
      const refusal = 'originalRequest' in error ? refusalIn(error, name) : null
      if (refusal) told.onRefused(refusal)
      else told.onPaused()
    },
  }
}

/** What was refused for good; null where another try may help. */
export function refusalIn({ originalResponse, causingError }: Pick<DetailedError, 'originalResponse' | 'causingError'>, name: string): Refusal | null {
  if (causingError instanceof NotAnswered) return causingError.status === 401 ? { code: 'signedOut' } : null
  const said = readProblem(originalResponse?.getBody() ?? '')
  if (said) return said
  const status = originalResponse?.getStatus() ?? 0
  return status >= 400 && status < 500 && !FOR_NOW.includes(status) ? { code: 'uploadBroken', values: { name } } : null
}

/** Too slow, another place was meant, a former request still hangs, too much at once. */
const FOR_NOW = [408, 409, 423, 429]

/** A refusal as our doors say it; a mistake of the server's own is none. */
function readProblem(body: string): Refusal | null {
  try {
    const said = JSON.parse(body) as { readonly code?: unknown; readonly values?: Refusal['values'] } | null
    return typeof said?.code === 'string' && said.code !== 'internal' ? { code: said.code as RefusalCode, values: said.values } : null
  } catch {
    return null
  }
}

/** A question about an upload that was answered by neither yes nor no. */
export class NotAnswered extends Error {
  constructor(readonly status: number) {
    super(`asked in vain: ${status}`)
  }
}

/** What arrived is removed as well; where that cannot be told now, it is given up after a week. */
const giveUp = (upload: Upload): Promise<void> => upload.abort(true).catch(() => undefined)
