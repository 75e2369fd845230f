/** Connections and units as the use cases need them. Types only. */
import type { LoadBalancer, UnitFacts } from '@/lib/recovery/events'
import type { Ipv4, ServerId, UnitName } from '@/lib/vmiunit/commands'

export type Connection = {
  readonly id: string
  readonly name: string
  readonly transport: 'local' | 'ssh' | 'manual'
  readonly host: string | null
  readonly vmiunitPath: string
  readonly jobsDir: string
  readonly charset: 'utf-8' | 'euc-jp' | 'shift_jis'
  /** Launcher identity as last read; before a first answer the connection's own id stands for it. */
  readonly identity: string | null
  readonly pressLimitMs: number
  readonly user: string | null
}
export type Contact = { readonly role: 'resourceManager' | 'managerAdministrator' | 'networkAdministrator' | 'business' | 'vendor' | 'driverTeam'; readonly name: string; readonly phone: string | null; readonly mail: string | null; readonly order: number }
export type UnitServer = { readonly id: ServerId; readonly serviceIp: Ipv4 | null; readonly hypervisorName: string | null; readonly hostName: string | null }
export type Unit = {
  readonly connectionId: string
  readonly name: UnitName
  readonly displayName: string
  readonly loadBalancer: LoadBalancer
  readonly separateNetworks: boolean
  readonly template: UnitFacts['template']
  readonly wantedData: string | null
  readonly businessCheck: string | null
  readonly targetMinutes: number | null
  readonly requestDueMinutes: number | null
  readonly whoMustBeTold: readonly string[]
  readonly contacts: readonly Contact[]
  readonly servers: readonly UnitServer[]
  readonly loadBalancerContact: string | null
}

export interface SiteStore {
  connections(): Promise<readonly Connection[]>
  connection(id: string): Promise<Connection | null>
  units(): Promise<readonly Unit[]>
  unit(connectionId: string, name: UnitName): Promise<Unit | null>
  saveConnection(connection: Connection): Promise<void>
  saveUnit(unit: Unit): Promise<void>
  saveIdentity(connectionId: string, identity: string): Promise<void>
}
