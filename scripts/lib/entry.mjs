// The frame of every set-up command: the right Node, signals, foreseen ends, exit codes.
import { ensureNode } from './ensure-node.mjs'
import { end } from './processes.mjs'
import { Stop } from './say.mjs'

const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }

/**
 * Runs a command on a Node that is new enough and ends the process with its exit code.
 * SIGINT, SIGTERM and SIGHUP end all children first; a server asked to end has done well (0), a test run was cut off (128 + number).
 * @param {() => Promise<number>} work resolves to the exit code
 * @param {{ endedBySignal?: 'well' | 'cut' }} [options]
 */
export const entry = async (work, { endedBySignal = 'cut' } = {}) => {
  let codeBySignal
  const finish = async (code) => {
    await end()
    process.exit(codeBySignal ?? code)
  }
  for (const signal of Object.keys(numbers)) {
    process.on(signal, () => {
      codeBySignal ??= endedBySignal === 'well' ? 0 : 128 + numbers[signal]
      void finish(codeBySignal)
    })
  }
  try {
    await ensureNode()
    await finish(await work())
  } catch (error) {
    // What fails because we are ending is no news.
    if (codeBySignal === undefined) {
      if (error instanceof Stop) error.print()
      else console.error(error)
    }
    await finish(1)
  }
}
