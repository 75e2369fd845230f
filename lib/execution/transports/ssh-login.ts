/**
 * The settings of an ssh connection, from raw words to what may stand on a command line. Pure: decides about form only, looks at nothing.
 * What is not plainly a host, user, path or key is refused with a closed code before any program sees it. Imports lib/std and Node's grammar of addresses only.
 */
import { isIP } from 'node:net'
import { err, ok, type Result } from '@/lib/std/result'

/** Where to and as whom. Null: what the site's own ssh config says, or ssh's default. */
export type SshLogin = {
  readonly host: string
  readonly port: number | null
  readonly user: string | null
  /** Private key on this machine. Null: the agent's keys. */
  readonly keyFile: string | null
  /** The site's ssh config on this machine. Null: the one of the user that the app runs as. */
  readonly sshConfig: string | null
  /** The host's public keys as a person confirmed them, `TYPE BASE64` each. Empty: nothing is connected to. */
  readonly hostKeys: readonly string[]
}

/** Paths on the management server, in the wire form: no shell reads them otherwise. */
export type RemotePlaces = { readonly script: string; readonly jobs: string; readonly program: string }

export type SshTarget = { readonly login: SshLogin; readonly places: RemotePlaces }

/** As typed or stored: nothing is known of it. */
export type RawSshTarget = {
  readonly host: string | null
  readonly port: number | null
  readonly user: string | null
  readonly keyFile: string | null
  readonly sshConfig: string | null
  readonly hostKey: string | null
  readonly scriptPath: string | null
  readonly jobsDir: string
  readonly vmiunitPath: string
}

export type SshField = keyof RawSshTarget
/**
 * `missing` · `tooLong` · `leadingHyphen`: ssh would take it for an option · `badCharacter` · `badAddress`: digits and colons that are no address ·
 * `outOfRange`: no port · `notAbsolute`: a path that does not begin with `/`, or that goes up by `..` · `badKey`: no public key.
 */
export type SshProblemCode = 'missing' | 'tooLong' | 'leadingHyphen' | 'badCharacter' | 'badAddress' | 'outOfRange' | 'notAbsolute' | 'badKey'
export type SshProblem = { readonly field: SshField; readonly code: SshProblemCode }

const HOST_LENGTH_MAX = 253
const LABEL_LENGTH_MAX = 63
const USER_LENGTH_MAX = 64
const LOCAL_PATH_LENGTH_MAX = 1024
/** Room for three paths in one request line. */
const REMOTE_PATH_LENGTH_MAX = 255

type Code = SshProblemCode | null

/** Reads all settings of an ssh connection. Refused: every field that is wrong, in the order of the form. A missing host key is none of them. */
export function parseSshTarget(raw: RawSshTarget): Result<SshTarget, readonly SshProblem[]> {
  const hostKeys = (raw.hostKey ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const codes: readonly (readonly [SshField, Code])[] = [
    ['host', checkHost(raw.host ?? '')],
    ['port', raw.port === null || (Number.isInteger(raw.port) && raw.port >= 1 && raw.port <= 65_535) ? null : 'outOfRange'],
    ['user', raw.user === null ? null : checkUser(raw.user)],
    ['keyFile', raw.keyFile === null ? null : checkLocalPath(raw.keyFile)],
    ['sshConfig', raw.sshConfig === null ? null : checkLocalPath(raw.sshConfig)],
    ['hostKey', hostKeys.every(isHostKey) ? null : 'badKey'],
    ['scriptPath', checkRemotePath(raw.scriptPath ?? '')],
    ['jobsDir', checkRemotePath(raw.jobsDir)],
    ['vmiunitPath', checkRemotePath(raw.vmiunitPath)],
  ]
  const problems = codes.flatMap(([field, code]) => (code ? [{ field, code }] : []))
  if (problems.length > 0) return err(problems)
  const { port, user, keyFile, sshConfig, jobsDir: jobs, vmiunitPath: program } = raw
  return ok({ login: { host: raw.host ?? '', port, user, keyFile, sshConfig, hostKeys }, places: { script: raw.scriptPath ?? '', jobs, program } })
}

/** A host name, a `Host` of an ssh config, an IPv4 or IPv6 address. Brackets, zones and `user@` are not part of it. */
export function checkHost(host: string): Code {
  const plain = checkWord(host, HOST_LENGTH_MAX)
  if (plain) return plain
  if (/^[\d.]+$|^[\dA-Fa-f:.]*:[\dA-Fa-f:.]*$/.test(host)) return isIP(host) ? null : 'badAddress'
  if (!/^[A-Za-z0-9._-]+$/.test(host)) return 'badCharacter'
  return host.split('.').some((label) => label === '' || label.startsWith('-') || label.length > LABEL_LENGTH_MAX) ? 'badAddress' : null
}

const checkUser = (user: string): Code => checkWord(user, USER_LENGTH_MAX) ?? (/^[A-Za-z0-9_][A-Za-z0-9_.@-]*$/.test(user) ? null : 'badCharacter')

/** A path on this machine. What ssh itself expands in paths (`%`, `$`, `~`) or uses to quote is not taken. */
function checkLocalPath(path: string): Code {
  const plain = checkWord(path, LOCAL_PATH_LENGTH_MAX)
  if (plain) return plain
  if (!path.startsWith('/')) return 'notAbsolute'
  return /[\p{Cc}"'\\%$~]/u.test(path) ? 'badCharacter' : null
}

function checkRemotePath(path: string): Code {
  const plain = checkWord(path, REMOTE_PATH_LENGTH_MAX)
  if (plain) return plain
  if (!path.startsWith('/')) return 'notAbsolute'
  if (!/^[A-Za-z0-9._/-]+$/.test(path)) return 'badCharacter'
  return path.split('/').some((part) => part === '..') || path.endsWith('/') ? 'notAbsolute' : null
}

function checkWord(word: string, lengthMax: number): Code {
  if (word === '') return 'missing'
  if (word.length > lengthMax) return 'tooLong'
  return word.startsWith('-') ? 'leadingHyphen' : null
}

const isHostKey = (line: string): boolean => /^[a-z0-9@.-]{3,64} [A-Za-z0-9+/]{40,4000}={0,2}$/.test(line) && !line.startsWith('-')
