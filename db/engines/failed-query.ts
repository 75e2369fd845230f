/**
 * A failed statement as it is printed by whoever prints errors (the framework does, past our log): without the values that it was given,
 * which are outputs, comments and tokens. Called by both engines. Imports drizzle only.
 */
import { inspect } from 'node:util'
import { DrizzleQueryError } from 'drizzle-orm/errors'

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

function printed(this: DrizzleQueryError): string {
  const where = stackOf(this).split(this.message).at(-1) ?? ''
  return `Failed query: ${this.query}${where}\n[cause]: ${stackOf(this.cause)}`
}

/** Before the first statement; again changes nothing. */
export const printWithoutValues = (): void => void Object.defineProperty(DrizzleQueryError.prototype, inspect.custom, { value: printed, configurable: true })
