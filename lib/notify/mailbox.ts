/**
 * The demo's mailbox: every mail stays on this machine as one file, to be looked at on a page. The links in them open requests, so that the
 * folder is closed to everybody else. Imports ports and Node only.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { err, ok } from '@/lib/std/result'
import type { Clock, TimeMs } from '@/lib/std/clock'
import type { MailWire, WrittenMail } from './ports'

const KEPT_MAX = 500
const ENDING = '.json'
const ID = /^\d{15}-\d{6}-[0-9a-f]{8}$/

export type KeptMail = WrittenMail & { readonly id: string; readonly at: TimeMs }
export interface Mailbox extends MailWire {
  /** Newest first. */
  list(limit: number): Promise<readonly KeptMail[]>
  /** Null where it is not known, or was forgotten. */
  read(id: string): Promise<KeptMail | null>
}

const address = z.object({ name: z.string(), mail: z.string() })
const kept = z.object({ at: z.number(), messageId: z.string(), to: address, cc: z.array(address), replyTo: z.string().nullable(), subject: z.string(), text: z.string(), html: z.string() })

/**
 * @param folder made where it is missing; holds nothing else
 * @param clock when a mail came in
 */
export function createMailbox(folder: string, clock: Clock): Mailbox {
  let count = 0
  const fileOf = (id: string): string => path.join(folder, `${id}${ENDING}`)
  /** Names sort as the mails came. */
  const newId = (at: TimeMs): string => `${String(at).padStart(15, '0')}-${String(count++ % 1_000_000).padStart(6, '0')}-${randomUUID().slice(0, 8)}`

  async function read(id: string): Promise<KeptMail | null> {
    if (!ID.test(id)) return null
    const text = await readFile(fileOf(id), 'utf8').catch(() => null)
    const parsed = text === null ? null : kept.safeParse(toJson(text))
    return parsed?.success ? { id, ...parsed.data } : null
  }

  return {
    read,
    async list(limit) {
      const mails = await Promise.all((await idsIn(folder)).slice(0, limit).map(read))
      return mails.filter((mail) => mail !== null)
    },
    async send(mail) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const at = clock.now()
        const id = newId(at)
        const aside = path.join(folder, `${id}.aside`)
        await writeFile(aside, JSON.stringify({ at, ...mail }), { mode: 0o600 })
        await rename(aside, fileOf(id))
        for (const old of (await idsIn(folder)).slice(KEPT_MAX)) await rm(fileOf(old), { force: true })
        return ok([])
      } catch (error) {
        return err({ code: 'later', detail: error instanceof Error && 'code' in error ? String(error.code) : null, final: false })
      }
    },
  }
}

/** Newest first. */
async function idsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => (name.endsWith(ENDING) && ID.test(name.slice(0, -ENDING.length)) ? [name.slice(0, -ENDING.length)] : [])).toSorted().toReversed()
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
