/** Connections and units as the use cases need them. Types only. */
import type { Result } from '@/lib/std/result'
import type { LoadBalancer, UnitFacts } from '@/lib/recovery/events'
import type { TimeMs } from '@/lib/std/clock'
import type { ChangeName, Ipv4, ServerId, UnitName } from '@/lib/vmiunit/commands'

/** What a test of a connection found. Names and codes as the release that tested wrote them. */
export type ConnectionTest = {
  readonly at: TimeMs
  readonly checks: readonly { readonly name: string; readonly code: string; readonly detail: string | null }[]
}

export type Connection = {
  readonly id: string
  readonly name: string
  readonly transport: 'local' | 'ssh' | 'manual'
  /** ssh only: name, IPv4 or IPv6 address, or a `Host` of the site's ssh config. */
  readonly host: string | null
  /** Null: 22, or what the site's ssh config says. */
  readonly port: number | null
  readonly user: string | null
  /** Private key on this machine; null: the agent's keys, or what the site's ssh config says. */
  readonly keyFile: string | null
  /** The host's public keys as a person confirmed them, `TYPE BASE64` one a line; null: none was, so that nothing is connected to. */
  readonly hostKey: string | null
  /** The site's own ssh config on this machine, where it is not the login user's default one. A jump host stands there. */
  readonly sshConfig: string | null
  /** Where our script lies on the management server; null on this machine. */
  readonly scriptPath: string | null
  /** The key is bound to our script in `authorized_keys`, so that the app can neither copy nor update it. */
  readonly forcedCommand: boolean
  readonly vmiunitPath: string
  readonly jobsDir: string
  readonly charset: 'utf-8' | 'euc-jp' | 'shift_jis'
  /** Launcher identity as last read; before a first answer the connection's own id stands for it. */
  readonly identity: string | null
  readonly pressLimitMs: number
  /** Whether `-lb` is accepted there (it ends abnormally where linkage is not enabled). */
  readonly loadBalancerLinkage: 'enabled' | 'disabled' | 'unknown'
  /** From when on a command counts as still running past its time; nothing is ended by it. Missing: the product's own. */
  readonly timeOutsMs: Partial<Readonly<Record<ChangeName, number>>>
  readonly lastTest: ConnectionTest | null
  /** Hidden since then: nothing begins here any more, what was recorded stays. */
  readonly retiredAt: TimeMs | null
}
export type Contact = {
  readonly role: 'resourceManager' | 'managerAdministrator' | 'networkAdministrator' | 'business' | 'vendor' | 'driverTeam'
  readonly name: string
  readonly phone: string | null
  readonly mail: string | null
  /** Which language mails to this contact are written in. */
  readonly locale: 'ja' | 'en'
  readonly order: number
}
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
  readonly retiredAt: TimeMs | null
}

/** One act of a person on the settings: who, when, and what stood there before and after. Kept for good. */
export type SiteChange = {
  readonly id: string
  readonly at: TimeMs
  readonly actor: { readonly id: string; readonly name: string }
  readonly connectionId: string
  /** Null: the connection itself. */
  readonly unit: UnitName | null
  readonly act: 'added' | 'changed' | 'retired' | 'broughtBack' | 'hostKeySet' | 'scriptCopied'
  readonly fields: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[]
}
export type NewSiteChange = {
  readonly change: SiteChange
  /** The last note about the same thing, as drawn on the page: another one in between refuses this one. */
  readonly seen: string | null
}

export interface SiteStore {
  connections(): Promise<readonly Connection[]>
  connection(id: string): Promise<Connection | null>
  units(): Promise<readonly Unit[]>
  unit(connectionId: string, name: UnitName): Promise<Unit | null>
  saveConnection(connection: Connection): Promise<void>
  saveUnit(unit: Unit): Promise<void>
  saveIdentity(connectionId: string, identity: string): Promise<void>
  saveTest(connectionId: string, test: ConnectionTest): Promise<void>
  /** Saves a person's change with its note, both or none; `false` where somebody else changed the same thing after `seen`. */
  changeConnection(connection: Connection, note: NewSiteChange): Promise<boolean>
  changeUnit(unit: Unit, note: NewSiteChange): Promise<boolean>
  /** Notes of a connection and its units, newest first. */
  changes(connectionId: string, limit: number): Promise<readonly SiteChange[]>
  /** The id of the last note about a connection itself, or about one of its units. */
  lastChange(connectionId: string, unit: UnitName | null): Promise<string | null>
}

/** A host's public key as it was seen just now. */
export type HostKey = { readonly type: string; /** `SHA256:…` as ssh prints it */ readonly fingerprint: string; /** `TYPE BASE64` */ readonly line: string }

/** What to hand to whoever keeps the management server, where the key is to be bound to our script. */
export type ForcedCommand = {
  /** The line for `authorized_keys`; `ssh-ed25519 AAAA...` stands for a public key that cannot be read here (agent, passphrase). */
  readonly authorizedKeysLine: string
  /** Commands that put the script there by hand. */
  readonly install: string
}

/** What the settings ask of a management server. Nothing here changes a unit; nothing throws because a machine is silent. */
export interface ConnectionTools {
  /** The version that `copyScript` would bring. */
  readonly scriptVersion: string
  /** The script itself, for who puts it there by hand. */
  readonly scriptText: string
  /** Every check of a connection by name, in order; those after a failed one may say `notReached`. Reads only. */
  test(connection: Connection, units: readonly UnitName[]): Promise<ConnectionTest['checks']>
  /** Asks the host for its public keys; nothing is trusted by it. Else why none came: a code of the check `port`. */
  hostKeys(connection: Connection): Promise<Result<readonly HostKey[], string>>
  /** The fingerprints of keys that were confirmed before (`Connection.hostKey`). */
  fingerprints(hostKey: string): readonly HostKey[]
  /**
   * Puts this release's script there; answers its version. Else why not: a code of `port`, `hostKeyChanged`, `hostKeyUnknown`, `denied`, `cut`,
   * `noAnswer`, `notWritten`, `notVerified` (other bytes lie there), `bound` (the key may not write).
   */
  copyScript(connection: Connection): Promise<Result<string, string>>
  /** Null where the settings are none of ssh. */
  forcedCommand(connection: Connection): Promise<ForcedCommand | null>
}
