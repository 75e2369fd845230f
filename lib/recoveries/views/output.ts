/** A command's output for reading and for download. Stored raw; decoded by the connection's charset for display only. */
import { err, ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import { refuse } from '@/lib/recovery/refusals'
import type { Deps } from '../deps'
import type { Answer, AttemptOutput, RawOutput } from '../service'
import { tornBytes, wholeLines } from './characters'

type OutputDeps = Pick<Deps, 'attempts' | 'sites' | 'wholeOutput'>

const PIECE_BYTES_MAX = 256 * 1024
/** The kept tail and more. */
const TAIL_BYTES_MAX = 2 * 1024 * 1024

export async function outputView(deps: OutputDeps, actor: Actor, attempt: string, offset: number): Answer<AttemptOutput> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const [row, piece] = await Promise.all([deps.attempts.get(attempt), deps.attempts.output(attempt, offset, PIECE_BYTES_MAX)])
  if (!row) return err(refuse('noSuchAttempt'))
  const ended = row.endedAt !== null
  if (!piece) return ok({ attempt, text: '', offset, nextOffset: offset, totalBytes: 0, cutBytes: 0, missingBytes: 0, sha256: null, ended })
  // What a browser pasted is its own text, whatever the management server speaks.
  const charset = row.byHand ? 'utf-8' : ((await deps.sites.connection(row.connectionId))?.charset ?? 'utf-8')
  const end = piece.offset + piece.bytes.length
  const isLast = (ended && end >= piece.totalBytes - piece.missingBytes) || (piece.cutBytes > 0 && (await isCutAt(deps, attempt, end)))
  const torn = piece.offset > offset ? await tornAt(deps, attempt, piece.offset, charset) : 0
  const bytes = isLast ? piece.bytes.subarray(torn) : wholeLines(piece.bytes.subarray(torn), charset)
  const text = new TextDecoder(charset).decode(bytes)
  return ok({ attempt, text, offset: piece.offset, nextOffset: piece.offset + torn + bytes.length, totalBytes: piece.totalBytes, cutBytes: piece.cutBytes, missingBytes: piece.missingBytes, sha256: piece.sha256, ended })
}

/** Whether what was written behind is not kept: nothing will ever make the character whole that the kept head may end in. */
async function isCutAt({ attempts }: OutputDeps, attempt: string, end: number): Promise<boolean> {
  const behind = await attempts.output(attempt, end, 1)
  return behind !== null && behind.offset > end
}

/** The kept tail may begin in the middle of a character. */
async function tornAt({ attempts }: OutputDeps, attempt: string, start: number, charset: string): Promise<number> {
  const tail = await attempts.output(attempt, start, TAIL_BYTES_MAX)
  return tail === null ? 0 : tornBytes(tail.bytes, charset)
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
  const { sha256, totalBytes, cutBytes, missingBytes } = known
  const whole = cutBytes > 0 && sha256 !== null ? await deps.wholeOutput(sha256) : null
  return ok({ bytes: whole ?? keptBytes(deps, attempt), sha256, totalBytes, isWhole: sha256 !== null && missingBytes === 0 && (cutBytes === 0 || whole !== null) })
}

async function* keptBytes({ attempts }: Pick<OutputDeps, 'attempts'>, attempt: string): AsyncGenerator<Uint8Array> {
  for (let offset = 0; ; ) {
    const piece = await attempts.output(attempt, offset, PIECE_BYTES_MAX)
    if (!piece || piece.bytes.length === 0) return
    yield piece.bytes
    offset = piece.offset + piece.bytes.length
  }
}
