/**
 * Keys of hosts: asking for them before anything is trusted, and keeping those that a person confirmed in a file that `ssh` judges by.
 * The file is named by what it holds, so that it never changes under a running connection. Imports Node and the ssh tools only.
 */
import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '@/lib/std/result'
import { runTool } from './run-tool'
import { KEY_ALIAS, sshArguments, whySsh, type SshWhy } from './ssh-command'
import type { SshLogin } from './ssh-login'

/** `line` is what a connection keeps (`TYPE BASE64`), `fingerprint` what people compare, as `ssh-keygen -lf` prints it on the host. */
export type KnownKey = { readonly line: string; readonly type: string; readonly fingerprint: string }
/** Why no key was had; `noAnswer`: ssh ended without saying why. */
export type ScanCode = Exclude<SshWhy, 'denied' | 'hostKeyChanged' | 'hostKeyUnknown'> | 'noAnswer'

const SCAN_MS = 30_000

/**
 * Asks the host for its key the way a connection would go (jump hosts of the site's config included) and logs in nowhere. What comes back
 * proves nothing until a person has compared the fingerprint with the host's own.
 */
export async function scanHostKeys(login: SshLogin, env: Readonly<Record<string, string>>): Promise<Result<readonly KnownKey[], ScanCode>> {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-scan-'))
  const knownHosts = join(folder, 'known-hosts')
  try {
    // The first value counts, so what differs from a usual connection stands first.
    const words = ['-o', 'StrictHostKeyChecking=accept-new', '-o', 'PubkeyAuthentication=no', '-o', 'PreferredAuthentications=none', ...sshArguments({ ...login, keyFile: null }, { knownHosts, control: null }), 'exit']
    const { complained, timedOut } = await runTool('ssh', words, { env, timeoutMs: SCAN_MS })
    const keys = existsSync(knownHosts) ? readFileSync(knownHosts, 'utf8').split('\n').filter((line) => line !== '') : []
    if (keys.length > 0) return ok(keys.map((line) => toKnownKey(line.slice(line.indexOf(' ') + 1))))
    const why = timedOut ? 'timedOut' : whySsh(complained)
    return err(why === null || why === 'denied' || why === 'hostKeyChanged' || why === 'hostKeyUnknown' ? 'noAnswer' : why)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A key `TYPE BASE64` with its fingerprint as OpenSSH writes it. */
export function toKnownKey(line: string): KnownKey {
  const [type = '', bytes = ''] = line.split(' ')
  return { line, type, fingerprint: `SHA256:${createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('base64').replace(/=+$/, '')}` }
}

/** Writes the confirmed keys into `folder` (made where it is missing, mode 700) and answers the file's path. No keys: a file that trusts nobody. */
export function pinHostKeys(folder: string, hostKeys: readonly string[]): string {
  const text = hostKeys.map((key) => `${KEY_ALIAS} ${key}\n`).join('')
  const path = join(folder, `known-hosts-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`)
  // Named by what it holds: nothing is written where nothing is new, on a full disk for instance.
  if (textOf(path) === text) return path
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const aside = `${path}.${randomUUID()}`
  writeFileSync(aside, text, { mode: 0o600 })
  renameSync(aside, path)
  return path
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
