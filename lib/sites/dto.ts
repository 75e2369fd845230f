/** What leaves the server about connections and units: plain data for the pages of the settings. Paths yes, keys never. Safe in the browser. */
import type { TimeMs } from '@/lib/std/clock'
import type { CheckName, Severity } from './checks'
import type { ConnectionKind } from './forms'
import type { Connection, ForcedCommand, HostKey, SiteChange, Unit } from './ports'

export type CheckView = { readonly name: CheckName; readonly code: string; readonly severity: Severity; readonly detail: string | null }

/** The last test in one glance. */
export type TestSummary = { readonly at: TimeMs; readonly worst: Severity; /** first check that is not as it should be */ readonly first: CheckView | null; /** older than a day */ readonly old: boolean }

export type ConnectionRow = {
  readonly id: string
  readonly name: string
  readonly kind: ConnectionKind
  /** `user@host:port`; null: this machine, or not told. */
  readonly place: string | null
  readonly units: readonly string[]
  readonly test: TestSummary | null
  readonly retiredAt: TimeMs | null
}

export type ConnectionsView = { readonly connections: readonly ConnectionRow[]; readonly mayChange: boolean; readonly serverNow: TimeMs }

export type UnitRow = { readonly name: string; readonly displayName: string; readonly loadBalancer: Unit['loadBalancer']; readonly servers: number; readonly lacks: readonly UnitLack[]; readonly retiredAt: TimeMs | null }
/** What is missing in a unit's settings and will be missed at night. */
export type UnitLack = 'managerPhone' | 'administratorPhone' | 'template' | 'serverNames'

export type ConnectionView = {
  readonly row: ConnectionRow
  readonly settings: Omit<Connection, 'identity' | 'lastTest' | 'hostKey'>
  readonly checks: readonly CheckView[]
  readonly hostKeys: readonly HostKey[]
  readonly scriptVersion: string
  readonly forced: ForcedCommand | null
  readonly units: readonly UnitRow[]
  /** Open recoveries that use it: while there are any, its place stays as it is. */
  readonly usedBy: readonly string[]
  readonly changes: readonly SiteChange[]
  /** For the forms: the last change that this page shows. */
  readonly seen: string | null
  readonly mayChange: boolean
  readonly mayTest: boolean
  readonly serverNow: TimeMs
}

/** The keys of a host, seen at this moment, beside those that were confirmed. */
export type HostKeyView = {
  readonly connection: ConnectionRow
  readonly seenKeys: readonly HostKey[] | null
  readonly confirmed: readonly HostKey[]
  readonly state: 'first' | 'same' | 'changed' | 'silent'
  readonly silentBecause: string | null
  readonly seen: string | null
}

export type UnitView = {
  readonly connection: ConnectionRow
  readonly linkage: Connection['loadBalancerLinkage']
  /** Null: a new one. */
  readonly unit: Unit | null
  readonly usedBy: readonly string[]
  readonly seen: string | null
  readonly mayChange: boolean
}

/**
 * What home has to say of connections: how the last test of one ended and how long ago (`old`: more than a day), or that there was none; that it
 * has no unit; or that there is no connection at all (`none`, without id).
 */
export type ConnectionWarning =
  | { readonly why: 'failed' | 'old' | 'cautious' | 'good'; readonly id: string; readonly name: string; readonly test: TestSummary }
  | { readonly why: 'never' | 'noUnit'; readonly id: string; readonly name: string }
  | { readonly why: 'none' }
