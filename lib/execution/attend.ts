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
      answer ??= await ask(deps, work, 'state')
      if (answer && (await turn(deps, work, keeper, answer)) === 'over') return
      answer = null
    }
  } finally {
    await keeper.discard()
  }
}

/**
 * Attending to a press that this process did not take and that is not on record as `launching`. Nothing was launched then, unless the database is
 * older than what happened: a restored backup. The manager knows, so its id is made void there, and a job that is there is attended to.
 */
export async function attendUncommitted(deps: ExecutorDeps, work: Work): Promise<void> {
  // Taken before the manager had said who it is: such a press is declined by its own process, too (`otherManager`), and never launched.
  if (work.row.managerIdentity === work.row.connectionId) return void (await decline(deps, work, NOT_ASKED))
  while (!work.lease.over.aborted) {
    const answer = await ask(deps, work, 'void')
    if (!answer) continue
    if (await takeUp(deps, work, answer)) return attend(deps, work, answer)
    if ((await turnUncommitted(deps, work, answer)) === 'over') return
  }
}

const NOT_ASKED = { why: 'voided', detail: 'notAsked' } as const

/** A job that is there was launched, so the comparison found its target as its person saw it: that reading stands for the lost one. */
async function takeUp(deps: ExecutorDeps, work: Work, answer: Answer<JobState>): Promise<boolean> {
  const { basedOn, managerIdentity, requestedAt } = work.row
  if (answer.identity !== managerIdentity || answer.value.kind === 'void' || !basedOn) return false
  deps.log.warn({ attempt: work.row.id, state: answer.value.kind }, 'a command was found that the database does not know to be launched')
  return advance(deps, work, { status: 'launching', identity: answer.identity, bootId: answer.bootId, beforeReading: basedOn, launchedAt: requestedAt })
}

async function turnUncommitted(deps: ExecutorDeps, work: Work, answer: Answer<JobState>): Promise<Turn> {
  if (answer.identity !== work.row.managerIdentity) return lose(deps, work, 'identityChanged')
  // Without what its person saw, what it did cannot be judged.
  if (answer.value.kind !== 'void') return lose(deps, work, 'lost')
  return (await decline(deps, work, NOT_ASKED)) === 'known' ? lose(deps, work, 'lost') : 'over'
}

/** Null after a pause where the manager is silent. `void` takes the id, or finds the job that was faster. */
async function ask(deps: ExecutorDeps, work: Work, question: 'state' | 'void'): Promise<Answer<JobState> | null> {
  const answer = await work.manager.launcher[question](work.row.id)
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
  const answer = await ask(deps, work, 'void')
  return answer?.value.kind === 'void' ? voided(deps, work, answer) : 'next'
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
