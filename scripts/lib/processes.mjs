// Child processes, each in a group of its own, so that ending one ends everything it started and nothing else.
// Promises: after `end()` no process started here is left, and every clean-up given to `onEnd` has run once.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { root } from './root.mjs'

const graceMs = 15_000
const running = new Set()
const cleanUps = []
const killed = new WeakSet()
let ending

const signalGroup = (child, signal) => {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // The group is gone already: that is what was wanted.
  }
}

const exited = (child) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((done) => child.once('exit', done))

/**
 * Starts a command in a process group of its own, without standard input.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, cwd?: string, stdio?: import('node:child_process').StdioOptions }} [options]
 *   `env` is added to ours
 */
export const start = (command, args, { env = {}, cwd = root, stdio = ['ignore', 'inherit', 'inherit'] } = {}) => {
  const child = spawn(command, args, { cwd, stdio, detached: true, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env } })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Waits for the end of a child: its exit code; 128 + number for a signal is not computed, a signal counts as 1; 127 where it could not start. */
export const codeOf = (child) =>
  new Promise((done) => {
    child.once('error', () => { running.delete(child); done(127) })
    child.once('exit', (code) => done(code ?? 1))
  })

/** Runs a command on our own output to its end and answers its exit code. */
export const run = (command, args, options) => codeOf(start(command, args, options))

/**
 * Runs a command with its output in a file.
 * @returns {Promise<{ code: number, tail: string }>} the exit code and the last lines of the output
 */
export const runLogged = (file, command, args, { lineCount = 25, ...options } = {}) => {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(file)
  let text = ''
  const take = (chunk) => {
    log.write(chunk)
    text = (text + chunk).slice(-20_000)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const tail = () => text.trimEnd().split('\n').slice(-lineCount).join('\n')
  return new Promise((done) => {
    child.once('error', (error) => { running.delete(child); log.end(); done({ code: 127, tail: error.message }) })
    child.once('close', (code) => log.end(() => done({ code: code ?? 1, tail: tail() })))
  })
}

/** Ends one child and its whole group: politely, then by force after the grace time. */
export const stop = async (child) => {
  signalGroup(child, 'SIGTERM')
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs)
  await exited(child)
  clearTimeout(force)
  if (!killed.has(child)) {
    killed.add(child)
    signalGroup(child, 'SIGKILL')
  }
}

/** Registers work to be done once when the command ends, whatever the way. The last one given runs first. */
export const onEnd = (cleanUp) => cleanUps.push(cleanUp)

/** Ends every child, then runs the clean-ups. Asking twice waits for the same end. */
export const end = () => {
  ending ??= (async () => {
    await Promise.all([...running].map(stop))
    for (const cleanUp of cleanUps.reverse()) await cleanUp()
  })()
  return ending
}
