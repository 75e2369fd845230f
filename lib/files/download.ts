/** A kept file on its way out: as bytes to be saved, never to be shown in our origin, whole or from any byte on (RFC 9110). */
import { Buffer } from 'node:buffer'
import { toBody } from '@/lib/std/body'
import { toByteRange } from './byte-range'
import type { ContentStore } from './content-store'
import { toDisposition } from './file-name'
import type { HandedFile } from './ports'

/** Whole: it has a hash. */
export type WholeFile = HandedFile & { readonly sha256: string }

/** @returns null where its content is not kept here */
export async function toDownload(request: Request, { name, sha256 }: WholeFile, contents: ContentStore): Promise<Response | null> {
  const sizeBytes = await contents.sizeBytes(sha256)
  if (sizeBytes === null) return null
  const etag = `"${sha256}"`
  const headers = {
    'content-type': 'application/octet-stream', 'content-disposition': toDisposition(name), 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-cache', 'accept-ranges': 'bytes', 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`, etag,
  }
  if (isAmong(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const isSame = [null, etag].includes(request.headers.get('if-range'))
  const range = toByteRange(isSame ? request.headers.get('range') : null, sizeBytes)
  if (range === 'outside') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${sizeBytes}` } })
  const { from, to } = range === 'whole' ? { from: 0, to: sizeBytes - 1 } : range
  const body = request.method === 'HEAD' || to < from ? null : toBody((await contents.read(sha256, from, to)) ?? [])
  const part: Record<string, string> = range === 'whole' ? {} : { 'content-range': `bytes ${from}-${to}/${sizeBytes}` }
  return new Response(body, { status: range === 'whole' ? 200 : 206, headers: { ...headers, ...part, 'content-length': String(to - from + 1) } })
}

const isAmong = (header: string | null, etag: string): boolean => (header ?? '').split(',').some((one) => ['*', etag, `W/${etag}`].includes(one.trim()))
