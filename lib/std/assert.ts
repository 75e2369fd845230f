/** Stops on a programmer's mistake (never on bad input, which is refused by value). */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Programming error: ${message}`)
}

/** Marks a branch that the types say cannot be reached; the compiler refuses a forgotten case. */
export function unreachable(value: never): never {
  throw new Error(`Programming error: unexpected ${JSON.stringify(value)}`)
}
