/** What the settings ask of management servers (`ConnectionTools` of lib/sites/ports.ts), with launchers of its own that are closed again. */
import { err, ok } from '@/lib/std/result'
import type { Clock } from '@/lib/std/clock'
import type { Connection, ConnectionTools } from '@/lib/sites/ports'
import type { Launcher } from '../launcher/port'
import { scanHostKeys, toKnownKey } from '../transports/host-keys'
import { deployScript, forcedCommandLine, installByHand, publicKeyOf, type OwnScript } from './script'
import { toSshOptions, type SshPlace } from './ssh-place'
import { testConnection } from './test-connection'

export type ToolsDeps = {
  readonly place: SshPlace
  readonly script: OwnScript
  /** Null where the connection's settings cannot be used, or no application may use it (`manual`). */
  readonly open: (connection: Connection) => Launcher | null
  readonly clock: Clock
  readonly newId: () => string
}

/** Stands for a public key that the app cannot read; a person replaces it. */
const PUBLIC_KEY_PLACE = 'ssh-ed25519 AAAA...'

export function createConnectionTools({ place, script, open, clock, newId }: ToolsDeps): ConnectionTools {
  const optionsOf = (connection: Connection) => (connection.transport === 'ssh' ? toSshOptions(connection, place) : null)
  return {
    scriptVersion: script.version,
    scriptText: script.text,
    async test(connection, units) {
      const ssh = optionsOf(connection)
      const launcher = open(connection)
      if (!launcher || ssh?.ok === false) return []
      try {
        return await testConnection({ connection, units, launcher, ssh: ssh?.value ?? null, script, clock, newId })
      } finally {
        await launcher.close()
      }
    },
    async hostKeys(connection) {
      const ssh = optionsOf(connection)
      return ssh?.ok ? scanHostKeys(ssh.value.login, place.env) : err('noAnswer')
    },
    fingerprints: (hostKey) => hostKey.split('\n').filter((line) => line.trim() !== '').map(toKnownKey),
    async copyScript(connection) {
      const ssh = optionsOf(connection)
      const copied = ssh?.ok ? await deployScript(ssh.value, script) : err('noAnswer' as const)
      return copied.ok ? ok(copied.value.version) : copied
    },
    async forcedCommand(connection) {
      const ssh = optionsOf(connection)
      if (!ssh?.ok) return null
      const { keyFile } = ssh.value.login
      const publicKey = keyFile === null ? null : await publicKeyOf(keyFile, place.env)
      return { authorizedKeysLine: forcedCommandLine(ssh.value.places, publicKey ?? PUBLIC_KEY_PLACE), install: installByHand(ssh.value.places, script, ssh.value.login.user) }
    },
  }
}
