/** How many rows a form of repeatable rows draws. Pure. */
import type { PostedForm } from '@/lib/recoveries/forms'

const ROWS_MAX = 50

/** As many as were posted, one more where `addRow` was pressed for this list, at least `least`. */
export function rowCount(values: PostedForm, least: number, list = 'items'): number {
  const indices = Object.keys(values).flatMap((name) => {
    const [, of, index] = /^(\w+)\[(\d{1,3})\]\./.exec(name) ?? []
    return of !== list || index === undefined ? [] : [Number(index)]
  })
  const posted = indices.length === 0 ? 0 : Math.max(...indices) + 1
  return Math.min(ROWS_MAX, Math.max(least, posted + (values.addRow?.includes(list) ? 1 : 0)))
}
