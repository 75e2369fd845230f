/** How far a leg has come. Pure; safe in the browser. */
import { isFinished } from './current-step'
import type { LegState } from './state'

/**
 * `total` are the procedure's steps ("13 steps"), `done` those that were finished by doing or deciding, `notNeeded` those that did not
 * apply, `open` the rest: the three always add up to the total.
 */
export type Progress = { readonly total: number; readonly done: number; readonly notNeeded: number; readonly open: number }

export function progressOf({ steps }: LegState): Progress {
  const notNeeded = steps.filter(({ status }) => status === 'notNeeded').length
  const done = steps.filter(isFinished).length - notNeeded
  return { total: steps.length, done, notNeeded, open: steps.length - done - notNeeded }
}
