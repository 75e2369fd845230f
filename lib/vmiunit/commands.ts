/**
 * The commands of the virtual server manager that the product uses, as data.
 * Pure; imports nothing but lib/std. Facts: generation V8.70 of the manual, recorded in docs/vmiunit.md.
 */

/** A management unit's name as the manager knows it (form: see `isUnitName`). */
export type UnitName = string
/** A virtual server's identifier: its management IP address, dotted IPv4. */
export type ServerId = string
/** A dotted IPv4 address. */
export type Ipv4 = string

export type StatusTarget = 'unit' | 'virtualserver'

export type ReadCommand = { readonly name: 'status'; readonly unit: UnitName; readonly target: StatusTarget }

export type ChangeCommand =
  | { readonly name: 'unmark'; readonly unit: UnitName; readonly server: ServerId }
  | { readonly name: 'start'; readonly unit: UnitName; readonly server: ServerId; readonly loadBalancer: boolean }
  | { readonly name: 'stop'; readonly unit: UnitName; readonly server: ServerId; readonly loadBalancer: boolean }
  | { readonly name: 'detach'; readonly unit: UnitName; readonly server: ServerId }
  | { readonly name: 'attach'; readonly unit: UnitName; readonly server: ServerId; readonly serviceIp: Ipv4 }
  | { readonly name: 'update'; readonly unit: UnitName; /** the new server whose Update Scope is judged */ readonly server: ServerId }

export type Command = ReadCommand | ChangeCommand
export type ChangeName = ChangeCommand['name']

/**
 * What a command does to the world. `reads` may be repeated by the machine; `repeatable` and `once` start by a person's press only:
 * `repeatable` is offered after any reading, `once` only while a complete reading shows that the target state is not there.
 */
export type Effect = 'reads' | 'repeatable' | 'once'

export const EFFECT: Readonly<Record<Command['name'], Effect>> = {
  status: 'reads',
  start: 'repeatable',
  stop: 'repeatable',
  update: 'repeatable',
  unmark: 'once',
  attach: 'once',
  detach: 'once',
}

/** How long `status` is read again after a command until its target state is seen, in ms. */
export const SETTLING_MS: Readonly<Record<ChangeName, number>> = {
  start: 300_000,
  stop: 180_000,
  update: 120_000,
  unmark: 30_000,
  attach: 30_000,
  detach: 30_000,
}

/**
 * From when on a command that still runs is told to be past its time, in ms, where the site says nothing else [assumed]. Nothing is ended by it,
 * and nothing concluded: it still runs.
 */
export const TIME_OUT_MS: Readonly<Record<ChangeName, number>> = {
  start: 600_000,
  stop: 600_000,
  update: 1_800_000,
  unmark: 120_000,
  attach: 600_000,
  detach: 600_000,
}

/** Accepts a unit name that is safe as an argument: first a letter, digit or underscore, at most 64 characters [assumed charset]. */
export const isUnitName = (text: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(text)

/** Accepts a dotted IPv4 address in its plain form: four numbers 0–255 without leading zeros. */
export const isIpv4 = (text: string): boolean =>
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text)

/**
 * The exact arguments of a command, without the program's path. Input must have passed `isUnitName` and `isIpv4`.
 * Never carries a password: the site's own `.vmirc` does.
 */
export function toArgv(command: Command): readonly string[] {
  switch (command.name) {
    case 'status':
      return command.target === 'unit'
        ? ['status', '-unit', command.unit]
        : ['status', '-unit', command.unit, '-target', 'virtualserver']
    case 'update':
      return ['update', '-unit', command.unit]
    case 'attach':
      return ['attach', '-unit', command.unit, '-vs', command.server, '-serviceip', command.serviceIp]
    case 'start':
    case 'stop':
      return [command.name, '-unit', command.unit, '-vs', command.server, ...(command.loadBalancer ? ['-lb'] : [])]
    case 'unmark':
    case 'detach':
      return [command.name, '-unit', command.unit, '-vs', command.server]
  }
}
