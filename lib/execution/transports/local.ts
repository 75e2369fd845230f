/**
 * The launcher on this very machine: the script as a child in a session of its own, so that neither a Ctrl-C in the app's terminal nor the app's
 * death reaches it. The pipes carry requests and answers only; jobs write to files and never notice when a pipe closes.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { createLauncher } from '../launcher/launcher'
import type { Launcher } from '../launcher/port'
import type { Connect, Wire } from '../launcher/session'
import { wireOfChild } from './child-wire'

export type LocalOptions = {
  /** A POSIX shell and its first arguments: `['sh']`, `['busybox', 'sh']`. */
  readonly shell: readonly [string, ...string[]]
  /** Path of shirube-exec.sh; absolute, as all paths here. */
  readonly script: string
  /** Folder of the job records, on a local disk; made where it is missing. */
  readonly jobs: string
  /** Path of the management command. Fixed here, never sent. */
  readonly program: string
  /** The whole environment of the script and of the commands; the app's own secrets have no business there. */
  readonly env: Readonly<Record<string, string>>
}

const FOLLOWED_COUNT_MAX = 16

/** A launcher that runs commands on this machine. The first process is started with the first question. */
export const createLocalLauncher = (options: LocalOptions): Launcher => createLauncher(connectLocally(options), { sessionCountMax: FOLLOWED_COUNT_MAX })

/** How the script is reached here, for who wants a bare session (tests, benchmarks). */
export const connectLocally = ({ shell: [shell, ...first], script, jobs, program, env }: LocalOptions): Connect => (words): Wire => {
  // NODE_ENV is asked for by Next's types of an environment; a command does not need it.
  const child = spawn(shell, [...first, script, jobs, program, ...words], {
    detached: true,
    cwd: '/',
    env: env as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  // With no file descriptor left Node makes no pipes at all, whatever its types say.
  if (!(child.stdin as unknown)) return deadWire(child)
  return wireOfChild(child)
}

/** A conversation that is over before it began. */
function deadWire(child: ChildProcess): Wire {
  child.on('error', () => undefined)
  return { input: new PassThrough().resume(), output: new PassThrough().end(), over: Promise.resolve(), kill: () => undefined }
}
