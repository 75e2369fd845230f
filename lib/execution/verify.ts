/**
 * After the command: `status` is read until the target state is seen or the settling time is over. Only the last reading counts, and
 * what it means is decided elsewhere (the conclusion table). Imports the vocabulary and ports.
 */
import type { AttemptRow, SeenNow } from '@/lib/recoveries/ports'
import { compareFor } from '@/lib/vmiunit/changes'
import type { Reading, Said } from '@/lib/vmiunit/outcome'
import { serverIds } from '@/lib/vmiunit/reading'
import { seenAfter } from '@/lib/vmiunit/targets'
import type { StampedReading } from './read-status'
import { pause, placeOf, type ExecutorDeps, type Work } from './work'

/** Judges a reading by what was before the command; null where there was no comparison, so that nothing ever ran. */
export function seeNow(row: AttemptRow, stamped: StampedReading): SeenNow | null {
  const { command, basedOn, beforeReading } = row
  if (!beforeReading) return null
  const reading = ofItsManager(row, stamped)
  const { about, others } = compareFor(command, beforeReading, reading)
  const seen = seenAfter({ command, before: beforeReading, after: reading, previouslySeen: basedOn ? serverIds(basedOn) : [] })
  return { reading, seen, changes: about, otherChanges: others }
}

/** What another manager says of a unit of that name is no state of this one: it counts as not read. No identity was known at the press: whoever is there. */
function ofItsManager({ managerIdentity, connectionId }: AttemptRow, { reading, stamp }: StampedReading): Reading {
  if (stamp === null || stamp.identity === managerIdentity || managerIdentity === connectionId) return reading
  const { id, unit, startedAt, readAt, source } = reading
  return { id, unit, startedAt, readAt, servers: [], messages: [], complete: false, gaps: [{ code: 'noAnswer', why: 'otherManager' }], source }
}

/**
 * Reads and reports until the last reading is recorded. The settling time counts from here: after a restart the system gets its time
 * anew, since a first reading that fails would otherwise decide. Where the state could not be read to the end, the outcome is unknown,
 * and a later complete reading settles it after all.
 */
export async function verify(deps: ExecutorDeps, work: Work, said: Said): Promise<void> {
  const until = deps.clock.now() + deps.settings.settlingMs[work.row.command.name]
  let told = ''
  let overdue = false
  while (!work.lease.over.aborted) {
    const now = await readNow(deps, work)
    if (!now) return
    const last = isLast(deps, work, said, now, until)
    const facts = JSON.stringify([now.seen, now.changes])
    // Screens show what is seen in between when it differs; an unreadable end is told once.
    const worthTelling = last ? !overdue || now.seen !== 'notReadable' : facts !== told
    if (worthTelling && (await tell(deps, work, now, last)) === 'notYours') return
    told = facts
    if (last) {
      await deps.failpoint('after-verification')
      if (now.seen !== 'notReadable' || said.kind === 'busy') return
      overdue = true
    }
    if (overdue) await pause(deps.settings.unknownEveryMs, work.lease.over)
    else await pause(deps.settings.settleEveryMs, work.lease.over, work.watched.hurry.signal)
  }
}

/** What can be seen while nobody knows the outcome: shown beside the three exits, settles nothing. */
export async function reportReadingBesideUnknown(deps: ExecutorDeps, work: Work): Promise<void> {
  const now = await readNow(deps, work)
  if (now) await tell(deps, work, now, false)
}

async function readNow(deps: ExecutorDeps, work: Work): Promise<SeenNow | null> {
  const stamped = await deps.status.readNow(work.row.connectionId, work.row.unit)
  await deps.failpoint('during-verification')
  return seeNow(work.row, stamped)
}

const tell = (deps: ExecutorDeps, work: Work, now: SeenNow, last: boolean) =>
  deps.report(work.row.recoveryId, { type: 'seen', ...placeOf(work), ...now, last }, work.lease.claim)

/** "In use by another operation" settles nothing by waiting: one reading tells what is. */
function isLast({ clock }: ExecutorDeps, { watched }: Work, said: Said, { seen }: SeenNow, until: number): boolean {
  return seen === 'target' || seen === 'targetAlreadyBefore' || said.kind === 'busy' || watched.judgeNow || clock.now() >= until
}
