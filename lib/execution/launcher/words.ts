/**
 * The wire form of a request: one line of plain words, so that every shell and plain splitting agree on what was said, and payloads after it.
 * Pure. What cannot be said in it is refused here, before anything is sent; the script refuses it again. Imports lib/std and ./port.
 */
import { err, ok, type Result } from '@/lib/std/result'
import { payload, type JobId } from './port'

const LINE_LENGTH_MAX = 8192
const PAYLOAD_BYTES_MAX = 4096
const encoder = new TextEncoder()

/** A word that means the same to every shell. `@…` is kept for payloads. */
export const isWireWord = (word: string): boolean => /^[A-Za-z0-9._:/=-][A-Za-z0-9._:/@=-]*$/.test(word)

/** A job's name: also a folder's, hence no `/` and no leading dot. */
export const isJobId = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._=-]{0,99}$/.test(id)

/** The ids that a launcher accepts, or null at the first that it does not. */
export const firstBadId = (ids: readonly JobId[]): JobId | null => ids.find((id) => !isJobId(id)) ?? null

/**
 * The bytes of one request: `NONCE WORDS…` LF, then the payloads in the order of their words.
 * Refused (`badWord`): a word outside the wire form, a payload that is missing, holds NUL or is over 4096 bytes, a line over 8192 characters.
 */
export function toRequest(nonce: string, words: readonly string[], payloads: readonly Uint8Array[] = []): Result<Uint8Array, 'badWord'> {
  const line: string[] = [nonce]
  const following: Uint8Array[] = []
  for (const word of words) {
    const index = payloads.findIndex((_, at) => payload(at) === word)
    const bytes = payloads[index]
    if (bytes && bytes.length <= PAYLOAD_BYTES_MAX && !bytes.includes(0)) {
      line.push(`@${bytes.length}`)
      following.push(bytes)
    } else if (isWireWord(word)) line.push(word)
    else return err('badWord')
  }
  const text = line.join(' ')
  if (text.length > LINE_LENGTH_MAX || following.length !== payloads.length) return err('badWord')
  return ok(concatenate([encoder.encode(`${text}\n`), ...following]))
}

/** One array of all the bytes, in order. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
