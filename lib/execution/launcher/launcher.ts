/**
 * The launcher over any transport: each call of the port as one request of the script, each answer checked before it is believed.
 * The transport only says how the script is started. Must not import a transport, the executor or the database.
 */
import { ok, err, type Result } from '@/lib/std/result'
import { Broken, type ByteSource } from './byte-source'
import { parseCounts, parseJob, parseProbe, parseState, toExit } from './parse'
import type { Asked, Followed, Interrupted, JobId, JobState, LaunchRequest, Launcher, OnBytes, Probe, ReadOutput, RefusalCode, Trouble } from './port'
import type { Connect, Request } from './session'
import { createSessions } from './sessions'
import { concatenate, firstBadId } from './words'

const ANSWER_MS = 10_000
const KEPT_BYTES_MAX = 1_048_576
const SWEEP_BATCH = 64
/** How long output is followed at a time while others wait to follow theirs. */
const CROWDED_SECONDS = 1

const refused = (code: RefusalCode): Result<never, Trouble> => err({ kind: 'refused', code, stamp: null })

/** `sessionCountMax`: how many requests have a session of their own side by side; `interrupt` gets one beyond it. */
export function createLauncher(connect: Connect, { sessionCountMax }: { readonly sessionCountMax: number }): Launcher {
  const sessions = createSessions(connect, sessionCountMax)

  /** Only what has the form of an id is sent, as it becomes a folder's name. */
  const aboutJob = async <T>(id: JobId, ask: () => Asked<T>): Asked<T> => (firstBadId([id]) === null ? ask() : refused('badId'))

  return {
    probe: () => sessions.askOwn(probing, ANSWER_MS, 'short'),
    launch: (request, { deadlineMs }) => aboutJob(request.id, () => sessions.askSpare(launching(request), deadlineMs)),
    state: (id) => aboutJob(id, () => sessions.askSpare(stateBy(['state', id]), ANSWER_MS)),
    void: (id) => aboutJob(id, () => sessions.askSpare(stateBy(['void', id]), ANSWER_MS)),
    list: () => sessions.askOwn(listing, 60_000, 'short'),
    follow: (id, offset, seconds, onBytes) =>
      aboutJob(id, () => {
        const forSeconds = sessions.crowded ? Math.min(seconds, CROWDED_SECONDS) : seconds
        return sessions.askOwn(following(id, offset, forSeconds, onBytes), seconds * 1_000 + 30_000, 'lasting')
      }),
    interrupt: (id, { graceMs = 5_000 } = {}) => aboutJob(id, () => sessions.askOwn(interrupting(id, graceMs), graceMs + 20_000, 'urgent')),
    read: (argv, { timeoutMs }) => sessions.askOwn(reading(argv, timeoutMs), timeoutMs + 5_000, 'short'),
    sweep: (days, collected) => sweepInBatches(days, collected),
    close: () => sessions.close(),
  }

  async function sweepInBatches(days: number, collected: readonly JobId[]): Asked<number> {
    if (firstBadId(collected) !== null) return refused('badId')
    let sweptCount = 0
    for (let at = 0; ; at += SWEEP_BATCH) {
      const asked = await sessions.askOwn(sweeping(days, collected.slice(at, at + SWEEP_BATCH)), 60_000, 'short')
      if (!asked.ok) return asked
      sweptCount += asked.value.value
      if (at + SWEEP_BATCH >= collected.length) return ok({ ...asked.value, value: sweptCount })
    }
  }
}

const stateBy = (words: readonly string[], payloads?: readonly Uint8Array[]): Request<JobState> => ({
  words,
  payloads,
  receive: (head) => (head.verb === 'state' ? parseState(head.words) : null),
})

const launching = ({ id, argv, payloads, notAfterMs, at }: LaunchRequest): Request<JobState> =>
  ({ ...stateBy(['launch', id, String(Math.floor(notAfterMs)), ...argv], payloads), at })

const probing: Request<Probe> = { words: ['probe'], receive: (head) => (head.verb === 'probe' ? parseProbe(head.words) : null) }

const listing: Request<ReadonlyMap<JobId, JobState>> = {
  words: ['list'],
  async receive(head, source) {
    const jobs = new Map<JobId, JobState>()
    for (;;) {
      const line = await source.line()
      const job = parseJob(line)
      if (job) jobs.set(...job)
      else return head.verb === 'list' && line === `end ${jobs.size}` ? jobs : null
    }
  },
}

const following = (id: JobId, offset: number, seconds: number, onBytes: OnBytes): Request<Followed> => ({
  words: ['follow', id, String(offset), String(seconds)],
  async receive(head, source, _nonce, ours) {
    for (let at = offset; head.verb === 'follow'; ) {
      const [word, number, end] = (await source.line()).split(' ')
      const [count] = parseCounts([number ?? ''], 1) ?? []
      if (count === undefined) return null
      if (word === 'next') return count === at && (end === 'more' || end === 'end') ? { nextOffset: at, ended: end === 'end' } : null
      if (word !== 'data') return null
      await source.take(count, (bytes) => ours(onBytes(bytes)))
      at += count
    }
    return null
  },
})

const interrupting = (id: JobId, graceMs: number): Request<Interrupted> => ({
  words: ['interrupt', id, String(Math.ceil(graceMs))],
  receive({ verb, words }) {
    const [alive, forced] = parseCounts(words.slice(0, 2), 2) ?? []
    const state = parseState(words.slice(2))
    return verb === 'interrupt' && state && alive !== undefined ? { alive, forced: forced === 1, state } : null
  },
})

const reading = (argv: readonly string[], timeoutMs: number): Request<ReadOutput> => ({
  words: ['read', String(Math.ceil(timeoutMs / 1_000)), ...argv],
  async receive(head, source, nonce) {
    if (head.verb !== 'reading') return null
    const kept: Uint8Array[] = []
    let length = 0
    await source.until(Buffer.from(`\nshirube/1 ${nonce} `), (bytes) => {
      if (length < KEPT_BYTES_MAX) kept.push(Uint8Array.from(bytes.subarray(0, KEPT_BYTES_MAX - length)))
      length += bytes.length
    })
    const end = await endOfReading(source)
    return end && { ...end, output: concatenate(kept), truncated: length > KEPT_BYTES_MAX }
  },
})

async function endOfReading(source: ByteSource): Promise<Pick<ReadOutput, 'exitCode' | 'signal' | 'timedOut'> | null> {
  const [, , , verb, ...words] = (await source.line()).split(' ')
  const [status, outOfTime] = parseCounts(words, 2) ?? []
  if (verb !== 'read' || status === undefined) throw new Broken('garbled')
  return { ...toExit(status), timedOut: outOfTime === 1 }
}

const sweeping = (days: number, ids: readonly JobId[]): Request<number> => ({
  words: ['sweep', String(days), ...ids],
  receive: ({ verb, words }) => (verb === 'swept' ? (parseCounts(words, 1)?.[0] ?? null) : null),
})
