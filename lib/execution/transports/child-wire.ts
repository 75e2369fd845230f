/** A conversation with a child process over its pipes, for every transport that starts one. Imports the launcher's session only. */
import type { ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Wire } from '../launcher/session'

export type PipedChild = ChildProcessByStdio<Writable, Readable, Readable | null>

/**
 * The wire of a child that was just started; it does not keep the app alive, and killing it never touches jobs.
 * `onExit` says when, after the child's exit, the conversation is over: at once where not given.
 */
export function wireOfChild(child: PipedChild, onExit: (gone: () => void) => void = (gone) => gone()): Wire {
  // A program that is not there, or a pipe that breaks while we write, shows as an answer that does not come.
  const over = new Promise<void>((gone) => {
    child.once('exit', () => onExit(gone))
    child.once('error', () => { child.stdout.destroy(); gone() })
  })
  child.stdin.on('error', () => undefined)
  child.unref()
  const kill = (): void => {
    child.kill('SIGKILL')
    child.stdin.destroy()
    child.stdout.destroy()
  }
  return { input: child.stdin, output: child.stdout, over, kill }
}
