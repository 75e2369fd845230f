/**
 * The checks of an ssh connection up to the login shell: name, port, host key, login, shell. Each finding is one of the closed list
 * (lib/sites/checks.ts). Asks the network and the host; changes nothing there.
 */
import { lookup } from 'node:dns/promises'
import { lstat } from 'node:fs/promises'
import { connect, isIP } from 'node:net'
import type { CheckName, CodeOf } from '@/lib/sites/checks'
import { runTool, type ToolRun } from '../transports/run-tool'
import type { SshOptions } from '../transports/ssh'
import { explainingArguments, sshArguments, whySsh } from '../transports/ssh-command'

export type Finding = { readonly [N in CheckName]: { readonly name: N; readonly code: CodeOf<N>; readonly detail: string | null } }[CheckName]
export type Found = <N extends CheckName>(name: N, code: CodeOf<N>, detail?: string | null) => void

const PORT_MS = 10_000
const LOGIN_MS = 30_000
const SSH_FAILED = 255

/** Reports each check in order and stops at the first that leaves nothing to ask. True: somebody is in. */
export async function reach(options: SshOptions, found: Found): Promise<boolean> {
  const way = await explain(options)
  const jumps = way.proxyjump !== undefined || way.proxycommand !== undefined
  const host = way.hostname ?? options.login.host
  const name = jumps ? 'viaJump' : await resolve(host)
  found('name', name, host)
  if (name === 'notFound' || name === 'noAnswer') return false
  const port = jumps ? 'viaJump' : await knock(host, Number(way.port ?? 22))
  found('port', port, way.port ?? null)
  if (port !== 'ok' && port !== 'viaJump') return false
  return logIn(options, found)
}

/** What ssh makes of the settings and the site's config. */
async function explain({ login, env }: SshOptions): Promise<Partial<Record<'hostname' | 'port' | 'proxyjump' | 'proxycommand', string>>> {
  const { said } = await runTool('ssh', explainingArguments(login), { env, timeoutMs: PORT_MS })
  const lines = said.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const)
  return Object.fromEntries(lines.filter(([, value]) => value !== 'none'))
}

async function resolve(host: string): Promise<CodeOf<'name'>> {
  if (isIP(host)) return 'ok'
  try {
    await lookup(host)
    return 'ok'
  } catch (error) {
    return codeOfError(error) === 'ENOTFOUND' ? 'notFound' : 'noAnswer'
  }
}

/** Opens the port and waits for the first words of an ssh server. */
const knock = (host: string, port: number): Promise<CodeOf<'port'>> =>
  new Promise((answer) => {
    const socket = connect({ host, port, timeout: PORT_MS })
    const settle = (code: CodeOf<'port'>): void => {
      socket.destroy()
      answer(code)
    }
    socket.once('data', (bytes) => settle(bytes.toString('latin1').startsWith('SSH-') ? 'ok' : 'notSsh'))
    socket.once('timeout', () => settle('timedOut'))
    socket.once('end', () => settle('notSsh'))
    socket.once('error', (error) => {
      const code = codeOfError(error)
      if (code === 'ECONNREFUSED') settle('refused')
      else settle(code === 'ETIMEDOUT' ? 'timedOut' : 'unreachable')
    })
  })

/** One connection of its own, so that what is found is true of this moment. */
async function logIn(options: SshOptions, found: Found): Promise<boolean> {
  const { login, knownHosts, forcedCommand, env } = options
  // Plain words for any login shell; a key that is bound to our script takes them for a request, and refuses it.
  const words = [...sshArguments(login, { knownHosts, control: null }), ...(forcedCommand ? ['check', 'probe'] : ['sh', '-c', 'exit'])]
  const run = await runTool('ssh', words, { env, timeoutMs: LOGIN_MS })
  const why = run.code === SSH_FAILED || run.timedOut ? (whySsh(run.complained) ?? 'cut') : null
  if (why === 'hostKeyChanged' || why === 'hostKeyUnknown') {
    found('hostKey', why === 'hostKeyChanged' ? 'changed' : 'notPinned')
    return false
  }
  if (why !== null && why !== 'denied') {
    found('login', 'noContact', lastLine(run))
    return false
  }
  found('hostKey', 'ok')
  if (why === 'denied') {
    found('login', (login.keyFile && (await checkKeyFile(login.keyFile, env))) || 'denied', lastLine(run))
    return false
  }
  found('login', 'ok', login.user)
  if (forcedCommand) found('shell', 'bound')
  else found('shell', run.code === 0 ? 'ok' : 'missing', run.code === 0 ? null : lastLine(run))
  return forcedCommand || run.code === 0
}

/** Why a private key cannot have been used; null where nothing is wrong with the file. ssh itself says no more than "denied". */
async function checkKeyFile(keyFile: string, env: Readonly<Record<string, string>>): Promise<CodeOf<'login'> | null> {
  const file = await lstat(keyFile).catch(() => null)
  if (!file) return 'keyFileMissing'
  if ((file.mode & 0o077) !== 0 && file.uid === process.getuid?.()) return 'keyFileRights'
  const { code, complained } = await runTool('ssh-keygen', ['-y', '-P', '', '-f', keyFile], { env, timeoutMs: PORT_MS })
  if (code === 0) return null
  if (/passphrase/i.test(complained)) return 'keyFilePassphrase'
  return /Permission denied|UNPROTECTED/i.test(complained) ? 'keyFileRights' : 'keyFileUnusable'
}

const lastLine = ({ said, complained }: ToolRun): string | null => `${said}\n${complained}`.trim().split('\n').at(-1)?.slice(0, 200) || null

const codeOfError = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')
