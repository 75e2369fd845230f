/** What a request says about the file that it brings. Everything is a stranger's until it was read here. Pure. */
import { Metadata } from '@tus/server'
import { ANSWERING_STEP } from '@/lib/recovery/current-step'
import type { OwnRequest } from '@/lib/recovery/intents'
import type { RequestKey } from '@/lib/recovery/procedure'

const ID_LENGTH_MAX = 64

/** The request that a file belongs to, by its three values `recoveryId`, `leg` and `request`; null where they are none. */
export function toOwnRequest(value: (name: string) => string | null | undefined): OwnRequest | null {
  const [recoveryId, leg, request] = ['recoveryId', 'leg', 'request'].map((name) => value(name) ?? '')
  if (!recoveryId || recoveryId.length > ID_LENGTH_MAX || !/^[1-9]\d{0,3}$/.test(leg ?? '') || !isRequestKey(request)) return null
  return { recoveryId, leg: Number(leg), request }
}

const isRequestKey = (text = ''): text is RequestKey => Object.hasOwn(ANSWERING_STEP, text)

/** The metadata of a tus creation (`Upload-Metadata`), and the length that it announces. */
export function readCreation(headers: Headers): { readonly of: OwnRequest; readonly name: string; readonly sizeBytes: number } | null {
  const metadata = readMetadata(headers.get('upload-metadata'))
  const of = toOwnRequest((name) => metadata[name])
  const announced = headers.get('upload-length') ?? ''
  return of && /^\d{1,15}$/.test(announced) ? { of, name: metadata.name ?? '', sizeBytes: Number(announced) } : null
}

function readMetadata(header: string | null): Readonly<Record<string, string | null>> {
  try {
    return Metadata.parse(header ?? undefined)
  } catch {
    return {}
  }
}
