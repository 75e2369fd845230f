/**
 * Scenarios: how a coming run of the simulated command shall misbehave. Chosen one by one, each for so many runs or until cleared. Pure.
 */
import type { SimulatedCommand } from './arguments'

export type ScenarioCommand = SimulatedCommand['name'] | 'anyChange'

export type Scenario =
  /** Prints so many lines, one every so many ms, then goes on as usual. */
  | { readonly kind: 'slow'; readonly lines: number; readonly everyMs: number }
  /** Ends 2, as if another operation held the unit. */
  | { readonly kind: 'busy' }
  /** Does its work and ends 1. */
  | { readonly kind: 'warning' }
  /** Ends 64; `changes`: though it did its work. */
  | { readonly kind: 'abnormal'; readonly changes?: boolean }
  /** Says that it ended well, and did nothing. */
  | { readonly kind: 'lie'; readonly exitCode?: 0 | 1 }
  /** Killed by a signal before or after its work. */
  | { readonly kind: 'die'; readonly when: 'before' | 'after'; readonly signal?: 'SIGKILL' | 'SIGTERM' }
  /** Prints bytes that mean nothing, and ends so (default 0), nothing done. */
  | { readonly kind: 'garbage'; readonly exitCode?: number }
  /** Never ends. `ignoreTerm`: asked to, neither. */
  | { readonly kind: 'hang'; readonly ignoreTerm?: boolean }
  /** `start`: seen as `operating` for so long before `working`. */
  | { readonly kind: 'settle'; readonly forMs: number }
  /** `stop` of a server out of reach: ends so, with logical `stopped`. */
  | { readonly kind: 'stopOffline'; readonly exitCode: 0 | 1 }
  /** `status`: prints nothing of the state and ends 64, as where the manager does not answer. */
  | { readonly kind: 'silent' }
  /** `status`: ends 0, but only so many bytes of its output arrive. */
  | { readonly kind: 'cut'; readonly atByte: number }

/** `times`: runs left; null: until cleared. */
export type ScenarioEntry = { readonly command: ScenarioCommand; readonly scenario: Scenario; readonly times: number | null }

/** Takes the first entry that fits a command, and what is left of the list. */
export function takeScenario(entries: readonly ScenarioEntry[], command: SimulatedCommand['name']): { readonly scenario: Scenario | null; readonly rest: readonly ScenarioEntry[] } {
  const index = entries.findIndex((entry) => entry.command === command || (entry.command === 'anyChange' && command !== 'status'))
  const entry = entries[index]
  if (!entry) return { scenario: null, rest: entries }
  if (entry.times === null) return { scenario: entry.scenario, rest: entries }
  const left = entry.times > 1 ? [{ ...entry, times: entry.times - 1 }] : []
  return { scenario: entry.scenario, rest: entries.toSpliced(index, 1, ...left) }
}
