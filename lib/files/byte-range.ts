/** Which bytes a download asks for (RFC 9110, 14.2). One range at a time: several, or what is no range, get the whole. Pure. */

/** `from` and `to` count from 0, both inclusive. */
export type ByteRange = 'whole' | 'outside' | { readonly from: number; readonly to: number }

/** @param sizeBytes of the whole content */
export function toByteRange(header: string | null, sizeBytes: number): ByteRange {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') return last === '0' || sizeBytes === 0 ? 'outside' : { from: Math.max(0, sizeBytes - Number(last)), to: sizeBytes - 1 }
  const from = Number(first)
  const to = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  if (last !== '' && Number(last) < from) return 'whole'
  return from >= sizeBytes ? 'outside' : { from, to }
}
