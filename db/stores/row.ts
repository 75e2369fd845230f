/** How stored text is read: by schema, with an error that names the row. */
import type { z } from 'zod'

/** JSON of a canonical column; `undefined` where it is none (every schema refuses that). */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A row that this release cannot read. `row` names it for the log and the screen: table and key, never content. */
export class RowUnreadable extends Error {
  override readonly name = 'RowUnreadable'
  readonly row: string
  constructor(row: string, why: string) {
    super(`The stored row ${row} cannot be read: ${why}`)
    this.row = row
  }
}

/** Reads a value by its schema. Throws `RowUnreadable` naming the row and the fields. */
export function readBy<T>(schema: z.ZodType<T>, value: unknown, row: string): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new RowUnreadable(row, read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}
