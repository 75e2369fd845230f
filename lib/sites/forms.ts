/**
 * The forms of the settings, as data: what pages draw and what the server's schemas (input.ts) read. Safe in the browser: no schema library,
 * no server code. Labels are messages `settings.field.<name>`.
 */
import type { ChangeName } from '@/lib/vmiunit/commands'

/** How a management server is reached; chosen when a connection is made, and never changed afterwards. */
export const CONNECTION_KINDS = ['ssh', 'local', 'manual'] as const
export type ConnectionKind = (typeof CONNECTION_KINDS)[number]

export const CHARSETS = ['utf-8', 'euc-jp', 'shift_jis'] as const
export const LINKAGES = ['unknown', 'enabled', 'disabled'] as const
export const LOAD_BALANCERS = ['none', 'people', 'linked'] as const
export const LOGINS = ['keyFile', 'agent'] as const

/** Commands that may get a time-out of their own, in the order of the manual's procedures. */
export const TIMED_COMMANDS = ['start', 'stop', 'update', 'attach', 'detach', 'unmark'] as const satisfies readonly ChangeName[]
export const timeOutField = (command: ChangeName): string => `timeOut.${command}`

export const PRESS_LIMIT_S = { min: 5, max: 120, usual: 30 } as const
export const TIME_OUT_MIN = { min: 1, max: 1_440 } as const
export const PORT = { min: 1, max: 65_535, usual: 22 } as const

/** Fields of each kind besides `act`, `id` and `seen`. */
export const CONNECTION_FIELDS = {
  ssh: [
    'name', 'host', 'port', 'user', 'login', 'keyFile', 'sshConfig', 'scriptPath', 'forcedCommand', 'vmiunitPath', 'jobsDir', 'charset', 'loadBalancerLinkage', 'pressLimitS',
    ...TIMED_COMMANDS.map(timeOutField),
  ],
  local: ['name', 'vmiunitPath', 'jobsDir', 'charset', 'loadBalancerLinkage', 'pressLimitS', ...TIMED_COMMANDS.map(timeOutField)],
  manual: ['name', 'host', 'vmiunitPath', 'loadBalancerLinkage'],
} as const satisfies Record<ConnectionKind, readonly string[]>

export const CONTACT_ROLES = ['resourceManager', 'managerAdministrator', 'driverTeam', 'networkAdministrator', 'business', 'vendor'] as const

/** Languages that mails are written in; the first where nobody chose. */
export const CONTACT_LOCALES = ['ja', 'en'] as const

/** Rows of a unit are posted as `contacts[0].name`, `servers[0].id`, …; the button `addRow` asks for one more row of its value. */
export const CONTACT_ROW = ['role', 'name', 'phone', 'mail', 'locale'] as const
export const SERVER_ROW = ['id', 'serviceIp', 'hypervisorName', 'hostName'] as const
export const rowField = (rows: 'contacts' | 'servers', index: number, name: string): string => `${rows}[${index}].${name}`
export const ROWS_MAX = 50

export const UNIT_FIELDS = [
  'name', 'displayName', 'separateNetworks', 'loadBalancer', 'loadBalancerContact', 'templateName', 'templateVersion', 'templateOs', 'templateHypervisor',
  'targetMinutes', 'requestDueMinutes', 'businessCheck', 'wantedData', 'whoMustBeTold',
] as const
