/** What is left of uploads: whole ones are put away, old ones given up. Whatever is under way is left to who is at it. */
import type { Clock } from '@/lib/std/clock'
import type { Incoming } from './incoming'
import type { Locks } from './locks'
import type { HandedFile, HandedFiles } from './ports'
import { GIVEN_UP_AFTER_MS } from './tus'

export type TidyDeps = { readonly files: HandedFiles; readonly incoming: Incoming; readonly locks: Locks; readonly clock: Clock; readonly log: { warn(facts: object, message: string): void } }

/** One that cannot be tidied keeps no other from it. */
export async function tidyFiles(deps: TidyDeps): Promise<void> {
  const { files, incoming, clock } = deps
  const before = clock.now() - GIVEN_UP_AFTER_MS
  for (const { id, ageMs } of await incoming.list()) {
    await attempt(deps, id, async () => {
      const file = await files.get(id)
      const isOver = file ? file.completedAt !== null || file.removedAt !== null : ageMs > GIVEN_UP_AFTER_MS
      if (isOver) await incoming.discard(id)
      else if (file) await incoming.arrived(file)
    })
  }
  for (;;) {
    const old = await files.abandoned(before, 100)
    const gone = await Promise.all(old.map((file) => attempt(deps, file.id, () => giveUp(deps, file))))
    if (!gone.some(Boolean)) return
  }
}

async function giveUp({ files, incoming, clock }: TidyDeps, { id }: HandedFile): Promise<void> {
  await files.remove(id, clock.now())
  await incoming.discard(id)
}

async function attempt({ locks, log }: TidyDeps, id: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await locks.alone(id, work)
    return true
  } catch (error) {
    log.warn({ err: error, file: id }, 'an upload could not be tidied')
    return false
  }
}
