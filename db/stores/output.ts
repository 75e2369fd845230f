/**
 * Output of commands: the first and the last MiB, raw, and how much there was. Bytes are taken in order; what was stored before is
 * passed over, so a keeper that begins again at byte 0 after a take-over changes nothing until it has news.
 */
import { and, asc, desc, eq, gt, gte, lt, lte } from 'drizzle-orm'
import type { AttemptStore } from '@/lib/recoveries/ports'
import { assert } from '@/lib/std/assert'
import type { Engine, Handle } from '../engines/engine'

/** The head and the tail that are kept, each. */
export const KEPT_BYTES = 1024 * 1024
/** Pieces grow to this size, so that a slow drip does not become a row for each byte. */
const PIECE_BYTES = 32 * 1024

type OutputStore = Pick<AttemptStore, 'saveOutput' | 'output' | 'finishOutput'>
type Piece = Engine['tables']['outputChunks']['$inferSelect']

export function createOutputStore(engine: Engine): OutputStore {
  const { db, tables: { outputs, outputChunks: chunks } } = engine

  return {
    saveOutput: (attempt, offset, bytes) => engine.transaction((tx) => store(engine, tx, attempt, offset, bytes)),

    async output(attempt, offset, limit) {
      const [known] = await db.select().from(outputs).where(eq(outputs.attemptId, attempt))
      if (!known) return null
      const rows = await db.select().from(chunks).where(and(eq(chunks.attemptId, attempt), gt(chunks.endByte, offset))).orderBy(asc(chunks.startByte))
      const bytes = firstRun(rows, offset, limit)
      const start = Math.max(offset, rows[0]?.startByte ?? offset)
      const [tail] = await db.select({ startByte: chunks.startByte }).from(chunks)
        .where(and(eq(chunks.attemptId, attempt), gte(chunks.startByte, KEPT_BYTES))).orderBy(asc(chunks.startByte)).limit(1)
      const cutBytes = tail ? tail.startByte - KEPT_BYTES : Math.max(0, known.receivedBytes - KEPT_BYTES)
      const totalBytes = known.totalBytes ?? known.receivedBytes
      return { bytes, offset: start, totalBytes, sha256: known.sha256, cutBytes, missingBytes: Math.max(0, totalBytes - known.receivedBytes) }
    },

    async finishOutput(attempt, sha256, totalBytes) {
      await db.insert(outputs).values({ attemptId: attempt, receivedBytes: 0, sha256, totalBytes })
        .onConflictDoUpdate({ target: outputs.attemptId, set: { sha256, totalBytes } })
    },
  }
}

/** The bytes from `offset` on, up to `limit` of them or to the first hole. */
function firstRun(pieces: readonly Piece[], offset: number, limit: number): Uint8Array {
  const run: Uint8Array[] = []
  let at = Math.max(offset, pieces[0]?.startByte ?? offset)
  let left = limit
  for (const { startByte, bytes } of pieces) {
    if (startByte > at || left === 0) break
    const part = bytes.subarray(at - startByte, at - startByte + left)
    run.push(part)
    at += part.byteLength
    left -= part.byteLength
  }
  return Uint8Array.from(Buffer.concat(run))
}

/** Stores an output that is known whole, in the transaction of whoever records it. */
export async function storeWholeOutput(engine: Engine, tx: Handle, { attempt, bytes, sha256 }: { readonly attempt: string; readonly bytes: Uint8Array; readonly sha256: string }): Promise<void> {
  const { outputs } = engine.tables
  await store(engine, tx, attempt, 0, bytes)
  await tx.update(outputs).set({ sha256, totalBytes: bytes.byteLength }).where(eq(outputs.attemptId, attempt))
}

async function store(engine: Engine, tx: Handle, attempt: string, offset: number, bytes: Uint8Array): Promise<void> {
  const { outputs } = engine.tables
  await tx.insert(outputs).values({ attemptId: attempt, receivedBytes: 0 }).onConflictDoNothing()
  // Rewriting the row takes its lock: two who store the same output (one of them frozen meanwhile) come one after the other.
  const [known] = await tx.update(outputs).set({ attemptId: attempt }).where(eq(outputs.attemptId, attempt)).returning()
  const received = known?.receivedBytes ?? 0
  assert(offset <= received, 'output was stored with a hole before it')
  const news = bytes.subarray(received - offset)
  if (news.byteLength === 0) return
  const end = received + news.byteLength
  // A piece never lies across the end of the head.
  const headBytes = Math.max(0, Math.min(news.byteLength, KEPT_BYTES - received))
  await storePiece(engine, tx, attempt, received, news.subarray(0, headBytes))
  await storePiece(engine, tx, attempt, received + headBytes, news.subarray(headBytes))
  await dropMiddle(engine, tx, attempt, end)
  await tx.update(outputs).set({ receivedBytes: end }).where(eq(outputs.attemptId, attempt))
}

async function storePiece({ tables: { outputChunks: chunks } }: Engine, tx: Handle, attemptId: string, start: number, bytes: Uint8Array): Promise<void> {
  if (bytes.byteLength === 0) return
  const endByte = start + bytes.byteLength
  const [last] = await tx.select().from(chunks).where(eq(chunks.attemptId, attemptId)).orderBy(desc(chunks.startByte)).limit(1)
  const grows = last !== undefined && last.endByte === start && start !== KEPT_BYTES && last.bytes.byteLength + bytes.byteLength <= PIECE_BYTES
  if (grows) {
    await tx.update(chunks).set({ bytes: Buffer.concat([last.bytes, bytes]), endByte }).where(and(eq(chunks.attemptId, attemptId), eq(chunks.startByte, last.startByte)))
  } else {
    await tx.insert(chunks).values({ attemptId, startByte: start, endByte, bytes: Buffer.from(bytes) })
  }
}

async function dropMiddle({ tables: { outputChunks: chunks } }: Engine, tx: Handle, attemptId: string, receivedBytes: number): Promise<void> {
  const tailFrom = receivedBytes - KEPT_BYTES
  if (tailFrom <= KEPT_BYTES) return
  await tx.delete(chunks).where(and(eq(chunks.attemptId, attemptId), gte(chunks.startByte, KEPT_BYTES), lte(chunks.endByte, tailFrom), lt(chunks.startByte, tailFrom)))
}
