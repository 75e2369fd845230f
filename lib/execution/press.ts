/**
 * From a press to the launch: compare, judge, commit, launch. Only the process that took the press comes here, and only once for an
 * attempt; whoever finds one later attends to it (attend.ts). Imports the vocabulary, ports, the launcher's port.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Reading } from '@/lib/vmiunit/outcome'
import { compare } from './compare'
import type { Answer, JobState, Stamp, Trouble } from './launcher/port'
import type { StampedReading } from './read-status'
import { advance, decline, isSameManager, type Declined, type ExecutorDeps, type Work } from './work'

/** `over`: declined, or no longer ours. Else the command may be running; `first` is the launcher's answer, null where none came. */
export type Pressed = { readonly over: true } | { readonly over: false; readonly first: Answer<JobState> | null }

const OVER: Pressed = { over: true }

export async function press(deps: ExecutorDeps, work: Work): Promise<Pressed> {
  const hindrance = await findHindrance(deps, work)
  if (hindrance) return declined(deps, work, hindrance)
  const { row } = work
  const compared = await deps.status.readNow(row.connectionId, row.unit)
  await deps.failpoint('after-comparison')
  const verdict = judge(work, compared)
  if ('why' in verdict) return declined(deps, work, verdict)
  await deps.failpoint('before-launching')
  const { stamp, reading } = verdict
  const there = await askClock(deps, work)
  if (!there.answer.ok) return declined(deps, work, { why: 'refused', detail: detailOf(there.answer.error), reading })
  const notAfter = reading.readAt + launchableMs(deps, work, reading)
  if (notAfter <= deps.clock.now()) return declined(deps, work, { why: 'tooLate', reading })
  if (work.lease.over.aborted) return OVER
  const launching = { status: 'launching', identity: stamp.identity, bootId: stamp.bootId, beforeReading: reading, launchedAt: deps.clock.now() } as const
  if (!(await advance(deps, work, launching))) return OVER
  await deps.failpoint('before-launch')
  return launch(deps, work, there.answer.value.clockMs + notAfter - there.heardAt)
}

type ClockThere = { readonly answer: Awaited<ReturnType<Work['manager']['launcher']['state']>>; /** our clock, when it was heard */ readonly heardAt: TimeMs }

/**
 * What the clock says by which the launch will be judged: that of the session that launches, which reads it once and counts on. The session that read
 * `status` may have begun after a step of the manager's clock.
 */
async function askClock({ clock }: ExecutorDeps, { row, manager }: Work): Promise<ClockThere> {
  return { answer: await manager.launcher.state(row.id), heardAt: clock.now() }
}

/** The limit goes with the request, on the manager's clock: a process that was frozen with it in its hands cannot launch late. */
async function launch(deps: ExecutorDeps, work: Work, notAfterMs: number): Promise<Pressed> {
  const { id, argv, identity, bootId } = work.row
  const at = identity !== null && bootId !== null ? { identity, bootId } : undefined
  const answer = await work.manager.launcher.launch({ id, argv, notAfterMs, at }, { deadlineMs: deps.settings.launchTimeoutMs })
  await deps.failpoint('after-launch')
  deps.status.changed(work.row.connectionId, work.row.unit)
  if (answer.ok) return { over: false, first: answer.value }
  const refusal = toRefusal(work, answer.error)
  return refusal ? declined(deps, work, refusal) : { over: false, first: null }
}

/** A refusal proves that nothing was launched, if it is one of the manager that was compared; silence proves nothing. */
function toRefusal({ row }: Work, trouble: Trouble): Declined | null {
  if (trouble.kind === 'noContact' || (trouble.stamp && !isSameManager(row, trouble.stamp))) return null
  return { why: trouble.code === 'late' ? 'tooLate' : 'refused', detail: trouble.code, reading: row.beforeReading ?? undefined }
}

function judge({ row }: Work, { reading, stamp }: StampedReading): Declined | { readonly reading: Reading; readonly stamp: Stamp } {
  const comparison = compare(row.command, row.basedOn, reading)
  if (!comparison.fit) return { why: comparison.why, changes: comparison.changes, reading }
  if (!stamp) return { why: 'unreadable', reading }
  // The unit is locked under the identity known at the press; another manager's lock is not held.
  const isElsewhere = stamp.identity !== row.managerIdentity
  // What its person saw may be of another one still: the connection may have led there when the page was drawn.
  if (isElsewhere || (row.basedOn?.manager ?? stamp.identity) !== stamp.identity) return { why: 'refused', detail: 'otherManager', reading }
  return { reading, stamp }
}

/** How long after the end of the comparison the launch is still wanted, in ms. */
function launchableMs({ settings }: ExecutorDeps, { row, manager }: Work, reading: Reading): number {
  return Math.min(settings.launchWithinMs, row.requestedAt + manager.pressLimitMs - reading.readAt)
}

/** What must not be there on the manager when a command begins: jobs we do not know, and attempts of which a person said "it did not". */
async function findHindrance({ attempts }: ExecutorDeps, { row, manager, strangers }: Work): Promise<Declined | null> {
  if (await strangers.isDisturbed(row.connectionId)) return { why: 'refused', detail: 'strangerJob' }
  for (const old of await attempts.leftBehind(row.managerIdentity)) {
    const answer = await manager.launcher.void(old)
    if (!answer.ok) return { why: 'refused', detail: detailOf(answer.error) }
    const state = answer.value.value
    if (state.kind === 'starting' || state.kind === 'running' || (state.kind === 'lost' && state.alive)) return { why: 'refused', detail: 'earlierRunning' }
  }
  return null
}

const detailOf = (trouble: Trouble): string => (trouble.kind === 'refused' ? trouble.code : 'noContact')

async function declined(deps: ExecutorDeps, work: Work, why: Declined): Promise<Pressed> {
  await decline(deps, work, why)
  return OVER
}
