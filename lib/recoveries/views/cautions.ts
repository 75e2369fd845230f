/** What is said before a step's button, each line only where it is true. Pure. */
import { updateCautions } from '@/lib/recovery/cautions'
import { failedIsMissing } from '@/lib/recovery/command-of'
import { peopleSwitchLoadBalancer } from '@/lib/recovery/load-balancer'
import type { StepDefinition } from '@/lib/recovery/procedure'
import type { RecoveryState } from '@/lib/recovery/state'
import { blastRadius } from '@/lib/vmiunit/blast-radius'
import type { Reading, ServerRecord } from '@/lib/vmiunit/outcome'
import type { Caution, ServerView, StepView } from '../dto'

export type CautionInput = {
  readonly state: RecoveryState; readonly definition: StepDefinition; /** the recovery's own */ readonly failed: ServerView; /** the step's */ readonly target: ServerView | null; readonly reading: Reading | null; readonly record: ServerRecord | null
  readonly loadBalancerContact: string | null
}

export function cautionsOf(input: CautionInput): readonly Caution[] {
  const { state, definition, target } = input
  const atHypervisor = definition.on === 'H' || definition.on === 'VS' || definition.key === 'stop'
  return [
    ...(definition.irreversible ? [{ code: 'irreversible' } as const] : []),
    ...ifNotListed(input),
    ...ofCommand(input),
    ...(peopleSwitchLoadBalancer(state.facts, definition.key) ? [{ code: 'loadBalancerPeople', contact: input.loadBalancerContact } as const] : []),
    ...(atHypervisor && target && target.hypervisorName === null ? [{ code: 'hypervisorNameUnknown' } as const] : []),
    ...(definition.key === 'repair-server' ? [{ code: 'restoredFromBackup' } as const] : []),
  ]
}

/** Named by hand, it may be the wrong server: told before the first act at the manager, and before commands that need its record. */
function ifNotListed({ state, definition, target, reading, record, failed }: CautionInput): readonly Caution[] {
  const needsRecord = definition.command === 'unmark' || definition.command === 'start' || definition.command === 'stop'
  const server = failedIsMissing(state, definition.key, reading) ? failed : needsRecord && reading?.complete && !record ? target : null
  return server && reading ? [{ code: 'notListed', server, listed: reading.servers.length, at: reading.readAt }] : []
}

function ofCommand({ state, definition, target, reading, record }: CautionInput): readonly Caution[] {
  if (!reading) return []
  switch (definition.command) {
    case 'stop': {
      const business: Caution = record?.access === 'online' ? { code: 'stopBusiness' } : { code: 'stopOffline', at: reading.readAt }
      const isStillServed = state.facts.loadBalancer === 'linked' && record?.loadBalancer === 'unblocked'
      return [...(record ? [business] : []), ...(isStillServed ? [{ code: 'loadBalancerStillUnblocked' } as const] : [])]
    }
    case 'detach':
      return reading.allServers === 1 ? [{ code: 'lastServer' }] : []
    case 'unmark':
      return record?.markTime !== undefined || record?.markComment !== undefined ? [{ code: 'markOfOthers', markTime: record.markTime ?? null, markComment: record.markComment ?? null }] : []
    case 'update': {
      if (!target) return []
      const unreachable = blastRadius(reading, target.id).unreachable.length
      return [...updateCautions(reading, target.id), ...(unreachable > 0 ? [{ code: 'otherUnreachable', count: unreachable } as const] : [])]
    }
    default:
      return []
  }
}

/** What the command touches beside its own server. */
export function blastOf({ definition, target, reading, record }: CautionInput): StepView['blast'] {
  if (!reading || !target || (definition.command !== 'detach' && definition.command !== 'update')) return null
  const { rebuilt, untouched } = blastRadius(reading, target.id)
  const activeBefore = reading.activeServers ?? null
  const leaves = definition.command === 'detach' && record?.observed === 'working' ? 1 : 0
  return {
    rebuilt: definition.command === 'update' ? rebuilt : [], untouched: definition.command === 'update' ? untouched : reading.servers.flatMap(({ id }) => (id === target.id ? [] : [id])),
    others: reading.servers.filter(({ id }) => id !== target.id), activeBefore, activeAfter: activeBefore === null ? null : activeBefore - leaves,
  }
}
