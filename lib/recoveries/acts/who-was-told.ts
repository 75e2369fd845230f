/**
 * Who was told of a new service address, line by line of the unit's settings: each with the person and the time, and a reason where somebody was
 * not. A recovery does not end in silence about it (operations: service IP changed). Pure.
 */
import { err, ok, type Result } from '@/lib/std/result'
import { currentLeg } from '@/lib/recovery/current-step'
import { refuse, type Refusal } from '@/lib/recovery/refusals'
import type { RecoveryState } from '@/lib/recovery/state'
import type { Unit } from '@/lib/sites/ports'
import type { Moment } from '../deps'
import { toldField } from '../forms'
import { inText, toMoment } from '../input/moment'

type Row = { readonly line: string; readonly who: string; readonly at: string }
type Posted = { readonly told: readonly (Row | undefined)[]; readonly untold: string }

/** The lines of the record: `line — who, when`, and `× line — why not`. */
export function whoWasTold(state: RecoveryState, unit: Unit | null, { told, untold }: Posted, { now, timeZone }: Moment): Result<readonly string[], readonly Refusal[]> {
  const { replacement } = currentLeg(state)
  const isChanged = replacement !== null && replacement.serviceIp !== state.failed.serviceIp
  const lines = isChanged ? (unit?.whoMustBeTold ?? []) : []
  const rows = lines.map((line) => ({ line, index: told.findIndex((row) => row?.line === line) })).map(({ line, index }) => ({ line, index, who: told[index]?.who ?? '', at: toMoment(told[index]?.at ?? '', now, timeZone, 'past') }))
  const refusals = [
    ...rows.flatMap(({ who, at, index }) => (who && at === null ? [refuse('valueMissing', { field: toldField(index, 'at') })] : [])),
    ...rows.flatMap(({ who, at, index }) => (who && at !== null && at > now ? [refuse('timeInFuture', { field: toldField(index, 'at'), values: { time: at } })] : [])),
    ...(rows.some(({ who }) => !who) && !untold ? [refuse('reasonMissing', { field: 'untold' })] : []),
  ]
  if (refusals.length > 0) return err(refusals)
  return ok(rows.map(({ line, who, at }) => (who && at !== null ? `${line} — ${who}, ${inText(at, timeZone)}` : `× ${line} — ${untold}`)))
}
