// The simulator's programs as single files that start fast: one for every `lib/vmiunit/simulator/bin/*.ts`.
// `build/simulator/NAME` is what the launcher runs, a real executable like the `vmiunit` of a site.
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './root.mjs'

const shim = (name) => `#!/bin/sh\nexec '${process.execPath.replaceAll("'", `'\\''`)}' "\${0%/*}/${name}.mjs" "$@"\n`

/** Bundles the programs into `build/simulator`. Needs the packages to be installed. */
export const buildSimulator = async () => {
  const sources = inRoot('lib', 'vmiunit', 'simulator', 'bin')
  const target = inRoot('build', 'simulator')
  const names = existsSync(sources)
    ? readdirSync(sources).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => path.basename(file, '.ts'))
    : []
  mkdirSync(target, { recursive: true })
  const { build } = await import('esbuild')
  await build({
    entryPoints: names.map((name) => ({ in: path.join(sources, `${name}.ts`), out: name })),
    outdir: target,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    logLevel: 'warning',
  })
  for (const name of names) {
    writeFileSync(path.join(target, name), shim(name))
    chmodSync(path.join(target, name), 0o755)
  }
}
