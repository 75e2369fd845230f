'use client'
import { useT } from '@/lib/i18n/words'
import type { RecoveryView } from '@/lib/recoveries/dto'
import { chipWords, ServerChip } from '../server-chip'

/** A server of the unit by its address: the failed one, the new one, or another. An address that both carry belongs to the new one once it is registered. */
export function AnyServerChip({ id, recovery: { failed, replacement } }: { id: string; recovery: Pick<RecoveryView, 'failed' | 'replacement'> }) {
  const t = useT()
  const known = [replacement, failed].find((server) => server?.id === id)
  const server = known ?? { role: 'other' as const, id, sameAddress: false }
  return <ServerChip server={server} words={chipWords(t, server.role)} />
}
