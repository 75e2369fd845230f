/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type TimeMs = number

/** Time as a dependency: production hands in the system's, tests one that is moved by hand. */
export interface Clock {
  now(): TimeMs
}
