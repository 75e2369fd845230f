/**
 * The judgement between the comparison reading and the launch: may the command run now? Pure; imports the vocabulary only.
 */
import type { Reading, FactChange } from '@/lib/vmiunit/outcome'
import { compareFor } from '@/lib/vmiunit/changes'
import { EFFECT, type ChangeCommand } from '@/lib/vmiunit/commands'
import { offerOf } from '@/lib/vmiunit/offers'
import { serverIds } from '@/lib/vmiunit/reading'

export type Decline = { readonly why: 'drift' | 'unreadable' | 'targetThere'; readonly changes: readonly FactChange[] }
export type Comparison = { readonly fit: true; readonly otherChanges: readonly FactChange[] } | ({ readonly fit: false } & Decline)

/**
 * Compares what the operator saw with what is. `seen`: the reading drawn beside the button; null (nothing was seen) is treated as not
 * readable, since a press is only worth what its person looked at. A target state that is there already declines a command of effect
 * `once`; before drift, because it says more.
 */
export function compare(command: ChangeCommand, seen: Reading | null, now: Reading): Comparison {
  if (!seen || !now.complete) return { fit: false, why: 'unreadable', changes: [] }
  const { about, others } = compareFor(command, seen, now)
  if (EFFECT[command.name] === 'once') {
    const offer = offerOf(command, now, serverIds(seen))
    const isGone = !offer.offered && offer.because === 'notListed' && about.length > 0
    if (!offer.offered) return { fit: false, why: offer.because === 'targetThere' ? 'targetThere' : isGone ? 'drift' : 'unreadable', changes: about }
  }
  if (about.length > 0) return { fit: false, why: 'drift', changes: about }
  return { fit: true, otherChanges: others }
}
