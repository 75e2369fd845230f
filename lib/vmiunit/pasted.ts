/**
 * A reading from what a person copied out of a terminal. What the two commands print does not say which unit it is of, nor where it ends; the
 * line that is shown to copy (command-line.ts) therefore prints an end mark after each. Without it nobody knows what is missing at the end,
 * a fault mark for one. Pure; imports the vocabulary and the parser.
 */
import type { TimeMs } from '@/lib/std/clock'
import { err, ok, type Result } from '@/lib/std/result'
import type { StatusTarget, UnitName } from './commands'
import { isMessageLine } from './messages'
import type { Reading, ReadingGap } from './outcome'
import { toReading } from './reading'

export type PasteProblem =
  | { readonly code: 'empty' }
  /** neither target of `status` is in it */ | { readonly code: 'garbled' }
  | { readonly code: 'foreignUnit'; readonly unit: string }
  /** the end mark of this target is missing */ | { readonly code: 'noEnd'; readonly target: StatusTarget }
  /** whole by its marks, and yet no complete reading */ | { readonly code: 'gap'; readonly gap: ReadingGap }

export type PasteInput = {
  readonly text: string
  readonly unit: UnitName
  readonly id: string
  /** When it was printed, as its person says; ms on our clock. */
  readonly readAt: TimeMs
  readonly by: string
  readonly pastedAt: TimeMs
}

/** Reads what was pasted; only a complete reading of this very unit comes out as one. Total: any text gets its answer. */
export function readPasted({ text, unit, id, readAt, by, pastedAt }: PasteInput): Result<Reading, PasteProblem> {
  const lines = linesOf(text)
  if (lines.every((line) => line === '')) return err({ code: 'empty' })
  const parts = partsOf(lines)
  const foreign = parts.find((part) => part.unit !== null && part.unit !== unit)
  if (foreign?.unit) return err({ code: 'foreignUnit', unit: foreign.unit })
  if (!lines.some(isStatusField)) return err({ code: 'garbled' })
  const { unitPart, listPart } = byTarget(parts)
  if (!unitPart?.ended) return err({ code: 'noEnd', target: 'unit' })
  if (!listPart?.ended) return err({ code: 'noEnd', target: 'virtualserver' })
  const reading = toReading({
    id, unit, startedAt: readAt, readAt, unitOutput: wholeText(unitPart), unitExit: unitPart.exit, serversOutput: wholeText(listPart), serversExit: listPart.exit, source: 'pasted',
  })
  const [gap] = reading.gaps
  return gap ? err({ code: 'gap', gap }) : ok({ ...reading, pasted: { by, at: pastedAt } })
}

/**
 * The exit code that the shown line printed at the end of a command's output; null where it was not copied. A mark that names a unit is that of a
 * `status` that was copied along.
 */
export function printedExit(text: string): number | null {
  const mark = linesOf(text).findLast((line) => COMMAND_MARK.test(line))
  return mark === undefined ? null : Number(COMMAND_MARK.exec(mark)?.[1])
}

const COMMAND_MARK = /^exit=(\d{1,3})$/
const END_MARK = /^exit=(\d{1,3})(?: unit=(\S+))?(?: target=(unit|virtualserver))?$/
const ECHOED = /\bstatus\s+-unit\s+(\S+)(?:\s+-target\s+(unit|virtualserver))?/
const LIST_FIELD = /^Virtual Server ID\s*:/
const UNIT_FIELD = /^(?:Definition Status|All Servers)\s*:/

const isStatusField = (line: string): boolean => LIST_FIELD.test(line) || UNIT_FIELD.test(line)

/** Terminals pad lines with blanks, and end them as they like. */
const linesOf = (text: string): readonly string[] => text.replaceAll('\0', '').replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((line) => line.replace(/[ \t\u3000]+$/, ''))

type Part = { readonly lines: readonly string[]; readonly exit: number | null; readonly ended: boolean; readonly unit: string | null; readonly target: StatusTarget | null }

/** What stands between two end marks. The echoed command line and what stands before it (a prompt, a banner, an earlier screen) is no output. */
function partsOf(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  let begin = 0
  for (const [index, line] of lines.entries()) {
    const mark = END_MARK.exec(line)
    if (!mark) continue
    parts.push(toPart(lines.slice(begin, index), mark))
    begin = index + 1
  }
  const rest = lines.slice(begin)
  return rest.some(isStatusField) ? [...parts, toPart(rest, null)] : parts
}

function toPart(lines: readonly string[], mark: RegExpExecArray | null): Part {
  const echoAt = lines.findLastIndex((line) => ECHOED.test(line) && !isStatusField(line))
  const echo = ECHOED.exec(lines[echoAt] ?? '')
  const output = lines.slice(echoAt + 1)
  const [, exit, unit, target] = mark ?? []
  const named = (target ?? echo?.[2]) as StatusTarget | undefined
  return {
    lines: fromFirstField(output), exit: exit === undefined ? null : Number(exit), ended: mark !== null,
    unit: unit ?? unquoted(echo?.[1]), target: named ?? (output.some((line) => LIST_FIELD.test(line)) ? 'virtualserver' : output.some((line) => UNIT_FIELD.test(line)) ? 'unit' : null),
  }
}

const unquoted = (word: string | undefined): string | null => word?.replaceAll(/["';]/g, '') ?? null

/** A record cannot begin before its first line, so what stands before it is a prompt at most; messages of the manager are kept. */
function fromFirstField(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(isStatusField)
  return first === -1 ? lines : lines.filter((line, index) => index >= first || isMessageLine(line))
}

/** Of several tries in one paste the last counts. Without names the first of the last two is the unit's. */
function byTarget(parts: readonly Part[]): { readonly unitPart: Part | undefined; readonly listPart: Part | undefined } {
  const unitPart = parts.findLast(({ target }) => target === 'unit')
  const listPart = parts.findLast(({ target }) => target === 'virtualserver')
  // A unit without servers lists nothing that would tell what it is.
  const nameless = parts.findLast(({ target, lines }) => target === null && lines.every((line) => line === '' || isMessageLine(line)))
  return { unitPart, listPart: listPart ?? nameless }
}

/** The end mark proves the end, so the empty line that a selection with the mouse loses is put back. */
const wholeText = ({ lines }: Part): string => `${lines.join('\n')}\n\n`
