/**
 * This release's script: what it is, how it comes onto a management server by an explicit act, and what an administrator types where the app
 * must not write there.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { err, ok, type Result } from '@/lib/std/result'
import { runTool } from '../transports/run-tool'
import type { SshOptions } from '../transports/ssh'
import { sshArguments, whySsh, type SshWhy } from '../transports/ssh-command'
import type { RemotePlaces } from '../transports/ssh-login'

export type OwnScript = { readonly text: string; readonly version: string; readonly sha256: string }

/** Reads the script of this installation. Throws where it is none: the installation is broken then. */
export function readOwnScript(path: string): OwnScript {
  const text = readFileSync(path, 'utf8')
  const version = /^PROTOCOL=shirube\/1 VERSION=(\d+) /m.exec(text)?.[1]
  if (version === undefined) throw new Error(`${path} is not the launcher's script`)
  return { text, version, sha256: createHash('sha256').update(text).digest('hex') }
}

/** `bound`: the key may only run what lies there · `notWritten`: no folder could be made or nothing be written · `notVerified`: other bytes lie there. */
export type DeployCode = SshWhy | 'bound' | 'notWritten' | 'notVerified'

const DEPLOY_MS = 60_000
const COPIED = 'shirube-copied'

/**
 * Puts the script at its path: written aside, mode 700, renamed into place, read back. Jobs under way keep the file that they began with.
 * Answers the version that lies there now.
 */
export async function deployScript({ login, places, knownHosts, forcedCommand, env }: SshOptions, script: OwnScript): Promise<Result<{ readonly version: string }, DeployCode>> {
  if (forcedCommand) return err('bound')
  const words = [...sshArguments(login, { knownHosts, control: null }), 'sh', '-s', places.script]
  const run = await runTool('ssh', words, { env, timeoutMs: DEPLOY_MS, input: installer(script) })
  const [, sum] = new RegExp(`^${COPIED} (\\S+)$`, 'm').exec(run.said) ?? []
  if (sum === script.sha256) return ok({ version: script.version })
  if (sum !== undefined) return err('notVerified')
  return err(run.timedOut ? 'timedOut' : (whySsh(run.complained) ?? 'notWritten'))
}

/** Read by `sh -s PATH` from its standard input. What is cut off on the way ends before the renaming. What it says begins a line, whatever the login printed. */
const installer = ({ text, sha256 }: OwnScript): string => `set -eu
umask 077
mkdir -p "\${1%/*}"
aside=$1.$$
trap 'rm -f "$aside"' EXIT
cat >"$aside" <<'shirube-${sha256}'
${text}shirube-${sha256}
chmod 700 "$aside"
mv -f "$aside" "$1"
sum=$(sha256sum "$1")
printf '\\n${COPIED} %s\\n' "\${sum%% *}"
`

/** The line of `authorized_keys` that binds a key to the script: without terminal, forwarding or any other command. */
export const forcedCommandLine = ({ script, jobs, program }: RemotePlaces, publicKey: string): string =>
  `restrict,command="sh ${script} ${jobs} ${program}" ${publicKey}`

/** The public half of a private key, `TYPE BASE64`; null where it cannot be read without a passphrase. */
export async function publicKeyOf(keyFile: string, env: Readonly<Record<string, string>>): Promise<string | null> {
  const { code, said } = await runTool('ssh-keygen', ['-y', '-P', '', '-f', keyFile], { env, timeoutMs: DEPLOY_MS })
  return code === 0 ? said.trim().split(' ').slice(0, 2).join(' ') : null
}

/**
 * What an administrator types over there, with the script's file at hand. He may well be root: script and job folder are given to `user`, who logs
 * in; null: that is whoever types.
 */
export function installByHand({ script, jobs }: RemotePlaces, { sha256 }: OwnScript, user: string | null): string {
  const owner = user === null ? '' : ` -o ${user}`
  return [
    `mkdir -p ${script.slice(0, script.lastIndexOf('/')) || '/'}`,
    `install -d -m 700${owner} ${jobs}`,
    `install -m 700${owner} shirube-exec.sh ${script}`,
    `echo '${sha256}  ${script}' | sha256sum -c`,
  ].join('\n')
}
