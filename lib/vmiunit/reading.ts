/**
 * A reading: both targets of `status`, judged for completeness. What is absent may be concluded from a complete one only.
 * Pure; imports the vocabulary and the parser.
 */
import type { TimeMs } from '@/lib/std/clock'
import type { ServerId, StatusTarget, UnitName } from './commands'
import { EXIT_CODE } from './exit-codes'
import type { Reading, ReadingGap, ServerRecord } from './outcome'
import { parseServerList, parseUnitStatus } from './parse-status'

/**
 * What was read. Outputs are decoded text; `…Exit` is the exit code, null where there was none (signal, time-out, no contact).
 * Times in ms on our clock.
 */
export type ReadingInput = {
  readonly id: string
  readonly unit: UnitName
  readonly startedAt: TimeMs
  readonly readAt: TimeMs
  readonly unitOutput: string
  readonly unitExit: number | null
  readonly serversOutput: string
  readonly serversExit: number | null
  readonly source: Reading['source']
}

/**
 * Builds a reading. Total: any text gives one, if need be an incomplete one with its gaps.
 * Complete: both targets ended 0 or 1, nothing is cut off, identifiers are distinct, every record has Logical and Observed Status, and
 * as many records as `All Servers` announces.
 */
export function toReading(input: ReadingInput): Reading {
  const unit = parseUnitStatus(input.unitOutput)
  const list = parseServerList(input.serversOutput)
  const { messages: unitMessages, truncated, ...facts } = unit
  const gaps: readonly ReadingGap[] = isSilent(input)
    ? [{ code: 'noAnswer' }]
    : [
        ...exitGap('unit', input.unitExit),
        ...exitGap('virtualserver', input.serversExit),
        ...(truncated || list.truncated ? [{ code: 'truncated' } as const] : []),
        ...duplicateGaps(list.servers),
        ...statusGaps(list.servers),
        ...countGap(list.servers.length, facts.allServers ?? null),
      ]
  return {
    id: input.id,
    unit: input.unit,
    startedAt: input.startedAt,
    readAt: input.readAt,
    ...facts,
    servers: list.servers,
    messages: [...unitMessages, ...list.messages],
    complete: gaps.length === 0,
    gaps,
    source: input.source,
  }
}

/** The record of a server; undefined where it is not listed (which proves absence in a complete reading only). */
export const findServer = (reading: Reading, server: ServerId): ServerRecord | undefined =>
  reading.servers.find((record) => record.id === server)

/** The identifiers listed, in the order of the output. */
export const serverIds = (reading: Reading): readonly ServerId[] => reading.servers.map((record) => record.id)

export const isMarked = (record: ServerRecord): boolean => record.markTime !== undefined || record.markComment !== undefined

const isSilent = (input: ReadingInput): boolean =>
  input.unitExit === null && input.serversExit === null && input.unitOutput === '' && input.serversOutput === ''

const exitGap = (target: StatusTarget, exitCode: number | null): readonly ReadingGap[] =>
  exitCode === EXIT_CODE.normal || exitCode === EXIT_CODE.warning ? [] : [{ code: 'exit', target, exitCode }]

function duplicateGaps(servers: readonly ServerRecord[]): readonly ReadingGap[] {
  const seen = new Set<ServerId>()
  const twice = new Set<ServerId>()
  for (const { id } of servers) (seen.has(id) ? twice : seen).add(id)
  return [...twice].map((server) => ({ code: 'duplicate', server }))
}

const statusGaps = (servers: readonly ServerRecord[]): readonly ReadingGap[] =>
  servers.filter((record) => !record.logical || !record.observed).map((record) => ({ code: 'noStatus', server: record.id }))

const countGap = (listed: number, announced: number | null): readonly ReadingGap[] =>
  listed === announced ? [] : [{ code: 'count', listed, announced }]
