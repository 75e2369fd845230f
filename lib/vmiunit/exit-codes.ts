/**
 * What an exit code or a signal says. Pure; imports the vocabulary only.
 * Documented for some subcommands of later versions, assumed for all (docs/vmiunit.md, "Exit codes"): corrected here, nowhere else.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Said, SaidKind } from './outcome'

export const EXIT_CODE = { normal: 0, warning: 1, busy: 2, abnormal: 64 } as const

/** How a process ended: `exitCode` 0–255 or null, `signal` by name (`SIGKILL`) or null. Both null: nobody knows. */
export type ProcessEnd = { readonly exitCode: number | null; readonly signal: string | null }

/** Sorts the end of a process into the six things a command can say. A signal outweighs a code, since the code is then the shell's. */
export function saidKind({ exitCode, signal }: ProcessEnd): SaidKind {
  if (signal !== null) return 'other'
  switch (exitCode) {
    case null:
      return 'none'
    case EXIT_CODE.normal:
      return 'normal'
    case EXIT_CODE.warning:
      return 'warning'
    case EXIT_CODE.busy:
      return 'busy'
    case EXIT_CODE.abnormal:
      return 'abnormal'
    default:
      return 'other'
  }
}

/** Builds what is recorded about the end of a command. `endedAt` in ms on the management server's clock, null where unknown. */
export const toSaid = (end: ProcessEnd & { readonly endedAt: TimeMs | null }): Said => ({
  kind: saidKind(end),
  exitCode: end.exitCode,
  signal: end.signal,
  endedAt: end.endedAt,
})
