/**
 * The simulator as real executables, for tests: bundled once per process, then one small shell script per world. Imported by tests only.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { seedExample } from './api'
import type { ExampleOptions } from './example'

export type TestSimulator = {
  /** The folder of this world. */
  readonly dir: string
  /** Paths of executables that work on this world and need nothing in their environment. */
  readonly vmiunit: string
  readonly hypervisor: string
  /** Removes the folder; end the processes first. */
  readonly remove: () => void
}

const PROGRAMS = ['vmiunit', 'hypervisor'] as const

let bundles: Promise<string> | undefined

/** Bundles both programs into a folder of its own, once, and answers that folder. */
export function bundleSimulator(): Promise<string> {
  bundles ??= (async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'shirube-simulator-'))
    process.on('exit', () => rmSync(outdir, { recursive: true, force: true }))
    await build({
      entryPoints: PROGRAMS.map((name) => join(import.meta.dirname, 'bin', `${name}.ts`)),
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      logLevel: 'silent',
    })
    return outdir
  })()
  return bundles
}

/** A world of its own with the example in it, and executables for it. `now` in ms since 1970, today's time where left out. */
export async function createTestSimulator(options: ExampleOptions & { readonly now?: number } = {}): Promise<TestSimulator> {
  const bundled = await bundleSimulator()
  const dir = mkdtempSync(join(tmpdir(), 'shirube-world-'))
  await seedExample(dir, options.now ?? Date.now(), options)
  const [vmiunit, hypervisor] = PROGRAMS.map((name) => {
    const path = join(dir, name)
    writeFileSync(path, `#!/bin/sh\nSHIRUBE_SIM_DIR='${dir}' exec '${process.execPath}' '${join(bundled, `${name}.mjs`)}' "$@"\n`)
    chmodSync(path, 0o755)
    return path
  }) as [string, string]
  return { dir, vmiunit, hypervisor, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
