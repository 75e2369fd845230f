/**
 * What the script answers, from text to values. Pure; never throws: what is not exactly our protocol is `null`, and the caller calls it garbled.
 * Imports zod, the table of signal numbers, and ./port only.
 */
import { constants } from 'node:os'
import { z } from 'zod'
import type { Ended, JobId, JobState, Probe, RefusalCode, Stamp } from './port'

const count = z.string().regex(/^(?:0|[1-9]\d{0,14})$/).transform(Number)
const flag = z.enum(['0', '1']).transform((digit) => digit === '1')
const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

const refusalCode = z.enum([
  'noSpace', 'unwritable', 'networkFolder', 'badWord', 'badRequest', 'badId', 'badCommand', 'noProgram', 'late', 'noOutput', 'unsupported',
] as const satisfies readonly RefusalCode[])

const stamp = z.tuple([uuid, uuid, count]).transform(([identity, bootId, clockMs]): Stamp => ({ protocol: 1, identity, bootId, clockMs }))

const jobState = z.union([
  z.tuple([z.enum(['absent', 'void', 'starting'])]).transform(([kind]): JobState => ({ kind })),
  z.tuple([z.literal('running'), count, count]).transform(([kind, pid, startedAt]): JobState => ({ kind, pid, startedAt })),
  z.tuple([z.literal('ended'), count, count, count]).transform(([kind, code, at, bytes]): JobState => ({ kind, ...toExit(code), at, bytes })),
  z.tuple([z.literal('lost'), z.enum(['rebooted', 'gone', 'neverStarted']), flag]).transform(([kind, reason, alive]): JobState => ({ kind, reason, alive })),
])

const sha256 = z.union([z.string().regex(/^[0-9a-f]{64}$/), z.literal('-').transform(() => null)])
const probeWords = [z.string().regex(/^\d{1,6}$/), z.enum(['file', 'dd', 'all']), flag, flag, z.union([count, z.literal('-').transform(() => null)])] as const
/** Version 1 did not tell its hash. */
const probe = z
  .union([z.tuple([...probeWords, sha256]), z.tuple([...probeWords]).transform((words) => [...words, null] as const)])
  .transform(([script, flush, ownSession, programFound, freeKib, hash]): Probe => ({ script, sha256: hash, flush, ownSession, programFound, freeKib }))

const orNull = <T>(schema: z.ZodType<T>, words: unknown): T | null => {
  const parsed = schema.safeParse(words)
  return parsed.success ? parsed.data : null
}

const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number as number, name]))

/** A shell's exit status as code and signal: 128 + n stands for signal n (a command that itself says 128 + n cannot be told apart). */
export const toExit = (status: number): Pick<Ended, 'exitCode' | 'signal'> => ({
  exitCode: status,
  signal: status > 128 ? (SIGNALS.get(status - 128) ?? null) : null,
})

/** The first line of an answer: who speaks and the words that follow, or a refusal. */
export type Head =
  | { readonly kind: 'answer'; readonly stamp: Stamp; readonly verb: string; readonly words: readonly string[] }
  | { readonly kind: 'refused'; readonly stamp: Stamp | null; readonly code: RefusalCode }
  | { readonly kind: 'garbled' }

/**
 * Reads one line without its LF. `null`: not an answer to `nonce` (a banner, another's answer), to be ignored. A refusal under nonce `-` is ours
 * too: a session carries one request at a time, and the script could not read the nonce.
 */
export function parseHead(line: string, nonce: string): Head | null {
  const [protocol, spokenTo, identity, bootId, clockMs, verb, ...words] = line.split(' ')
  if (protocol !== 'shirube/1' || (spokenTo !== nonce && !(spokenTo === '-' && verb === 'refused'))) return null
  const by = orNull(stamp, [identity, bootId, clockMs])
  if (verb === 'refused') {
    const code = orNull(z.tuple([refusalCode]), words)
    return code ? { kind: 'refused', stamp: by, code: code[0] } : { kind: 'garbled' }
  }
  return by && verb ? { kind: 'answer', stamp: by, verb, words } : { kind: 'garbled' }
}

/** The words of a state, as in `state running 4711 1763000000000`. */
export const parseState = (words: readonly string[]): JobState | null => orNull(jobState, words)

export const parseProbe = (words: readonly string[]): Probe | null => orNull(probe, words)

/** `0|1` words and numbers, in order, or null. */
export const parseCounts = (words: readonly string[], length: number): readonly number[] | null => orNull(z.array(count).length(length), words)

/** A line of `list`: `job ID STATE…`. */
export function parseJob(line: string): readonly [JobId, JobState] | null {
  const [word, id, ...words] = line.split(' ')
  const state = parseState(words)
  return word === 'job' && id && state ? [id, state] : null
}
