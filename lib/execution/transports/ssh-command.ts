/**
 * The command lines of the system's `ssh`. Pure. Everything that a site's ssh config could turn on and that would change what we ask, or to
 * whom, is fixed here: the first value counts, and the command line comes first. Source: ssh(1), ssh_config(5) of OpenSSH 8 and later.
 */
import type { RemotePlaces, SshLogin } from './ssh-login'

/** The name under which the pinned key stands in our known-hosts file, whatever the host is called or where a tunnel leads. */
export const KEY_ALIAS = 'shirube-management-server'

const CONNECT_SECONDS = 10
/** A peer that is silent for three times as long is given up. */
const ALIVE_SECONDS = 5
/** A connection without sessions stays this long, for the next one. */
const IDLE_SECONDS = 10

const FIXED: readonly (readonly [string, string])[] = [
  ['BatchMode', 'yes'], ['PasswordAuthentication', 'no'], ['KbdInteractiveAuthentication', 'no'],
  ['StrictHostKeyChecking', 'yes'], ['HostKeyAlias', KEY_ALIAS], ['GlobalKnownHostsFile', '/dev/null'], ['UpdateHostKeys', 'no'], ['VerifyHostKeyDNS', 'no'], ['CheckHostIP', 'no'],
  ['ConnectTimeout', String(CONNECT_SECONDS)], ['ConnectionAttempts', '1'], ['ServerAliveInterval', String(ALIVE_SECONDS)], ['ServerAliveCountMax', '3'], ['TCPKeepAlive', 'yes'],
  ['RequestTTY', 'no'], ['RemoteCommand', 'none'], ['PermitLocalCommand', 'no'], ['ClearAllForwardings', 'yes'], ['ForwardAgent', 'no'], ['ForwardX11', 'no'],
  ['LogLevel', 'ERROR'],
]

/** `knownHosts`: file with the pinned keys. `control`: socket of the shared connection, null for one of its own. */
export type SshFiles = { readonly knownHosts: string; readonly control: string | null }

/** Arguments up to and with the host; what is asked of it follows. `--` ends the options, so that no host can be one. */
export function sshArguments(login: SshLogin, { knownHosts, control }: SshFiles): readonly string[] {
  const sharing: readonly (readonly [string, string])[] = control
    ? [['ControlMaster', 'auto'], ['ControlPath', quoted(control)], ['ControlPersist', String(IDLE_SECONDS)]]
    : [['ControlMaster', 'no'], ['ControlPath', 'none']]
  return [
    ...whereTo(login),
    ...[...FIXED, ['UserKnownHostsFile', quoted(knownHosts)] as const, ...sharing].flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    ...(login.keyFile ? ['-i', login.keyFile, '-o', 'IdentitiesOnly=yes'] : []),
    '--', login.host,
  ]
}

/** Ends the shared connection at its socket. */
export const endingArguments = (login: SshLogin, control: string): readonly string[] => ['-F', 'none', '-o', `ControlPath=${quoted(control)}`, '-O', 'exit', '--', login.host]

/** What ssh itself makes of these settings and the site's config (`ssh -G`): answers lines `name value`, connects to nothing. */
export const explainingArguments = (login: SshLogin): readonly string[] => ['-G', ...whereTo(login), '--', login.host]

const whereTo = ({ sshConfig, port, user }: SshLogin): readonly string[] => [
  ...(sshConfig ? ['-F', sshConfig] : []),
  ...(port ? ['-p', String(port)] : []),
  ...(user ? ['-l', user] : []),
]

/**
 * What the login shell over there is asked: words that sh, csh and plain splitting read alike. Where the key is bound to our script
 * (`forced`), the request alone: the rest stands in `authorized_keys`.
 */
export const remoteWords = ({ script, jobs, program }: RemotePlaces, forced: boolean, request: readonly string[]): readonly string[] =>
  forced ? request : ['sh', script, jobs, program, ...request]

/** A path as the value of an option: ssh splits values at blanks and expands `%`. */
const quoted = (path: string): string => `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`

/** Why ssh gave up, from what it said (it speaks English only) and how it ended; null where it says nothing that is known. */
export type SshWhy = 'nameNotFound' | 'refused' | 'timedOut' | 'unreachable' | 'hostKeyChanged' | 'hostKeyUnknown' | 'denied' | 'cut'

const SAYINGS: readonly (readonly [RegExp, SshWhy])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, 'hostKeyChanged'],
  [/host key is known for|Host key verification failed/, 'hostKeyUnknown'],
  [/Permission denied \(|Too many authentication failures/, 'denied'],
  [/Could not resolve hostname/, 'nameNotFound'],
  [/Connection refused/, 'refused'],
  [/timed out|Timeout, server/, 'timedOut'],
  [/No route to host|Network is unreachable|Host is down/, 'unreachable'],
  [/Connection (?:reset|closed)|Broken pipe|kex_exchange_identification/, 'cut'],
]

export const whySsh = (said: string): SshWhy | null => SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? null
