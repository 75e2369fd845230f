/**
 * One conversation with the script's `serve`: one request at a time, each with its own nonce and deadline. A session that was cut, ran out of
 * time or heard nonsense is over for good; what it was asked may or may not have been done. Knows no transport.
 */
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Readable, Writable } from 'node:stream'
import { err, ok, type Result } from '@/lib/std/result'
import { Broken, createByteSource, type ByteSource } from './byte-source'
import { parseHead } from './parse'
import type { Answer, Stamp, Trouble } from './port'
import { toRequest } from './words'

/**
 * A running `serve`, reached somehow. `kill` ends the conversation at once, on our side; jobs are not touched by it. `over` when it is gone.
 * `why`: the transport's own word on what went wrong, where it has one.
 */
export type Wire = { readonly input: Writable; readonly output: Readable; readonly over: Promise<void>; kill(): void; why?(): string | null }
/** Starts the script with these request words; `urgent` is not held up by others. Throws nothing: what cannot be started is a stream that ends. */
export type Connect = (words: readonly string[], urgent?: boolean) => Wire

/** One request, and how its answer is read once the head line is there. `null`: garbled. */
export type Request<T> = {
  readonly words: readonly string[]
  readonly payloads?: readonly Uint8Array[]
  /** Sent only where the session was greeted by this one; else `otherManager`. */
  readonly at?: Pick<Stamp, 'identity' | 'bootId'> | undefined
  receive(head: { readonly verb: string; readonly words: readonly string[]; readonly stamp: Stamp }, source: ByteSource, nonce: string, ours: Ours): T | null | Promise<T | null>
}
/** Waits for what this side does with an answer; that time is not the other side's. */
export type Ours = (work: void | Promise<void>) => void | Promise<void>

export interface Session {
  /** `until`: our monotonic clock, ms (`performance.now()`). */
  ask<T>(request: Request<T>, until: number): Promise<Result<Answer<T>, Trouble>>
  readonly usable: boolean
  /** Settles when the other side is gone, whether or not anybody asks. */
  readonly over: Promise<void>
  close(): void
}

const BANNER_LINES_MAX = 1_000
const noContact = (cause: 'unreachable' | 'timeout' | 'cut' | 'garbled', detail: string): Trouble => ({ kind: 'noContact', cause, detail })
export const timedOut = (detail: string): Trouble => noContact('timeout', detail)

/**
 * Opens a session and waits for its greeting. `unreachable`: nothing was asked of anybody.
 * `ready`: it keeps a recorder waiting, so that a launch need not start one.
 */
export async function openSession(connect: Connect, until: number, kind: 'ready' | 'plain' | 'urgent'): Promise<Result<Session, Trouble>> {
  const nonce = newNonce()
  const wire = connect(kind === 'ready' ? [nonce, 'serve', 'ready'] : [nonce, 'serve'], kind === 'urgent')
  const session = sessionOver(wire)
  const greeting = await session.greet(nonce, until)
  if (greeting.ok) return ok(session)
  session.close()
  await wire.over
  const trouble = greeting.error
  return err(trouble.kind === 'noContact' ? noContact('unreachable', wire.why?.() ?? `no greeting (${trouble.cause})`) : trouble)
}

function sessionOver(wire: Wire) {
  const source = createByteSource(wire.output)
  let usable = true
  let greeted: Stamp | null = null
  const close = (): void => {
    usable = false
    wire.kill()
  }
  const over = wire.over.then(() => { usable = false })

  async function hear<T>(request: Request<T>, nonce: string, until: number): Promise<Result<Answer<T>, Trouble>> {
    let late = false
    let end = until
    const lateAt = (): NodeJS.Timeout => setTimeout(() => { late = true; close() }, Math.max(0, end - performance.now()))
    let timer = lateAt()
    const ours: Ours = async (work) => {
      if (!work) return
      const begunAt = performance.now()
      clearTimeout(timer)
      await work
      end += performance.now() - begunAt
      timer = lateAt()
    }
    try {
      const head = await headOf(source, nonce)
      if (head.kind === 'refused') return err({ kind: 'refused', code: head.code, stamp: head.stamp })
      const value = await request.receive(head, source, nonce, ours)
      if (value === null) throw new Broken('garbled')
      return ok({ ...head.stamp, value })
    } catch (thrown) {
      if (!(thrown instanceof Broken)) throw thrown
      return err(late ? timedOut(request.words[0] ?? 'serve') : noContact(thrown.how, request.words[0] ?? 'serve'))
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async greet(nonce: string, until: number) {
      const greeting = await hear({ words: [], receive: ({ verb, stamp }) => (verb === 'serve' ? stamp : null) }, nonce, until)
      if (greeting.ok) greeted = greeting.value.value
      return greeting
    },
    close,
    over,
    get usable() { return usable },
    async ask<T>(request: Request<T>, until: number): Promise<Result<Answer<T>, Trouble>> {
      const nonce = newNonce()
      const bytes = toRequest(nonce, request.words, request.payloads)
      if (!bytes.ok) return err({ kind: 'refused', code: bytes.error, stamp: null })
      if (request.at && (request.at.identity !== greeted?.identity || request.at.bootId !== greeted.bootId)) return err({ kind: 'refused', code: 'otherManager', stamp: null })
      if (performance.now() >= until) return err(timedOut(`${request.words[0]}: not sent`))
      wire.input.write(bytes.value)
      const answer = await hear(request, nonce, until)
      if (!answer.ok && answer.error.kind === 'noContact') close()
      return answer
    },
  }
}

async function headOf(source: ByteSource, nonce: string) {
  for (let lines = 0; lines < BANNER_LINES_MAX; lines += 1) {
    const head = parseHead(await source.line(), nonce)
    if (head?.kind === 'garbled') break
    if (head) return head
  }
  throw new Broken('garbled')
}

const newNonce = (): string => randomBytes(12).toString('hex')
