/** Processes of their own that take uploads (host.ts), bundled, started, measured and killed. For tests only. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { useProgram } from '@/db/testing/program'
import type { HostOrder } from './host'

export type Host = { readonly process: ChildProcess; readonly address: string; readonly gone: Promise<unknown> }

let program = ''

/** To be called by a file of tests that starts hosts. */
export function bundleHosts(): void {
  program = useProgram(join(import.meta.dirname, 'host.ts'))
}

/** Started as the product starts its server: new objects in small portions. */
export function startHost(order: HostOrder): Promise<Host> {
  const child = spawn(process.execPath, ['--max-semi-space-size=2', program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString()
      const [, port] = /^ready (\d+)$/m.exec(said) ?? []
      if (port) resolve({ process: child, address: `http://127.0.0.1:${port}`, gone })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void gone.then(() => reject(new Error(said)))
  })
}

export async function kill({ process: child, gone }: Host): Promise<void> {
  child.kill('SIGKILL')
  await gone
}

/** The most memory that the process ever had at once, in bytes. */
export const peakOf = ({ process: { pid } }: Host): number => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024
