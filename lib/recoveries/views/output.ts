/** A command's output for reading and for download. Stored raw; decoded by the connection's charset for display only. */
import { err, ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { Answer, AttemptOutput } from '../service'

const PIECE_BYTES_MAX = 256 * 1024
const KEPT_BYTES_MAX = 4 * 1024 * 1024
const LINE_FEED = 0x0a

export async function outputView(deps: Deps, actor: Actor, attempt: string, offset: number): Answer<AttemptOutput> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [row, piece] = await Promise.all([deps.attempts.get(attempt), deps.attempts.output(attempt, offset, PIECE_BYTES_MAX)])
  if (!row) return err(refuse('noSuchAttempt'))
  const ended = row.endedAt !== null
  if (!piece) return ok({ attempt, text: '', offset, nextOffset: offset, totalBytes: 0, cutBytes: 0, sha256: null, ended })
  const bytes = wholeLines(piece.bytes, ended)
  const connection = await deps.sites.connection(row.connectionId)
  const text = new TextDecoder(connection?.charset ?? 'utf-8').decode(bytes)
  return ok({ attempt, text, offset: piece.offset, nextOffset: piece.offset + bytes.length, totalBytes: piece.totalBytes, cutBytes: piece.cutBytes, sha256: piece.sha256, ended })
}

/** Ends a piece after a line, so that no character is cut; a line feed is no part of another character in any of the charsets. */
function wholeLines(bytes: Uint8Array, ended: boolean): Uint8Array {
  const end = bytes.lastIndexOf(LINE_FEED) + 1
  return (ended && bytes.length < PIECE_BYTES_MAX) || end === 0 ? bytes : bytes.subarray(0, end)
}

export async function rawOutput(deps: Deps, actor: Actor, attempt: string): Answer<{ bytes: Uint8Array; sha256: string | null; totalBytes: number; cutBytes: number }> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const piece = await deps.attempts.output(attempt, 0, KEPT_BYTES_MAX)
  return piece ? ok({ bytes: piece.bytes, sha256: piece.sha256, totalBytes: piece.totalBytes, cutBytes: piece.cutBytes }) : err(refuse('noSuchAttempt'))
}
