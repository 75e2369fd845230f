import type { Projection } from '@/lib/recoveries/ports'

/**
 * The words that a recovery is found by: its reference number (whole, and its running number), unit, incident, and its servers with
 * every leading part of the address. Lower case. Pure.
 */
export function searchTerms(p: Pick<Projection, 'id' | 'unit' | 'failedServer' | 'newServer' | 'incident'>): readonly string[] {
  const number = p.id.split('-').at(-1) ?? ''
  const servers = [p.failedServer, p.newServer].filter((server) => server !== null)
  const words = [p.id, number, number.replace(/^0+/, ''), p.unit, p.incident ?? '', ...servers.flatMap(leadingParts)]
  return [...new Set(words.map(toTerm).filter((word) => word !== ''))].sort()
}

/** How a typed word is looked up: as it is stored. Full-width signs count as their plain forms. */
export const toTerm = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

const leadingParts = (address: string) => {
  const parts = address.split('.')
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}
