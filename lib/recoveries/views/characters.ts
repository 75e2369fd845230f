/** Where characters begin and end in pieces of bytes, for the charsets that management servers speak. Pure. */

const LINE_FEED = 0x0a
/** The longest character of the charsets, less one byte. */
const OPEN_BYTES_MAX = 3
/** Bytes below are characters of their own in all of the charsets, never a part of another. */
const ALONE_BELOW = 0x40

/** Ends a piece after a line, for a line feed is no part of another character in any of the charsets; without one, after a whole character. */
export function wholeLines(bytes: Uint8Array, charset: string): Uint8Array {
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return bytes.subarray(0, end > 0 ? end : bytes.length - openBytes(bytes, charset))
}

/** How many bytes at the end begin a character that is not whole yet. Bytes that are no characters at all are not held back. */
function openBytes(bytes: Uint8Array, charset: string): number {
  for (let open = 0; open <= Math.min(OPEN_BYTES_MAX, bytes.length); open += 1) {
    const decoder = new TextDecoder(charset)
    decoder.decode(bytes.subarray(0, bytes.length - open), { stream: true })
    if (decoder.decode() === '') return open
  }
  return 0
}

/**
 * How many bytes at the beginning end a character that began before. Told by what follows, up to the first byte that belongs to no other character:
 * read from the wrong byte it does not come out even.
 */
export function tornBytes(bytes: Uint8Array, charset: string): number {
  const end = bytes.findIndex((byte) => byte < ALONE_BELOW)
  const run = bytes.subarray(0, end === -1 ? bytes.length : end)
  const misfits = Array.from({ length: OPEN_BYTES_MAX + 1 }, (_, torn) => new TextDecoder(charset).decode(run.subarray(torn)).split('\uFFFD').length)
  return misfits.indexOf(Math.min(...misfits))
}
