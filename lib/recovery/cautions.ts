/** Cautions before `update` that somebody has to agree to, by name. Pure; safe in the browser. */
import { blastRadius } from '@/lib/vmiunit/blast-radius'
import type { ServerId } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'

/**
 * `definitionChanged`: a definition that no server has yet would go onto the new server alone. `otherStopped`: other stopped
 * servers of the unit would be rebuilt, too. `tick` is what a tick on it posts: with it the servers that it was given for, so that it
 * is worth nothing for others.
 */
export type UpdateCaution = { readonly tick: string } & ({ readonly code: 'definitionChanged' } | { readonly code: 'otherStopped'; readonly servers: readonly ServerId[] })

export function updateCautions(reading: Reading, newServer: ServerId): readonly UpdateCaution[] {
  const { definitionChanged, behind, rebuilt } = blastRadius(reading, newServer)
  return [
    ...(definitionChanged || behind.length > 0 ? [{ code: 'definitionChanged', tick: 'definitionChanged' } as const] : []),
    ...(rebuilt.length > 0 ? [{ code: 'otherStopped', servers: rebuilt, tick: `otherStopped:${rebuilt.toSorted().join(',')}` } as const] : []),
  ]
}
