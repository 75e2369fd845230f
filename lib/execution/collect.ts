/**
 * Following a running command and collecting what it left: output first, then its exit record. Imports the vocabulary, ports, the launcher's port.
 */
import { createHash } from 'node:crypto'
import { toSaid } from '@/lib/vmiunit/exit-codes'
import type { Said } from '@/lib/vmiunit/outcome'
import type { Ended } from './launcher/port'
import type { OutputKeeper } from './output-keeper'
import { advance, noteContact, pause, placeOf, type ExecutorDeps, type Work } from './work'

type Output = { readonly sha256: string; readonly totalBytes: number }

const PIECE_BYTES = 1024 * 1024

/** Takes output for one call of the launcher's `follow`; ends early with the lease. */
export async function follow(deps: ExecutorDeps, work: Work, keeper: OutputKeeper): Promise<void> {
  await takeOutput(deps, work, keeper, deps.settings.followSeconds)
  await deps.failpoint('while-following')
}

/**
 * Stores the whole output with its hash, and records how the command ended.
 * @returns what it said; null where the manager fell silent (ask again) or the attempt is no longer ours
 */
export async function collect(deps: ExecutorDeps, work: Work, keeper: OutputKeeper, ended: Ended): Promise<Said | null> {
  await deps.failpoint('after-exit')
  const said = toSaid({ exitCode: ended.signal === null ? ended.exitCode : null, signal: ended.signal, endedAt: ended.at })
  deps.status.changed(work.row.connectionId, work.row.unit)
  const output = (await collectedBefore(deps, work)) ?? (await drain(deps, work, keeper, ended))
  if (!output) return null
  await deps.failpoint('before-outcome')
  // Before the report: with it a person may settle the attempt, and its exit record has to be known as collected by then.
  const isOurs = await advance(deps, work, { status: 'ended', endedAt: deps.clock.now(), outputBytes: output.totalBytes })
  if (!isOurs) return null
  const intent = { type: 'ended', ...placeOf(work), said, outputBytes: output.totalBytes, outputSha256: output.sha256 } as const
  const reported = await deps.report(work.row.recoveryId, intent, work.lease.claim)
  await deps.failpoint('after-outcome')
  return reported === 'notYours' ? null : said
}

/** After a restart during verification the output is there already, and its job may have been swept. */
async function collectedBefore({ attempts }: ExecutorDeps, { row }: Work): Promise<Output | null> {
  if (row.endedAt === null) return null
  const stored = await attempts.output(row.id, 0, 0)
  return stored?.sha256 ? { sha256: stored.sha256, totalBytes: stored.totalBytes - stored.missingBytes } : null
}

/** What was on the management server may be less than what the command wrote: removed, or cut short. Then it is recorded as not whole. */
async function drain(deps: ExecutorDeps, work: Work, keeper: OutputKeeper, ended: Ended): Promise<Output | null> {
  let taken: Taken = 'more'
  while (taken === 'more' && !work.lease.over.aborted) taken = await takeOutput(deps, work, keeper, 0)
  if (work.lease.over.aborted || work.watched.noContactSince !== null) return null
  const output = await heldOf(deps, work, await keeper.finish())
  // A job always has a file; gone before the end, nobody could count it: a byte at least is told as missing.
  const writtenBytes = Math.max(output.totalBytes + (taken === 'gone' && ended.bytes === 0 ? 1 : 0), ended.bytes)
  if (output.totalBytes < writtenBytes) deps.log.warn({ attempt: work.row.id, bytes: output.totalBytes, writtenBytes }, 'output is missing on the management server')
  await deps.attempts.finishOutput(work.row.id, output.sha256, writtenBytes)
  return output
}

/** Who followed before us may have stored more than is left there: then the hash is that of what we hold. */
async function heldOf({ attempts }: ExecutorDeps, { row }: Work, collected: Output): Promise<Output> {
  const stored = await attempts.output(row.id, 0, 0)
  const storedBytes = stored ? stored.totalBytes - stored.missingBytes : 0
  if (storedBytes <= collected.totalBytes) return collected
  const hash = createHash('sha256')
  for (let offset = 0; offset < storedBytes; ) {
    const piece = await attempts.output(row.id, offset, PIECE_BYTES)
    if (!piece || piece.bytes.length === 0) break
    hash.update(piece.bytes)
    offset = piece.offset + piece.bytes.length
  }
  return { sha256: hash.digest('hex'), totalBytes: storedBytes }
}

/** `gone`: the file is not there (any more). */
type Taken = 'more' | 'end' | 'gone'

/** One call of `follow`. A job whose output was removed has nothing more to give: what is stored stays. */
async function takeOutput(deps: ExecutorDeps, work: Work, keeper: OutputKeeper, seconds: number): Promise<Taken> {
  const { over } = work.lease
  const take = async (bytes: Uint8Array): Promise<void> => { if (!over.aborted) await keeper.take(bytes) }
  const following = work.manager.launcher.follow(work.row.id, keeper.takenBytes(), seconds, take)
  const answer = await Promise.race([following, aborted(over)])
  if (answer === null) return 'end'
  await keeper.stored()
  if (answer.ok) {
    noteContact(deps, work, true)
    return answer.value.value.ended ? 'end' : 'more'
  }
  if (answer.error.kind === 'refused' && answer.error.code === 'noOutput') {
    // Somebody took it away under the command's hands: there is nothing to wait for but its end.
    if (seconds > 0) await pause(deps.settings.contactEveryMs, over)
    return 'gone'
  }
  noteContact(deps, work, false)
  await pause(deps.settings.contactEveryMs, over)
  return 'end'
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
