/**
 * Takes a byte stream apart: lines, counted bytes, everything up to a marker. Holds back no more than it must, so that a reader that does not
 * come for its bytes slows the sender down instead of filling memory. Imports types only.
 */
import type { Readable } from 'node:stream'
import type { OnBytes } from './port'

/** The stream ended, or held what cannot be ours; the conversation is over. Caught by the session, never seen by its callers. */
export class Broken extends Error {
  constructor(readonly how: 'cut' | 'garbled') {
    super(how)
  }
}

export interface ByteSource {
  /** The next line without its LF, at most `lengthMax` bytes long (else garbled). */
  line(lengthMax?: number): Promise<string>
  /** Hands over exactly `count` bytes as they come; a promise is waited for before the next. */
  take(count: number, onBytes: OnBytes): Promise<void>
  /** Hands over what stands before `marker` and takes the marker away. */
  until(marker: Uint8Array, onBytes: (bytes: Uint8Array) => void): Promise<void>
}

export function createByteSource(stream: Readable): ByteSource {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  const more = async (): Promise<void> => {
    // A stream that was destroyed under our hands has ended for us just as well.
    const next = await chunks.next().catch((): { done: true; value: undefined } => ({ done: true, value: undefined }))
    if (next.done) throw new Broken('cut')
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
  }
  const release = (length: number): Buffer => {
    const released = held.subarray(0, length)
    held = held.subarray(length)
    return released
  }

  return {
    async line(lengthMax = 16_384) {
      for (;;) {
        const end = held.indexOf(0x0a)
        if (end > lengthMax || (end < 0 && held.length > lengthMax)) throw new Broken('garbled')
        if (end >= 0) return release(end + 1).toString('latin1', 0, end)
        await more()
      }
    },
    async take(count, onBytes) {
      for (let left = count; left > 0; ) {
        if (held.length === 0) await more()
        const bytes = release(Math.min(left, held.length))
        left -= bytes.length
        await onBytes(bytes)
      }
    },
    async until(marker, onBytes) {
      for (;;) {
        const at = held.indexOf(marker)
        const sure = at >= 0 ? at : Math.max(0, held.length - marker.length + 1)
        if (sure > 0) onBytes(release(sure))
        if (at >= 0) {
          release(marker.length)
          return
        }
        await more()
      }
    },
  }
}
