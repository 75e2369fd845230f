/** Processes of their own with stores, launcher and executor (host.ts), bundled, started, watched and ended. For tests only. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll } from 'vitest'
import type { HostOrder } from './host'

export type Host = { readonly process: ChildProcess; readonly said: () => string; readonly gone: Promise<NodeJS.Signals | number | null> }

/** Beside the project's packages, since some of them are not bundled. */
const bundled = join(process.cwd(), 'node_modules/.cache/shirube-tests', `host-${randomUUID()}.mjs`)

/** To be called by a file of tests that starts hosts. */
export function bundleHosts(): void {
  beforeAll(async () => {
    mkdirSync(join(bundled, '..'), { recursive: true })
    await build({
      entryPoints: [join(import.meta.dirname, 'host.ts')], outfile: bundled, bundle: true, platform: 'node', format: 'esm', target: 'node22',
      external: ['better-sqlite3', 'pg'], logLevel: 'silent',
      // Bundled CommonJS asks for `require`.
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    })
  })
  afterAll(() => rmSync(bundled, { force: true }))
}

export function startHost(order: HostOrder): Host {
  const child = spawn(process.execPath, [bundled, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
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
