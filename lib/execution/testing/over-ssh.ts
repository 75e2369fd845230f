/** A launcher at the other end of a test's own sshd, with what its clients need in a folder of its own. For tests only. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pinHostKeys } from '../transports/host-keys'
import type { SshOptions } from '../transports/ssh'
import type { SshLogin } from '../transports/ssh-login'
import type { Sshd } from './sshd'

export const SCRIPT = join(process.cwd(), 'lib/execution/launcher/shirube-exec.sh')
/** What an ssh client finds of its environment. */
export const CLIENT_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin' }

export type Told = { readonly folder: string; readonly jobs: string; readonly program: string; readonly script?: string; readonly login?: Partial<SshLogin>; readonly forcedCommand?: boolean }

export const loginTo = (sshd: Sshd, change: Partial<SshLogin> = {}): SshLogin => ({
  host: '127.0.0.1', port: sshd.port, user: sshd.user, keyFile: sshd.keyFile, sshConfig: null, hostKeys: [sshd.hostKey], ...change,
})

/** `folder`: a short path, for sockets and pinned keys. */
export function sshOptions(sshd: Sshd, { folder, jobs, program, script = SCRIPT, login, forcedCommand = false }: Told): SshOptions {
  const controlFolder = join(folder, 'c')
  mkdirSync(controlFolder, { recursive: true, mode: 0o700 })
  const to = loginTo(sshd, login)
  return { login: to, places: { script, jobs, program }, forcedCommand, knownHosts: pinHostKeys(controlFolder, to.hostKeys), controlFolder, env: CLIENT_ENV }
}
