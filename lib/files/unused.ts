/**
 * What was brought and taken back is removed from the disk: often it was taken back because it should not lie here. In two rounds a day apart,
 * since the same content may just be arriving again: first out of the way, where it can still be read, then for good.
 */
import type { Clock } from '@/lib/std/clock'
import type { ContentStore } from './content-store'
import type { HandedFiles } from './ports'

export const UNUSED_FOR_MS = 24 * 3_600_000
const AT_ONCE = 100

export async function removeUnused({ files, contents, clock }: { readonly files: HandedFiles; readonly contents: ContentStore; readonly clock: Clock }): Promise<void> {
  for (const sha256 of await contents.listSetAside(UNUSED_FOR_MS)) await ((await files.isNamed(sha256)) ? contents.bringBack(sha256) : contents.forget(sha256))
  const before = clock.now() - UNUSED_FOR_MS
  for (;;) {
    const hashes = await files.takenBack(before, AT_ONCE)
    if (hashes.length === 0) return
    for (const sha256 of hashes) {
      await contents.setAside(sha256)
      await files.forget(sha256, before)
    }
  }
}
