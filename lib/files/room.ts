/** The room on the disk that files may take: the rest is kept for the database, which must be able to write what comes next. */
import type { UploadLimits } from '@/lib/recoveries/dto'
import { refuse, type Refusal } from '@/lib/recovery/refusals'

/** Never given to files. */
const KEPT_BYTES = 256 * 1_048_576
/** While a file arrives the disk is asked again after this much. */
const ASK_EVERY_BYTES = 32 * 1_048_576

/** A refusal on its way through a stream, where no value can be answered. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

export interface Room {
  readonly maxBytes: number
  limits(): Promise<UploadLimits>
  /** Why a file of this size is not taken: too big, or no room. */
  refusalOf(name: string, sizeBytes: number): Promise<Refusal | null>
  /** To be called with each piece that arrives; throws `Refused` before the last room is taken. */
  watch(name: string): (bytes: number) => Promise<void>
  /** A full disk as a refusal; other errors as they are. */
  asRefusal(error: unknown, name: string): unknown
}

/** @param freeBytes of the file system that files are kept on */
export function createRoom({ maxBytes, freeBytes }: { readonly maxBytes: number; readonly freeBytes: () => Promise<number> }): Room {
  const free = async (): Promise<number> => Math.max(0, (await freeBytes()) - KEPT_BYTES)
  const diskFull = (name: string, n: number): Refusal => refuse('diskFull', { values: { name, n } })
  return {
    maxBytes,
    limits: async () => ({ maxBytes, freeBytes: await free() }),
    async refusalOf(name, sizeBytes) {
      if (sizeBytes > maxBytes) return refuse('fileTooBig', { values: { name, n: sizeBytes, max: maxBytes } })
      const left = await free()
      return sizeBytes > left ? diskFull(name, left) : null
    },
    watch(name) {
      let sinceAsked = ASK_EVERY_BYTES
      return async (bytes) => {
        sinceAsked += bytes
        if (sinceAsked < ASK_EVERY_BYTES) return
        sinceAsked = 0
        if ((await free()) <= 0) throw new Refused(diskFull(name, 0))
      }
    },
    asRefusal: (error, name) => (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code)) ? new Refused(diskFull(name, 0)) : error),
  }
}
