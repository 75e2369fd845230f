// Launches through the launcher against the same commands bare on the same transport: spawned here, or given to `ssh` over a connection that is
// open already. One, eight and thirty-two at once, as so many recoveries would press. From the first launch to the first instruction of the last
// command; both take turns, so that a noisy machine troubles them alike.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onEnd } from '../lib/processes.mjs'
import { inRoot } from '../lib/root.mjs'
import { createCommand, loadSources, median } from './measure.mjs'

const SOURCES = `
  export { createLocalLauncher } from '@/lib/execution/transports/local'
  export { createSshLauncher } from '@/lib/execution/transports/ssh'
  export { sshArguments } from '@/lib/execution/transports/ssh-command'
  export { sshOptions } from '@/lib/execution/testing/over-ssh'
  export { startSshd } from '@/lib/execution/testing/sshd'
`
const COUNTS = [1, 8, 32]
const ARGV = ['unmark', '-unit', 'gyoumu_a', '-vs', '192.168.1.101']
const ENV = { PATH: '/usr/local/bin:/usr/bin:/bin' }
const NEVER_LATE = 999_999_999_999_999

/** The moment at which so many commands have said their first word: each writes one byte. */
const createEar = (pipe) => {
  const socket = new Socket({ fd: openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK) })
  let count = 0
  let wanted = null
  socket.on('data', (bytes) => {
    count += bytes.length
    if (wanted && count >= wanted.count) wanted.heard(performance.now())
  })
  return {
    hear: (many) => new Promise((heard) => { count = 0; wanted = { count: many, heard } }),
    close: () => socket.destroy(),
  }
}

const bareRun = (file, words, options) => {
  const child = spawn(file, words, { ...options, stdio: 'ignore' })
  return new Promise((ended) => child.once('exit', ended))
}

/** Medians of `rounds` turns of each, and their ratio. */
const measure = async ({ ear, bare, launcher }, count, rounds) => {
  const time = async (run) => {
    const heard = ear.hear(count)
    const startedAt = performance.now()
    const all = Promise.all(Array.from({ length: count }, run))
    const tookMs = (await heard) - startedAt
    await all
    return tookMs
  }
  const launch = async () => {
    const id = randomUUID()
    const answer = await launcher.launch({ id, argv: ARGV, notAfterMs: NEVER_LATE }, { deadlineMs: 60_000 })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    for (;;) {
      const state = await launcher.state(id)
      if (state.ok && state.value.value.kind === 'ended') return
    }
  }
  const bareMs = []
  const launchMs = []
  for (let round = 0; round <= rounds; round += 1) {
    const [bareTook, launchTook] = [await time(bare), await time(launch)]
    // The first turn opens connections and warms both.
    if (round > 0) {
      bareMs.push(bareTook)
      launchMs.push(launchTook)
    }
  }
  return { bareMs: median(bareMs), launchMs: median(launchMs), ratio: median(launchMs) / median(bareMs) }
}

/** @returns {Promise<{ transport: string, count: number, bareMs: number, launchMs: number, ratio: number }[]>} */
export const measureTransports = async ({ rounds = 40 } = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'shirube-bench-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const { createLocalLauncher, createSshLauncher, sshArguments, sshOptions, startSshd } = await loadSources(SOURCES)
  const { program, pipe } = createCommand(folder)
  const script = inRoot('lib', 'execution', 'launcher', 'shirube-exec.sh')
  // Thirty-two bare commands at once need as many sessions of one connection.
  const sshd = await startSshd({ config: ['MaxSessions 100'] })
  const ear = createEar(pipe)
  const options = sshOptions(sshd, { folder, jobs: path.join(folder, 'jobs-ssh'), program, script })
  const overSsh = [...sshArguments(options.login, { knownHosts: options.knownHosts, control: path.join(folder, 'c', 'bare') }), program, ...ARGV]
  const transports = [
    ['local', createLocalLauncher({ shell: ['sh'], script, jobs: path.join(folder, 'jobs'), program, env: ENV }), () => bareRun(program, ARGV, { env: ENV })],
    ['ssh', createSshLauncher(options), () => bareRun('ssh', overSsh, { env: ENV })],
  ]
  const rows = []
  try {
    for (const [transport, launcher, bare] of transports)
      for (const count of COUNTS) rows.push({ transport, count, ...(await measure({ ear, bare, launcher }, count, Math.ceil(rounds / Math.sqrt(count)))) })
  } finally {
    ear.close()
    for (const [, launcher] of transports) await launcher.close()
    await sshd.close()
  }
  return rows
}
