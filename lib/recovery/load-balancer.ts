/** Whether a person still owes the time at which the load balancer was switched. Pure. */
import type { Statement, UnitFacts } from './events'
import type { StepKey } from './procedure'

const SWITCHED_AT: readonly StepKey[] = ['stop', 'start']

/** `stop` and `start` name who blocks and unblocks, on units where people do it. */
export const peopleSwitchLoadBalancer = (facts: UnitFacts, key: StepKey): boolean => facts.loadBalancer === 'people' && SWITCHED_AT.includes(key)

/** Who and when are stated, or why it was left out. */
export const loadBalancerStated = (statement: Statement | null): boolean =>
  Boolean((statement?.loadBalancerDoneBy && statement.loadBalancerDoneAt) || statement?.reason)
