/**
 * Mutual exclusion between processes, by a directory that names its owner. A lock of a process that is gone is taken over; two that
 * try so at once cannot take it from each other. Imports node:fs only.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** `startedAt` in the kernel's own units, null where it cannot be told; with it a reused process id is no living owner. */
type Owner = { readonly pid: number; readonly startedAt: string | null; readonly nonce: string }

export type Release = () => void

const WAIT_MS = 5
const PATIENCE_MS = 10_000

/** Takes the lock at `path`, or null where a living process holds it. Throws only where the folder cannot be written. */
export function tryLock(path: string): Release | null {
  mkdirSync(dirname(path), { recursive: true })
  // Prepared aside with its owner inside and moved into place: there is no moment at which a lock has no owner.
  const prepared = mkdtempSync(`${path}.try-`)
  const nonce = prepared.slice(prepared.lastIndexOf('-') + 1)
  writeFileSync(join(prepared, 'owner'), JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), nonce } satisfies Owner))
  while (!moved(prepared, path)) {
    const owner = ownerOf(path)
    if (owner === undefined) continue
    if (isAlive(owner)) {
      rmSync(prepared, { recursive: true })
      return null
    }
    retire(path, owner)
  }
  return () => {
    renameSync(path, prepared)
    rmSync(prepared, { recursive: true })
  }
}

/** Runs `act` while holding the lock at `path`; waits for it up to 10 s, then throws. */
export async function withLock<T>(path: string, act: () => T): Promise<T> {
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += WAIT_MS) {
    const release = tryLock(path)
    if (release) {
      try {
        return act()
      } finally {
        release()
      }
    }
    await sleep(WAIT_MS)
  }
  throw new Error(`The lock ${path} was not free within ${PATIENCE_MS} ms.`)
}

/** The new name is one that only this dead owner gives: whoever comes second finds it taken and cannot move a newer lock away. */
function retire(path: string, owner: Owner): void {
  try {
    moved(path, `${path}.dead-${owner.nonce}`)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** Moves a directory unless something is there already (a directory that is not empty refuses to be replaced). */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) return false
    throw error
  }
}

/** undefined: released in this very moment. */
function ownerOf(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(path, 'owner'), 'utf8')) as Owner
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
  return owner.startedAt === null || startOf(owner.pid) === owner.startedAt
}

/** When a process started (field 22 of its `stat`), null for a zombie, a process that is gone, or a system without /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
