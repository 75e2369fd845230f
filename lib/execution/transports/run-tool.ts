/** Runs one of the system's ssh tools to its end, with a limit on its time and on what is kept of its words. Throws nothing. */
import { spawn } from 'node:child_process'

/** `code` is null where it could not be started or was ended by a signal (by us, when `timedOut`). */
export type ToolRun = { readonly code: number | null; readonly said: string; readonly complained: string; readonly timedOut: boolean }

export type ToolOptions = { readonly env: Readonly<Record<string, string>>; readonly timeoutMs: number; readonly input?: string }

const KEPT_LENGTH_MAX = 65_536

export function runTool(file: string, words: readonly string[], { env, timeoutMs, input = '' }: ToolOptions): Promise<ToolRun> {
  return new Promise((resolve) => {
    // NODE_ENV is asked for by Next's types of an environment; a tool does not need it.
    const child = spawn(file, words, { cwd: '/', env: env as NodeJS.ProcessEnv, stdio: ['pipe', 'pipe', 'pipe'] })
    let said = ''
    let complained = ''
    let timedOut = false
    const timer = setTimeout(() => { timedOut = true; child.kill('SIGKILL') }, timeoutMs)
    const settle = (code: number | null): void => {
      clearTimeout(timer)
      // A connection that stays behind for the next one must not keep our ends of the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code, said, complained, timedOut })
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => { said = (said + text).slice(0, KEPT_LENGTH_MAX) })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { complained = (complained + text).slice(0, KEPT_LENGTH_MAX) })
    child.stdin.on('error', () => undefined).end(input)
    child.once('error', () => settle(null))
    child.once('close', settle)
  })
}
