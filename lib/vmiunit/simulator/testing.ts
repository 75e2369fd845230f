/**
 * The simulator as real executables, for tests: bundled once per process, then one small shell script per world. Imported by tests only.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
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

type Bundle = { readonly name: (typeof PROGRAMS)[number]; readonly code: Uint8Array }

let bundles: Promise<readonly Bundle[]> | undefined

/** Kept in memory, not in a folder that nobody would remove: a test process may be ended from outside. */
async function bundle(): Promise<readonly Bundle[]> {
  const { outputFiles } = await build({
    entryPoints: PROGRAMS.map((name) => join(import.meta.dirname, 'bin', `${name}.ts`)),
    outdir: 'out',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'silent',
  })
  return PROGRAMS.flatMap((name) => outputFiles.filter((file) => basename(file.path, '.js') === name).map((file) => ({ name, code: file.contents })))
}

/** A world of its own with the example in it, and executables for it. `now` in ms since 1970, today's time where left out. */
export async function createTestSimulator(options: ExampleOptions & { readonly now?: number } = {}): Promise<TestSimulator> {
  bundles ??= bundle()
  const dir = mkdtempSync(join(tmpdir(), 'shirube-world-'))
  for (const { name, code } of await bundles) {
    const program = join(dir, `${name}.mjs`)
    writeFileSync(program, code)
    writeFileSync(join(dir, name), `#!/bin/sh\nSHIRUBE_SIM_DIR='${dir}' exec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 })
  }
  await seedExample(dir, options.now ?? Date.now(), options)
  return { dir, vmiunit: join(dir, 'vmiunit'), hypervisor: join(dir, 'hypervisor'), remove: () => rmSync(dir, { recursive: true, force: true }) }
}
