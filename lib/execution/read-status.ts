/**
 * One reading of a unit: both targets of `status`, asked of the launcher now. Never answers from memory (see status-reader.ts).
 * A manager that does not answer gives an incomplete reading. Imports lib/std, lib/vmiunit and the launcher's port.
 */
import iconv from 'iconv-lite'
import type { Clock } from '@/lib/std/clock'
import { toArgv, type StatusTarget, type UnitName } from '@/lib/vmiunit/commands'
import { NO_ANSWERS, type NoAnswer, type Reading } from '@/lib/vmiunit/outcome'
import { toReading } from '@/lib/vmiunit/reading'
import type { Asking, Stamp, Trouble } from './launcher/port'
import type { Manager } from './ports'

/** `stamp`: who answered, as of the end of the reading; null where nobody did, or two different managers did. */
export type StampedReading = { readonly reading: Reading; readonly stamp: Stamp | null }

/** "Read again, three times": the two targets are asked one after the other, and a change in between makes them disagree. */
const RE_READS = 3

/**
 * Reads `status` of both targets. `timeoutMs` bounds each of them.
 * Again up to three times where the manager answered and the answers do not fit together.
 */
export async function readStatus({ manager, unit, clock, newId, timeoutMs }: {
  readonly manager: Manager
  readonly unit: UnitName
  readonly clock: Clock
  readonly newId: () => string
  readonly timeoutMs: number
}): Promise<StampedReading> {
  for (let tries = 0; ; tries++) {
    const startedAt = clock.now()
    const first = await readTarget(manager.launcher, unit, 'unit', timeoutMs)
    const second = await readTarget(manager.launcher, unit, 'virtualserver', timeoutMs)
    const reading = toReading({
      id: newId(), unit, startedAt, readAt: clock.now(),
      unitOutput: iconv.decode(first.output, manager.charset), unitExit: first.exitCode,
      serversOutput: iconv.decode(second.output, manager.charset), serversExit: second.exitCode,
      source: 'read',
    })
    const stamped = judge(reading, first, second)
    if (stamped.reading.complete || tries === RE_READS || !isWorthReReading(stamped)) return stamped
  }
}

type Said = { readonly output: Buffer; readonly exitCode: number | null; readonly truncated: boolean; readonly stamp: Stamp | null; readonly why: NoAnswer | null }
const NOTHING: Said = { output: Buffer.alloc(0), exitCode: null, truncated: false, stamp: null, why: null }

async function readTarget(launcher: Asking, unit: UnitName, target: StatusTarget, timeoutMs: number): Promise<Said> {
  const answer = await launcher.read(toArgv({ name: 'status', unit, target }), { timeoutMs })
  if (!answer.ok) return { ...NOTHING, why: whyOf(answer.error) }
  const { value, ...stamp } = answer.value
  const ended = !value.timedOut && value.signal === null
  return { output: Buffer.from(value.output), exitCode: ended ? value.exitCode : null, truncated: value.truncated, stamp, why: null }
}

/** What people can do something about; anything else is plain silence. */
function whyOf(trouble: Trouble): NoAnswer | null {
  if (trouble.kind === 'noContact') return NO_ANSWERS.find((known) => known === trouble.detail) ?? null
  switch (trouble.code) {
    case 'noProgram':
      return 'noProgram'
    case 'noSpace':
    case 'unwritable':
    case 'networkFolder':
    case 'unsupported':
      return 'jobFolder'
    default:
      return null
  }
}

function judge(reading: Reading, first: Said, second: Said): StampedReading {
  const sameManager = first.stamp !== null && second.stamp !== null
    && first.stamp.identity === second.stamp.identity && first.stamp.bootId === second.stamp.bootId
  const gaps = [
    ...reading.gaps.map((gap) => (gap.code === 'noAnswer' && first.why ? { ...gap, why: first.why } : gap)),
    // Cut by the launcher's limit, perhaps exactly behind a line end, where the parser cannot see it.
    ...(first.truncated || second.truncated ? [{ code: 'truncated' } as const] : []),
    ...(reading.complete && !sameManager ? [{ code: 'noAnswer' } as const] : []),
  ]
  const stamp = sameManager ? second.stamp : null
  return { reading: { ...reading, gaps, complete: gaps.length === 0, ...(stamp && { manager: stamp.identity }) }, stamp }
}

const isWorthReReading = ({ reading }: StampedReading): boolean =>
  reading.gaps.every((gap) => gap.code !== 'noAnswer' && gap.code !== 'exit')
