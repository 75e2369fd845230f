/** Processes of their own with stores, launcher and executor (host.ts), bundled, started, watched and ended. For tests only. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { useProgram } from '@/db/testing/program'
import type { HostOrder } from './host'

export type Host = { readonly process: ChildProcess; readonly said: () => string; readonly gone: Promise<NodeJS.Signals | number | null> }

let program = ''

/** To be called by a file of tests that starts hosts. */
export function bundleHosts(): void {
  program = useProgram(join(import.meta.dirname, 'host.ts'))
}

export function startHost(order: HostOrder): Host {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => { said += bytes.toString() })
  child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString() })
  return { process: child, said: () => said, gone: new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code))) }
}

export async function stopHost(host: Host): Promise<void> {
  host.process.kill('SIGCONT')
  host.process.kill('SIGTERM')
  await host.gone
}

/** The state letter of the kernel stands behind the last parenthesis of `stat`. */
export function isStopped({ process: child }: Host): boolean {
  try {
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).startsWith(') T ')
  } catch {
    return false
  }
}
