/**
 * Attending to an attempt that may have been launched: asks the launcher what became of it until that is known, and never launches.
 * Serves the process that launched and any other that found the attempt after a crash. Imports the vocabulary, ports, the launcher's port.
 */
import { compareFor } from '@/lib/vmiunit/changes'
import { collect, follow } from './collect'
import type { Answer, JobState } from './launcher/port'
import { createOutputKeeper, type OutputKeeper } from './output-keeper'
import { reportReadingBesideUnknown, verify } from './verify'
import { advance, decline, isSameManager, noteContact, pause, placeOf, type ExecutorDeps, type Work } from './work'

/** Pause while a launched job has no process yet (≤ 10 s by the launcher's promise). */
const STARTING_EVERY_MS = 250

/** `next`: ask the launcher again. `over`: nothing is left to do. */
type Turn = 'next' | 'over'

/** Ends when the attempt is settled, no longer ours, or the executor closes. `first`: the launcher's answer where there is one. */
export async function attend(deps: ExecutorDeps, work: Work, first: Answer<JobState> | null): Promise<void> {
  const keeper = createOutputKeeper({
    attempt: work.row.id, attempts: deps.attempts, feed: deps.feed, wholes: deps.wholes,
    onWholeLost: (error) => deps.log.error({ err: error, attempt: work.row.id }, 'the middle of a long output could not be kept'),
  })
  try {
    let answer = first
    while (!work.lease.over.aborted) {
      answer ??= await ask(deps, work)
      if (answer && (await turn(deps, work, keeper, answer)) === 'over') return
      answer = null
    }
  } finally {
    await keeper.discard()
  }
}

async function ask(deps: ExecutorDeps, work: Work): Promise<Answer<JobState> | null> {
  const answer = await work.manager.launcher.state(work.row.id)
  noteContact(deps, work, answer.ok)
  if (answer.ok) return answer.value
  await pause(deps.settings.contactEveryMs, work.lease.over)
  return null
}

async function turn(deps: ExecutorDeps, work: Work, keeper: OutputKeeper, answer: Answer<JobState>): Promise<Turn> {
  if (answer.identity !== work.row.identity) return lose(deps, work, 'identityChanged')
  const state = answer.value
  switch (state.kind) {
    case 'absent':
      return makeVoid(deps, work)
    case 'void':
      return voided(deps, work, answer)
    case 'starting':
      await pause(STARTING_EVERY_MS, work.lease.over)
      return 'next'
    case 'running':
      if (!(await launched(deps, work))) return 'over'
      await follow(deps, work, keeper)
      return 'next'
    case 'ended': {
      if (!(await launched(deps, work))) return 'over'
      const said = await collect(deps, work, keeper, state)
      if (!said) return 'next'
      await verify(deps, work, said)
      return 'over'
    }
    case 'lost':
      if (state.reason !== 'neverStarted' && !(await launched(deps, work))) return 'over'
      return lose(deps, work, 'lost')
  }
}

/** `absent` settles nothing, for a launch may still be on its way: the id is taken, or the job that was faster is found. */
async function makeVoid(deps: ExecutorDeps, work: Work): Promise<Turn> {
  if (isToldLaunched(work)) return lose(deps, work, 'lost')
  const answer = await work.manager.launcher.void(work.row.id)
  noteContact(deps, work, answer.ok)
  if (!answer.ok) {
    await pause(deps.settings.contactEveryMs, work.lease.over)
    return 'next'
  }
  return answer.value.value.kind === 'void' ? voided(deps, work, answer.value) : 'next'
}

/** Void is the one proof of "not launched", and holds only at the manager and boot of the comparison, for a job never known to have run. */
async function voided(deps: ExecutorDeps, work: Work, answer: Answer<JobState>): Promise<Turn> {
  if (isToldLaunched(work)) return lose(deps, work, 'lost')
  if (!isSameManager(work.row, answer)) return lose(deps, work, 'identityChanged')
  await deps.failpoint('after-void')
  const reported = await decline(deps, work, { why: 'voided', reading: work.row.beforeReading ?? undefined })
  // The history may know of a launch where our row no longer tells it, once the outcome became unknown.
  return reported === 'known' ? lose(deps, work, 'lost') : 'over'
}

/** The launch is on record. */
const isToldLaunched = ({ row }: Work): boolean => row.status === 'launched' || row.status === 'ended'

/** Records the launch, once. False: no longer ours. */
async function launched(deps: ExecutorDeps, work: Work): Promise<boolean> {
  const { row } = work
  if (isToldLaunched(work) || !row.beforeReading) return true
  const otherChanges = row.basedOn ? compareFor(row.command, row.basedOn, row.beforeReading).others : []
  const intent = { type: 'launched', ...placeOf(work), before: row.beforeReading, at: row.launchedAt ?? deps.clock.now(), otherChanges } as const
  if ((await deps.report(row.recoveryId, intent, work.lease.claim)) === 'notYours') return false
  const ours = await advance(deps, work, { status: 'launched' })
  await deps.failpoint('after-launched')
  return ours
}

/**
 * Records, once, that nobody knows the outcome, with the state as it can be read; then looks again from time to time, since the
 * launcher's own exit record settles it after all. A person's verdict ends the lease and with it the looking.
 */
async function lose(deps: ExecutorDeps, work: Work, why: 'lost' | 'identityChanged'): Promise<Turn> {
  if (!work.watched.lost) {
    if ((await deps.report(work.row.recoveryId, { type: 'lost', ...placeOf(work), why }, work.lease.claim)) === 'notYours') return 'over'
    work.watched.lost = true
    deps.log.warn({ attempt: work.row.id, why }, 'outcome unknown')
    await reportReadingBesideUnknown(deps, work)
  }
  await pause(deps.settings.unknownEveryMs, work.lease.over)
  return 'next'
}
