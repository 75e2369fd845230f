/**
 * The launcher behind the system's `ssh`: the script runs over there, its requests and answers go through sessions of one shared connection.
 * A cut connection ends sessions, never commands. Checks nothing that `ssh` checks; what may stand on its command line is judged in
 * ssh-login.ts. No password is ever given to it. Imports the launcher only. Source: docs/decisions/0012-ssh-transport.md.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createLauncher } from '../launcher/launcher'
import type { Launcher } from '../launcher/port'
import type { Connect, Wire } from '../launcher/session'
import { wireOfChild } from './child-wire'
import { runTool } from './run-tool'
import { endingArguments, remoteWords, sshArguments, whySsh } from './ssh-command'
import type { SshTarget } from './ssh-login'

export type SshOptions = SshTarget & {
  /** The key is bound to our script in `authorized_keys`: only requests are sent. */
  readonly forcedCommand: boolean
  /** File with the pinned host keys (`pinHostKeys`). */
  readonly knownHosts: string
  /** Private folder with a short path, for the sockets of shared connections: the path of a socket has at most 108 bytes, ssh adds 17. */
  readonly controlFolder: string
  /** The whole environment of `ssh`: no locale, or the site's sshd might take ours for the commands; no secret of the app. */
  readonly env: Readonly<Record<string, string>>
}

/** sshd's usual limit for one connection is 10. */
const SESSIONS_OF_ONE_MAX = 6
const LASTING_COUNT_MAX = 16
const ENDING_MS = 3_000
const WORDS_LENGTH_MAX = 4_096

export interface SshWires {
  readonly connect: Connect
  /** Ends the shared connections. Commands go on. */
  close(): Promise<void>
}

/** A launcher at the other end of `ssh`. Nothing is connected to before the first question. */
export function createSshLauncher(options: SshOptions, wires = createSshWires(options)): Launcher {
  const launcher = createLauncher(wires.connect, { sessionCountMax: LASTING_COUNT_MAX })
  return {
    ...launcher,
    async close() {
      await launcher.close()
      await wires.close()
    },
  }
}

type Lane = { readonly control: string; sessionCount: number }

/** How the script is reached there, for who wants bare sessions (tests, benchmarks). Every six sessions share one connection. */
export function createSshWires(options: SshOptions): SshWires {
  const lanes: Lane[] = []
  /** The last place of a connection is kept for what cannot wait. */
  const laneFor = (urgent: boolean): Lane => {
    const roomy = lanes.find(({ sessionCount }) => sessionCount < SESSIONS_OF_ONE_MAX - (urgent ? 0 : 1))
    if (roomy) return roomy
    const lane = { control: join(options.controlFolder, randomBytes(6).toString('hex')), sessionCount: 0 }
    lanes.push(lane)
    return lane
  }

  return {
    connect(words, urgent = false) {
      const lane = laneFor(urgent)
      lane.sessionCount += 1
      const wire = wireOver(options, lane.control, words)
      void wire.over.then(() => { lane.sessionCount -= 1 })
      return wire
    },
    async close() {
      await Promise.all(lanes.splice(0).map(({ control }) => runTool('ssh', endingArguments(options.login, control), { env: options.env, timeoutMs: ENDING_MS })))
    },
  }
}

function wireOver({ login, places, forcedCommand, knownHosts, env }: SshOptions, control: string, words: readonly string[]): Wire {
  const child = spawn('ssh', [...sshArguments(login, { knownHosts, control }), ...remoteWords(places, forcedCommand, words)], {
    detached: true,
    cwd: '/',
    // NODE_ENV is asked for by Next's types of an environment; ssh does not need it.
    env: env as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complained = ''
  child.stderr.setEncoding('latin1').on('data', (text: string) => { complained = (complained + text).slice(-WORDS_LENGTH_MAX) })
  // One turn of the loop reads what ssh said last. Its end is not waited for: a helper of the shared connection may hold the pipe for long.
  const wire = wireOfChild(child, (gone) => setImmediate(() => setImmediate(gone)))
  return { ...wire, why: () => whySsh(complained) }
}
