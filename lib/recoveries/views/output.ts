/** A command's output for reading and for download. Stored raw; decoded by the connection's charset for display only. */
import { err, ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { Answer, AttemptOutput, RawOutput } from '../service'

type OutputDeps = Pick<Deps, 'attempts' | 'sites' | 'wholeOutput'>

const PIECE_BYTES_MAX = 256 * 1024
const LINE_FEED = 0x0a
/** The longest character of the charsets, less one byte. */
const OPEN_BYTES_MAX = 3

export async function outputView(deps: OutputDeps, actor: Actor, attempt: string, offset: number): Answer<AttemptOutput> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [row, piece] = await Promise.all([deps.attempts.get(attempt), deps.attempts.output(attempt, offset, PIECE_BYTES_MAX)])
  if (!row) return err(refuse('noSuchAttempt'))
  const ended = row.endedAt !== null
  if (!piece) return ok({ attempt, text: '', offset, nextOffset: offset, totalBytes: 0, cutBytes: 0, sha256: null, ended })
  // What a browser pasted is its own text, whatever the management server speaks.
  const charset = row.byHand ? 'utf-8' : ((await deps.sites.connection(row.connectionId))?.charset ?? 'utf-8')
  const isLast = ended && piece.offset + piece.bytes.length >= piece.totalBytes
  const bytes = isLast ? piece.bytes : wholeLines(piece.bytes, charset)
  const text = new TextDecoder(charset).decode(bytes)
  return ok({ attempt, text, offset: piece.offset, nextOffset: piece.offset + bytes.length, totalBytes: piece.totalBytes, cutBytes: piece.cutBytes, sha256: piece.sha256, ended })
}

/** Ends a piece after a line, for a line feed is no part of another character in any of the charsets; without one, after a whole character. */
function wholeLines(bytes: Uint8Array, charset: string): Uint8Array {
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
 * The very bytes that the command wrote, as a stream: whole from the content store or the database; where neither has all of them, the head
 * and the tail with `isWhole` false.
 */
export async function rawOutput(deps: OutputDeps, actor: Actor, attempt: string): Answer<RawOutput> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const known = await deps.attempts.output(attempt, 0, 0)
  if (!known) return err(refuse('noSuchAttempt'))
  const { sha256, totalBytes, cutBytes } = known
  const whole = cutBytes > 0 && sha256 !== null ? await deps.wholeOutput(sha256) : null
  return ok({ bytes: whole ?? keptBytes(deps, attempt), sha256, totalBytes, isWhole: sha256 !== null && (cutBytes === 0 || whole !== null) })
}

async function* keptBytes({ attempts }: Pick<OutputDeps, 'attempts'>, attempt: string): AsyncGenerator<Uint8Array> {
  for (let offset = 0; ; ) {
    const piece = await attempts.output(attempt, offset, PIECE_BYTES_MAX)
    if (!piece || piece.bytes.length === 0) return
    yield piece.bytes
    offset = piece.offset + piece.bytes.length
  }
}
