/** From a connection's settings to its launcher, for every transport that an application may use. Connects to nothing yet. */
import type { Connection } from '@/lib/sites/ports'
import type { Launcher } from '../launcher/port'
import { createLocalLauncher } from '../transports/local'
import { createSshLauncher } from '../transports/ssh'
import { toSshOptions, type SshPlace } from './ssh-place'

export type OpenerDeps = {
  /** Path of this installation's script. */
  readonly script: string
  /** The whole environment of commands on this machine. */
  readonly localEnv: Readonly<Record<string, string>>
  readonly ssh: SshPlace
  readonly log: { warn(facts: object, message: string): void }
}

/** Null for `manual`, and where the settings cannot be used: such a connection is as silent as a manager that does not answer. */
export const createLauncherOpener = ({ script, localEnv, ssh, log }: OpenerDeps) => (connection: Connection): Launcher | null => {
  switch (connection.transport) {
    case 'manual':
      return null
    case 'local':
      return createLocalLauncher({ shell: ['sh'], script, jobs: connection.jobsDir, program: connection.vmiunitPath, env: localEnv })
    case 'ssh': {
      const options = toSshOptions(connection, ssh)
      if (!options.ok) log.warn({ connection: connection.id, problems: options.error }, 'settings of an ssh connection cannot be used')
      return options.ok ? createSshLauncher(options.value) : null
    }
  }
}
