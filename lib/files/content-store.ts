/**
 * Files kept under their own SHA-256, in a folder of the data folder. Promises: what has its name is whole and on the disk, since it was
 * written aside, flushed and renamed; the same content is kept once. Nothing is held in memory.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { assert } from '@/lib/std/assert'

export type Content = { readonly sha256: string; readonly sizeBytes: number }

/** A file on its way in. After `commit` or `discard` it takes nothing more. */
export interface ContentWriter {
  /** In order; resolves when the bytes are handed to the system. */
  write(bytes: Uint8Array): Promise<void>
  /** Flushes, names and keeps it; answers its hash (lower-case hex) and size. */
  commit(): Promise<Content>
  discard(): Promise<void>
}

export interface ContentStore {
  begin(): Promise<ContentWriter>
  /**
   * Takes a file that lies whole on the same file system: flushed and renamed, never copied. The file is gone from its old place afterwards.
   * @param sha256 of exactly these bytes, lower-case hex
   */
  adopt(file: string, sha256: string): Promise<void>
  /** Size in bytes; null where no content has this hash. */
  sizeBytes(sha256: string): Promise<number | null>
  /** Streams from a byte on, up to `toByte` inclusive or to the end; null where no content has this hash. */
  read(sha256: string, fromByte?: number, toByte?: number): Promise<ReadStream | null>
  /** Out of the way, as nobody names it any more; it is still read until it is forgotten. */
  setAside(sha256: string): Promise<void>
  /** What was set aside longer than `olderThanMs` ago. */
  listSetAside(olderThanMs: number): Promise<readonly string[]>
  /** Undoes `setAside`: somebody names it after all. */
  bringBack(sha256: string): Promise<void>
  /** Removes what was set aside; where the same content came again since, that one stays. */
  forget(sha256: string): Promise<void>
  /** Removes what a crash left aside and nobody will finish: files begun before `olderThanMs` ago. Answers how many. */
  tidy(olderThanMs: number): Promise<number>
}

/** Uses `folder`, made where it is missing. Names are two levels deep, so that no folder grows without end. */
export function createContentStore(folder: string): ContentStore {
  const aside = path.join(folder, 'aside')
  const unused = path.join(folder, 'unused')
  const isHash = (sha256: string): boolean => /^[0-9a-f]{64}$/.test(sha256)
  const placeOf = (sha256: string): string | null => (isHash(sha256) ? path.join(folder, sha256.slice(0, 2), sha256) : null)
  const unusedPlaceOf = (sha256: string): string | null => (isHash(sha256) ? path.join(unused, sha256) : null)

  /** The same content a second time takes the place of the first: whoever reads that one reads it to the end. */
  async function name(file: string, sha256: string): Promise<void> {
    const place = placeOf(sha256)
    assert(place !== null, `content is kept under a SHA-256, not under "${sha256}"`)
    const made = await mkdir(path.dirname(place), { recursive: true })
    await rename(file, place)
    await flush(path.dirname(place))
    if (made !== undefined) await flush(path.dirname(made))
  }

  async function find(sha256: string): Promise<{ readonly place: string; readonly sizeBytes: number } | null> {
    for (const place of [placeOf(sha256), unusedPlaceOf(sha256)]) {
      const size = place === null ? null : await stat(place).then((found) => found.size, () => null)
      if (place !== null && size !== null) return { place, sizeBytes: size }
    }
    return null
  }

  return {
    async begin() {
      await mkdir(aside, { recursive: true })
      const temporary = path.join(aside, randomUUID())
      return createWriter(await open(temporary, 'wx', 0o600), temporary, name)
    },
    async adopt(file, sha256) {
      await flush(file)
      await name(file, sha256)
    },
    sizeBytes: async (sha256) => (await find(sha256))?.sizeBytes ?? null,
    async read(sha256, fromByte = 0, toByte = Infinity) {
      const found = await find(sha256)
      return found && createReadStream(found.place, { start: fromByte, end: toByte })
    },
    async setAside(sha256) {
      const [from, to] = [placeOf(sha256), unusedPlaceOf(sha256)]
      if (from === null || to === null) return
      await mkdir(unused, { recursive: true })
      if (!(await moved(from, to))) return
      const now = new Date()
      await utimes(to, now, now)
    },
    listSetAside: (olderThanMs) => olderIn(unused, olderThanMs),
    async bringBack(sha256) {
      const from = unusedPlaceOf(sha256)
      if (from !== null && (await find(sha256))) await name(from, sha256).catch(unlessMissing)
    },
    async forget(sha256) {
      const place = unusedPlaceOf(sha256)
      if (place !== null) await rm(place, { force: true })
    },
    async tidy(olderThanMs) {
      const left = await olderIn(aside, olderThanMs)
      await Promise.all(left.map((file) => rm(path.join(aside, file), { force: true })))
      return left.length
    },
  }
}

/** Names of the files of a folder that were not written for longer than `olderThanMs`. */
async function olderIn(folder: string, olderThanMs: number): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  const old = await Promise.all(names.map(async (name) => {
    const ageMs = await stat(path.join(folder, name)).then((found) => Date.now() - found.mtimeMs, () => 0)
    return ageMs > olderThanMs ? name : null
  }))
  return old.filter((name) => name !== null)
}

/** Answers whether there was something to move: another instance may have been faster. */
const moved = (from: string, to: string): Promise<boolean> => rename(from, to).then(() => true, (error: unknown) => (unlessMissing(error), false))

function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

function createWriter(file: FileHandle, temporary: string, name: (file: string, sha256: string) => Promise<void>): ContentWriter {
  const hash = createHash('sha256')
  let sizeBytes = 0
  return {
    async write(bytes) {
      hash.update(bytes)
      sizeBytes += bytes.byteLength
      for (let done = 0; done < bytes.byteLength;) done += (await file.write(bytes, done)).bytesWritten
    },
    async commit() {
      await file.sync()
      await file.close()
      const sha256 = hash.digest('hex')
      await name(temporary, sha256)
      return { sha256, sizeBytes }
    },
    async discard() {
      await file.close()
      await rm(temporary, { force: true })
    },
  }
}

/** Puts a file's bytes, or a folder's names, on the disk: a name survives power loss only when its folder was flushed, too. */
async function flush(place: string): Promise<void> {
  const handle = await open(place, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
