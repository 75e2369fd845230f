/**
 * Named places between every two writes of the executor. Tests crash, freeze or wait there; without a plan they do nothing.
 * The plan is text of the environment (`SHIRUBE_FAILPOINT`), read by lib/env.ts in test mode only and handed in.
 * Imports lib/std and node only.
 */
import { access, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { err, ok, type Result } from '@/lib/std/result'

/** In the order in which a press passes them. */
export const FAILPOINTS = [
  /** pressed, nobody has the attempt */ 'before-claim',
  'after-claim',
  /** `status` was read for the comparison, nothing judged */ 'after-comparison',
  /** judged a decline, not recorded */ 'before-decline',
  /** judged fit to run */ 'before-launching',
  /** committed that a launch may follow, launcher not asked: a frozen process wakes up here with a launch in its hands */ 'before-launch',
  /** the command may be running, its answer is not recorded */ 'after-launch',
  'after-launched',
  /** some output is stored */ 'while-following',
  /** the exit record was read */ 'after-exit',
  /** output is stored whole, the outcome is not */ 'before-outcome',
  'after-outcome',
  /** `status` was read after the command, not recorded */ 'during-verification',
  /** the last reading is recorded */ 'after-verification',
  /** the launcher said void, not recorded */ 'after-void',
] as const
export type FailpointName = (typeof FAILPOINTS)[number]

/** Called at a failpoint; resolves at once unless a test has planned otherwise. */
export type Failpoint = (name: FailpointName) => Promise<void>

/** `nth` counts from 1 and is the only pass at which something happens. */
export type FailpointPlan = {
  readonly name: FailpointName
  readonly nth: number
  readonly act: { readonly kind: 'crash' } | { readonly kind: 'freeze' } | { readonly kind: 'wait'; /** goes on when this file exists; says that it waits by one with `.here` behind its name */ readonly file: string }
}

/**
 * Reads a plan: `name[:nth]:crash`, `name[:nth]:freeze` or `name[:nth]:file=/path`.
 * Refused with a sentence for the log where the name, the number or the act is unknown.
 */
export function parseFailpoint(text: string): Result<FailpointPlan, string> {
  const parts = /^(?<name>[a-z-]+)(?::(?<nth>[1-9]\d{0,3}))?:(?<act>crash|freeze|file=(?<file>\/.+))$/.exec(text)?.groups
  if (!parts) return err(`"${text}" is not name[:nth]:crash|freeze|file=/path`)
  const name = FAILPOINTS.find((known) => known === parts.name)
  if (!name) return err(`"${parts.name}" is no failpoint; known are ${FAILPOINTS.join(', ')}`)
  const nth = Number(parts.nth ?? 1)
  if (parts.act === 'crash' || parts.act === 'freeze') return ok({ name, nth, act: { kind: parts.act } })
  return ok({ name, nth, act: { kind: 'wait', file: parts.file ?? '' } })
}

/** What production hands in. */
export const noFailpoints: Failpoint = async () => {}

/** Makes the failpoints of a plan. A crash is SIGKILL, so that no handler and no exit hook can tidy up; a freeze is SIGSTOP. */
export function createFailpoints(plan: FailpointPlan | null): Failpoint {
  if (!plan) return noFailpoints
  let passes = 0
  return async (name) => {
    if (name !== plan.name || ++passes !== plan.nth) return
    if (plan.act.kind === 'crash') return die('SIGKILL')
    if (plan.act.kind === 'freeze') return die('SIGSTOP')
    await writeFile(`${plan.act.file}.here`, '')
    while (!(await exists(plan.act.file))) await pause(20)
  }
}

/** A signal to oneself is delivered before the call returns to the event loop; the pause only makes sure that nothing runs on. */
async function die(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void> {
  process.kill(process.pid, signal)
  await pause(1)
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false)
