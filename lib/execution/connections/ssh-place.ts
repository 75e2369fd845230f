/**
 * Where this process keeps what ssh needs, and the way from a connection's settings to what the transport takes. Pinned keys lie in the data
 * folder; sockets of shared connections in a private folder with a short path, since a socket's path is bounded to some hundred bytes.
 */
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok, type Result } from '@/lib/std/result'
import type { Connection } from '@/lib/sites/ports'
import { pinHostKeys } from '../transports/host-keys'
import type { SshOptions } from '../transports/ssh'
import { parseSshTarget, type SshProblem } from '../transports/ssh-login'

export type SshPlace = {
  readonly pinned: string
  readonly controlFolder: string
  /** The whole environment of every ssh tool: no locale, or a site's sshd might take ours for its commands. */
  readonly env: Readonly<Record<string, string>>
}

const NAME = 'shirube-ssh-'
const SHORT_LENGTH_MAX = 40

/** Makes the place of this process; `dataDir` is absolute. What processes of ours that are gone left of theirs is removed. */
export function openSshPlace(dataDir: string, agent: string | undefined): SshPlace {
  const folder = tmpdir().length > SHORT_LENGTH_MAX ? '/tmp' : tmpdir()
  for (const name of readdirSync(folder)) {
    const [, pid] = new RegExp(`^${NAME}(\\d+)-`).exec(name) ?? []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) removeIfOurs(join(folder, name))
  }
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homedir(), ...(agent !== undefined && { SSH_AUTH_SOCK: agent }) }
  return { pinned: join(dataDir, 'ssh'), controlFolder: mkdtempSync(join(folder, `${NAME}${process.pid}-`)), env }
}

/** The folder of temporary files is everybody's: what another user left there, in earnest or as bait, keeps no server from starting. */
function removeIfOurs(path: string): void {
  try {
    const found = lstatSync(path)
    if (found.isDirectory() && found.uid === process.getuid?.()) rmSync(path, { recursive: true, force: true })
  } catch {
    // Somebody was faster, or something in it is not ours after all: it is in nobody's way.
  }
}

export const closeSshPlace = ({ controlFolder }: SshPlace): void => rmSync(controlFolder, { recursive: true, force: true })

/** Refused with every setting that may not stand on a command line; nothing was asked of anybody then. */
export function toSshOptions(connection: Connection, { pinned, controlFolder, env }: SshPlace): Result<SshOptions, readonly SshProblem[]> {
  const target = parseSshTarget(connection)
  if (!target.ok) return target
  return ok({ ...target.value, forcedCommand: connection.forcedCommand, knownHosts: pinHostKeys(pinned, target.value.login.hostKeys), controlFolder, env })
}
