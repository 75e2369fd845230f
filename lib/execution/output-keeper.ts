/**
 * Takes a command's output as it comes: the database keeps its head and tail, the content store the whole where it is longer, and one
 * hash runs along. A keeper always begins at byte 0, also after a take-over, since a hash cannot be taken up in the middle.
 * Imports ports only.
 */
import { createHash } from 'node:crypto'
import type { AttemptStore, ChangeFeed } from '@/lib/recoveries/ports'
import type { WholeOutput, WholeOutputs } from './ports'

/** Up to here the database has every byte (first and last MiB). */
const IN_DATABASE_BYTES = 2 * 1024 * 1024
/** So much may wait for the database, and a piece more. */
const WAITING_BYTES_MAX = 8 * 1024 * 1024
/** One write to the database. */
const PIECE_BYTES = 1024 * 1024

export interface OutputKeeper {
  /** How many bytes were taken: where the launcher is to go on. */
  readonly takenBytes: () => number
  /** Takes the next bytes; they are stored in the background, in order. Resolves when there is room for more: what waits is bounded. */
  take(bytes: Uint8Array): Promise<void>
  /** Resolves when everything taken is stored; throws where storing failed. */
  stored(): Promise<void>
  /** Ends it: all is stored, hashed, and the whole kept if need be. */
  finish(): Promise<{ readonly sha256: string; readonly totalBytes: number }>
  /** Gives up; what the database has stays. */
  discard(): Promise<void>
}

export function createOutputKeeper({ attempt, attempts, feed, wholes, onWholeLost }: {
  readonly attempt: string
  readonly attempts: AttemptStore
  readonly feed: ChangeFeed
  readonly wholes: WholeOutputs
  /** The content store cannot take the middle, for instance on a full disk: how the command ended counts more and is recorded without it. */
  readonly onWholeLost: (error: unknown) => void
}): OutputKeeper {
  const hash = createHash('sha256')
  let takenBytes = 0
  let storedBytes = 0
  let waiting: Uint8Array[] = []
  /** What the content store would need if the output becomes long; dropped into it then. */
  let early: Uint8Array[] = []
  let whole: WholeOutput | null = null
  let isWholeLost = false
  let storing: Promise<void> | null = null
  let roomMade = (): void => {}
  let failure: { readonly error: unknown } | null = null

  async function orLose(keeping: () => Promise<void>): Promise<void> {
    if (isWholeLost) return
    try {
      await keeping()
    } catch (error) {
      isWholeLost = true
      early = []
      await whole?.discard().catch(() => undefined)
      whole = null
      onWholeLost(error)
    }
  }
  async function keepWhole(bytes: Uint8Array): Promise<void> {
    if (!whole && storedBytes + bytes.byteLength <= IN_DATABASE_BYTES) {
      early.push(bytes)
      return
    }
    const begun = whole ?? (whole = await wholes.begin())
    for (const piece of early) await begun.write(piece)
    early = []
    await begun.write(bytes)
  }
  async function storeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const bytes = Buffer.concat(waiting)
      waiting = []
      hash.update(bytes)
      for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) {
        await attempts.saveOutput(attempt, storedBytes + at, bytes.subarray(at, at + PIECE_BYTES))
      }
      await orLose(() => keepWhole(bytes))
      storedBytes += bytes.byteLength
      roomMade()
      feed.output(attempt, storedBytes)
    }
  }
  function store(): void {
    storing = storeWaiting()
      // Bytes behind a failure would leave a hole that the hash does not know of: nothing more is stored.
      .catch((error: unknown) => { failure = { error } })
      .finally(() => { storing = null; roomMade() })
  }
  async function room(): Promise<void> {
    while (storing && takenBytes - storedBytes > WAITING_BYTES_MAX) {
      await new Promise<void>((made) => { roomMade = made })
    }
  }
  async function stored(): Promise<void> {
    while (storing) await storing
    if (failure) throw failure.error
  }

  return {
    takenBytes: () => takenBytes,
    async take(bytes) {
      takenBytes += bytes.byteLength
      if (failure) return
      // A copy: the transport may use its buffer again.
      waiting.push(Uint8Array.from(bytes))
      if (!storing) store()
      await room()
    },
    stored,
    async finish() {
      await stored()
      await orLose(async () => void (await whole?.commit()))
      whole = null
      return { sha256: hash.digest('hex'), totalBytes: storedBytes }
    },
    async discard() {
      waiting = []
      while (storing) await storing
      await whole?.discard()
      whole = null
    },
  }
}
