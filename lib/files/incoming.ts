/**
 * Bytes on their way in: one file aside for each upload, named by its id, until it is whole and goes into the content store. Promises: the hash
 * is of the bytes that lie on the disk; whatever crashes, a file is either to be gone on with, or whole and found again. Nothing is held in
 * memory but the state of the hash. Callers see to it that one at a time works on an upload (locks.ts).
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '@/lib/std/clock'
import type { ContentStore } from './content-store'
import type { HandedFile, HandedFiles } from './ports'
import type { Room } from './room'

export type IncomingDeps = { readonly files: HandedFiles; readonly contents: ContentStore; readonly folder: string; readonly clock: Clock; readonly room: Room }

export interface Incoming {
  begin(file: HandedFile): Promise<void>
  /** How many bytes are here; null where nothing is. What a crash left whole is put away by asking. */
  arrived(file: HandedFile): Promise<number | null>
  /** Appends in order; answers up to where it came. The last byte puts the file away and completes its row. Throws `Refused` where the disk is full. */
  append(file: HandedFile, from: number, bytes: AsyncIterable<Uint8Array>): Promise<number>
  discard(id: string): Promise<void>
  /** Everything that lies aside, with its age. */
  list(): Promise<readonly { readonly id: string; readonly ageMs: number }[]>
}

type Running = { readonly hash: Hash; sizeBytes: number }

/** Beside the bytes: their hash, from the moment on when they are whole until the row says so. */
const MARK = '.sha256'

export function createIncoming({ files, contents, folder, clock, room }: IncomingDeps): Incoming {
  const running = new Map<string, Running>()
  const placeOf = (id: string): string => path.join(folder, id)

  async function discard(id: string): Promise<void> {
    running.delete(id)
    for (const place of [placeOf(id), placeOf(id) + MARK]) await rm(place, { force: true })
  }

  async function complete({ id, sizeBytes }: HandedFile, sha256: string): Promise<void> {
    await files.complete(id, { sizeBytes, sha256, at: clock.now() })
    await discard(id)
  }

  /** All bytes are here. The mark comes first: between the bytes' new name and the row's there is a moment when nothing else knows the hash. */
  async function putAway(file: HandedFile): Promise<void> {
    const place = placeOf(file.id)
    const known = running.get(file.id)
    running.delete(file.id)
    try {
      const sha256 = known?.sizeBytes === file.sizeBytes ? known.hash.digest('hex') : await hashOf(place)
      await writeFile(place + MARK, sha256, { mode: 0o600, flush: true })
      await contents.adopt(place, sha256)
      await complete(file, sha256)
    } catch (error) {
      throw room.asRefusal(error, file.name)
    }
  }

  /** The bytes are gone from here: they were put away, and the row was not told. */
  async function findPutAway(file: HandedFile): Promise<boolean> {
    const sha256 = await readFile(placeOf(file.id) + MARK, 'utf8').catch(() => '')
    if ((await contents.sizeBytes(sha256)) !== file.sizeBytes) return false
    await complete(file, sha256)
    return true
  }

  return {
    async begin(file) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(placeOf(file.id), '', { flag: 'wx', mode: 0o600 })
      await files.add(file)
      if (file.sizeBytes === 0) await putAway(file)
    },
    async arrived(file) {
      if (file.completedAt !== null) return file.sizeBytes
      const size = await stat(placeOf(file.id)).then((found) => found.size, () => null)
      if (size === null) return (await findPutAway(file)) ? file.sizeBytes : null
      if (size === file.sizeBytes) await putAway(file)
      return size
    },
    async append(file, from, bytes) {
      const state = running.get(file.id) ?? { hash: createHash('sha256'), sizeBytes: 0 }
      // Other bytes than those that went through this hash lie there: what lies there is hashed in the end.
      const isKnown = state.sizeBytes === from
      if (isKnown) running.set(file.id, state)
      else running.delete(file.id)
      let at = from
      let handle: FileHandle | null = null
      const watch = room.watch(file.name)
      try {
        for await (const piece of bytes) {
          handle ??= await open(placeOf(file.id), 'r+')
          await watch(piece.byteLength)
          await writeAll(handle, piece, at)
          at += piece.byteLength
          if (isKnown) state.hash.update(piece)
          state.sizeBytes = at
        }
      } catch (error) {
        throw room.asRefusal(error, file.name)
      } finally {
        await handle?.close()
      }
      if (at === file.sizeBytes && handle) await putAway(file)
      return at
    },
    discard,
    async list() {
      const names = await readdir(folder).catch(() => [])
      return Promise.all(names.map(async (name) => ({ id: name.replace(MARK, ''), ageMs: await stat(placeOf(name)).then(({ mtimeMs }) => clock.now() - mtimeMs, () => 0) })))
    },
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) done += (await handle.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten
}

async function hashOf(place: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(place)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
