/** Whether this server can do its work: it is asked by whoever watches over it, so it looks and writes nothing. A part of lib/compose.ts. */
import { statfs } from 'node:fs/promises'
import type { RecoveryStore } from '../recoveries/ports'
import { log } from '../log'

/** With less room than this the next commit may fail, and with it the record of what a command came to. */
const FREE_BYTES_MIN = 64 * 1_048_576

/**
 * `closing`: it is about to end · `database`: it does not answer · `disk`: the data folder has hardly any room left. That alone keeps nobody from
 * working yet, and a server that is taken out of service for it would help nobody.
 */
export type Health = { readonly ready: boolean; readonly reasons: readonly ('closing' | 'database' | 'disk')[] }

type Asked = { readonly store: Pick<RecoveryStore, 'lately'>; readonly dataDir: string; readonly freeBytes?: (folder: string) => Promise<number> }

export async function checkHealth({ store, dataDir, freeBytes = freeBytesOf }: Asked): Promise<Health> {
  const [database, free] = await Promise.all([
    store.lately(1).then(() => true, (error: unknown) => {
      log().error({ err: error }, 'not ready')
      return false
    }),
    // A folder that cannot be asked says nothing about its room.
    freeBytes(dataDir).catch(() => FREE_BYTES_MIN),
  ])
  const reasons = [...(database ? [] : ['database' as const]), ...(free < FREE_BYTES_MIN ? ['disk' as const] : [])]
  return { ready: database, reasons }
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
