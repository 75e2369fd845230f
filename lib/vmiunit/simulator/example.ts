/**
 * The world that the demo and the tests begin with: the example unit with one dead, marked server and two that work. Pure.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { Machine, RegisteredServer, World } from './world'

export type ExampleOptions = {
  /** The unit's load balancer is linked to the manager, and `LB Status` is printed. */
  readonly loadBalancerLinked?: boolean
  /** The failed server's fault mark is set (default) or not. */
  readonly marked?: boolean
}

export const EXAMPLE_UNIT = 'gyoumu_a'
export const EXAMPLE_TEMPLATE = { name: 'tmpl-ap-0870', version: '3', os: 'Red Hat Enterprise Linux 5', hypervisorKind: 'VMware vSphere' } as const
export const EXAMPLE_MARK_COMMENT = '応答なし。原因を調べています（山田）'

const MARKED_BEFORE_MS = 32 * 60_000

/** Builds the example as of `now` (ms since 1970): the mark was set half an hour ago. */
export function exampleWorld(now: TimeMs, options: ExampleOptions = {}): World {
  const linked = options.loadBalancerLinked ?? false
  const mark = (options.marked ?? true) ? { at: now - MARKED_BEFORE_MS, comment: EXAMPLE_MARK_COMMENT } : null
  return {
    version: 1,
    units: [
      {
        name: EXAMPLE_UNIT,
        definitionStatus: 'unchanged',
        loadBalancerLinked: linked,
        servers: [
          { ...registered(101, linked ? 'blocked' : null), mark },
          registered(102, linked ? 'unblocked' : null),
          registered(103, linked ? 'unblocked' : null),
        ],
      },
    ],
    machines: [{ ...machine(1), dead: true, application: 'stopped' }, machine(2), machine(3)],
    templates: [EXAMPLE_TEMPLATE],
  }
}

const registered = (last: number, loadBalancer: RegisteredServer['loadBalancer']): RegisteredServer => ({
  id: `192.168.1.${last}`,
  serviceIp: `192.168.2.${last}`,
  updateScope: 'none',
  logical: 'working',
  loadBalancer,
  mark: null,
})

const machine = (no: number): Machine => ({
  name: `vm-gyoumu-a-0${no}`,
  ip: `192.168.1.10${no}`,
  serviceIp: `192.168.2.10${no}`,
  template: `${EXAMPLE_TEMPLATE.name} ${EXAMPLE_TEMPLATE.version}`,
  power: 'on',
  dead: false,
  connected: true,
  application: 'running',
  operatingUntil: 0,
})
