/** Names of files, from a person's machine to ours and back to somebody else's. Pure. */

const LENGTH_MAX = 200
/** An ending longer than this is none. */
const ENDING_MAX = 16

/** Never shown: control characters, line ends, halves of characters, and what turns or hides the text around it. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200B\u2060\uFEFF]/gu
/** Stands where bytes were no text. */
const UNREADABLE = '\uFFFD'

/**
 * The name that a brought file is kept and offered under: its last part only, composed (NFC), at most 200 characters with its ending kept.
 * It names nothing on our disk.
 * @returns null where no name is left, or it was no text
 */
export function toFileName(given: string): string | null {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const name = last.replaceAll(UNSEEN, '').normalize('NFC').trim()
  return /^\.*$/.test(name) || name.includes(UNREADABLE) ? null : cut(name)
}

function cut(name: string): string {
  const letters = [...name]
  if (letters.length <= LENGTH_MAX) return name
  const dot = letters.lastIndexOf('.')
  const ending = dot > 0 && letters.length - dot <= ENDING_MAX ? letters.slice(dot) : []
  return [...letters.slice(0, LENGTH_MAX - ending.length), ...ending].join('')
}

/** `Content-Disposition` of a download (RFC 6266): the name in ASCII for the oldest, and as it is (RFC 8187). */
export function toDisposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
