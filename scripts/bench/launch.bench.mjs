// How much the launcher adds to a command: launch through the spare session against the same command spawned bare, both to the command's first
// instruction. Rounds alternate, so that a noisy machine troubles both alike. Run by itself or by `npm run bench`.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import Database from 'better-sqlite3'
import { inRoot } from '../lib/root.mjs'

const ARGV = ['detach', '-unit', 'gyoumu_a', '-vs', '192.168.1.101']
const FAT_BYTES = 600 * 1024 * 1024

/** The launcher's own code, bundled, as the aliases of the sources mean nothing to plain Node. */
const loadLauncher = async (folder) => {
  const outfile = path.join(folder, 'local.mjs')
  await build({ entryPoints: [inRoot('lib', 'execution', 'transports', 'local.ts')], outfile, bundle: true, platform: 'node', format: 'esm', alias: { '@': inRoot() }, logLevel: 'error' })
  return import(pathToFileURL(outfile).href)
}

/** A command whose first instruction is heard at once: it writes to a pipe that this process reads. */
const createCommand = (folder) => {
  const fifo = path.join(folder, 'first-instruction')
  execFileSync('mkfifo', [fifo])
  const program = path.join(folder, 'vmiunit')
  writeFileSync(program, `#!/bin/sh\necho >'${fifo}'\n`)
  chmodSync(program, 0o755)
  const ear = new Socket({ fd: openSync(fifo, constants.O_RDWR | constants.O_NONBLOCK) })
  const firstInstruction = () => new Promise((resolve) => ear.once('data', () => resolve(performance.now())))
  return { program, firstInstruction, close: () => ear.destroy() }
}

/** One row, one flushed commit, as the executor makes before it launches. */
const createCommit = (folder) => {
  const db = new Database(path.join(folder, 'bench.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT)')
  const insert = db.prepare('INSERT INTO events (body) VALUES (?)')
  return { commit: () => insert.run('CommandLaunched'.repeat(20)), close: () => db.close() }
}

const spawnBare = (program, folder) => {
  const out = openSync(path.join(folder, 'out'), 'a')
  const child = spawn(program, ARGV, { detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  return new Promise((resolve) => child.once('exit', resolve))
}

const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]
const inMs = (value) => Math.round(value * 100) / 100
const summary = (values) => ({ p50Ms: inMs(percentile(values, 0.5)), p99Ms: inMs(percentile(values, 0.99)) })

/**
 * Measures `rounds` launches and as many bare spawns, each after one flushed commit.
 * Answers { bare, launch, fatLaunch, ratio, fatExtraMs }: times in ms; `ratio` of the medians; `fatExtraMs`: what a server of 600 MB adds.
 */
export const measureLaunch = async ({ rounds = 300 } = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shirube-bench-'))
  const { createLocalLauncher } = await loadLauncher(folder)
  const command = createCommand(folder)
  const { commit, close } = createCommit(folder)
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
  const launcher = createLocalLauncher({ shell: ['sh'], script: inRoot('lib', 'execution', 'launcher', 'shirube-exec.sh'), jobs: path.join(folder, 'jobs'), program: command.program, env })
  const bareOnce = async () => {
    const heard = command.firstInstruction()
    const startedAt = performance.now()
    commit()
    const ended = spawnBare(command.program, folder)
    const tookMs = (await heard) - startedAt
    await ended
    return tookMs
  }
  const launchOnce = async (id) => {
    const heard = command.firstInstruction()
    const startedAt = performance.now()
    commit()
    const answer = launcher.launch({ id, argv: ARGV, notAfterMs: 999_999_999_999_999 }, { deadlineMs: 10_000 })
    const tookMs = (await heard) - startedAt
    await answer
    while ((await launcher.state(id)).value?.value.kind !== 'ended') await new Promise((resolve) => setTimeout(resolve, 2))
    return tookMs
  }
  try {
    for (let at = 0; at < 10; at += 1) await Promise.all([bareOnce(), launcher.state('warm')])
    const bare = []
    const launch = []
    for (let at = 0; at < rounds; at += 1) {
      bare.push(await bareOnce())
      launch.push(await launchOnce(`thin-${at}`))
    }
    const ballast = Buffer.alloc(FAT_BYTES, 1)
    const fatLaunch = []
    for (let at = 0; at < rounds; at += 1) fatLaunch.push(await launchOnce(`fat-${at}`))
    const fatExtraMs = percentile(fatLaunch, 0.5) - percentile(launch, 0.5)
    return {
      bare: summary(bare), launch: summary(launch), fatLaunch: summary(fatLaunch), ballastMb: ballast.length / 1_048_576,
      ratio: inMs(percentile(launch, 0.5) / percentile(bare, 0.5)), fatExtraMs: inMs(fatExtraMs),
    }
  } finally {
    await launcher.close()
    command.close()
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) console.log(await measureLaunch())
