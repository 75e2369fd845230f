/**
 * Reads the arguments of the simulated `vmiunit`: a subcommand, then the common arguments, then its own, beginning with `-unit`.
 * Pure; imports the vocabulary only.
 */
import { isIpv4, isUnitName, type Ipv4, type ServerId, type StatusTarget, type UnitName } from '../commands'

type OnServer = { readonly unit: UnitName; readonly server: ServerId }

export type SimulatedChange =
  | (OnServer & { readonly name: 'mark'; readonly comment: string })
  | (OnServer & { readonly name: 'unmark' | 'detach' })
  | (OnServer & { readonly name: 'start' | 'stop'; readonly loadBalancer: boolean })
  | (OnServer & { readonly name: 'attach'; readonly serviceIp: Ipv4 })
  | { readonly name: 'update'; readonly unit: UnitName }

export type SimulatedCommand = { readonly name: 'status'; readonly unit: UnitName; readonly target: StatusTarget } | SimulatedChange

const COMMON = new Set(['-m', '-u', '-p', '-wait'])

const OWN: Readonly<Record<string, readonly string[]>> = {
  status: ['-unit', '-target'],
  mark: ['-unit', '-vs', '-comment'],
  unmark: ['-unit', '-vs'],
  start: ['-unit', '-vs', '-lb'],
  stop: ['-unit', '-vs', '-lb'],
  detach: ['-unit', '-vs'],
  attach: ['-unit', '-vs', '-serviceip'],
  update: ['-unit'],
}

/** The command meant, or null where the arguments are not right. The common arguments are accepted and have no effect. */
export function readArguments(argv: readonly string[]): SimulatedCommand | null {
  const [name = '', ...rest] = argv
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined
  const options = own && readOptions(rest, own)
  const unit = options?.get('-unit')
  if (!options || unit === undefined || !isUnitName(unit)) return null
  if (name === 'update') return { name, unit }
  if (name === 'status') {
    const target = options.get('-target') ?? 'unit'
    return target === 'unit' || target === 'virtualserver' ? { name, unit, target } : null
  }
  const server = options.get('-vs')
  return server !== undefined && isIpv4(server) ? toChange(name, { unit, server }, options) : null
}

function toChange(name: string, on: OnServer, options: ReadonlyMap<string, string>): SimulatedChange | null {
  switch (name) {
    case 'mark':
      return { name, ...on, comment: options.get('-comment') ?? '' }
    case 'unmark':
    case 'detach':
      return { name, ...on }
    case 'start':
    case 'stop':
      return { name, ...on, loadBalancer: options.has('-lb') }
    case 'attach': {
      // Later versions use the identifier where no service IP is given.
      const serviceIp = options.get('-serviceip') ?? on.server
      return isIpv4(serviceIp) ? { name, ...on, serviceIp } : null
    }
    default:
      return null
  }
}

/** Options by name; `-lb` is a flag. Null at an unknown, repeated or valueless one, or a common argument after an own one. */
function readOptions(words: readonly string[], own: readonly string[]): ReadonlyMap<string, string> | null {
  const options = new Map<string, string>()
  let ownBegan = false
  for (let index = 0; index < words.length; ) {
    const word = words[index] ?? ''
    const isOwn = own.includes(word)
    if (options.has(word) || !(isOwn || (COMMON.has(word) && !ownBegan))) return null
    ownBegan ||= isOwn
    const value = word === '-lb' ? '' : words[index + 1]
    if (value === undefined) return null
    options.set(word, value)
    index += word === '-lb' ? 1 : 2
  }
  return options
}
