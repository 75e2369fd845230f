// What the benches share: the project's TypeScript as plain Node can run it, medians, and a command whose first instruction is heard.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, constants, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { onEnd } from '../lib/processes.mjs'
import { inRoot } from '../lib/root.mjs'

export const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]
export const median = (values) => percentile(values, 0.5)

/**
 * Bundles some of the project's modules and loads them.
 * @param {string} source lines of `export … from '@/…'`
 */
export const loadSources = async (source) => {
  // Beside the packages, which are not bundled: one of them is native.
  const outfile = inRoot('node_modules', '.cache', 'shirube-bench', `${randomUUID()}.mjs`)
  mkdirSync(path.dirname(outfile), { recursive: true })
  onEnd(() => rmSync(outfile, { force: true }))
  await build({
    stdin: { contents: source, resolveDir: inRoot(), loader: 'ts' },
    outfile, bundle: true, platform: 'node', format: 'esm', target: 'node22', packages: 'external', alias: { '@': inRoot() }, logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

/** Makes, in `folder`, the command that is run bare and through the server alike: its first instruction writes a byte to a pipe. */
export const createCommand = (folder) => {
  const pipe = path.join(folder, 'first-instruction')
  execFileSync('mkfifo', [pipe])
  const program = path.join(folder, 'vmiunit')
  writeFileSync(program, `#!/bin/sh\necho >'${pipe}'\n`)
  chmodSync(program, 0o755)
  return { program, pipe }
}

/** @returns `next()`: the moment (`performance.now()`) at which the command that starts next says its first word */
export const listenTo = (pipe) => {
  const ear = new Socket({ fd: openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK) })
  return { next: () => new Promise((heard) => ear.once('data', () => heard(performance.now()))), close: () => ear.destroy() }
}
