/**
 * Reads what `status` prints, for both targets, as tolerantly as it can and no further: it never throws, keeps what it does not
 * know, and never takes a cut output for a whole one. Pure; imports the vocabulary only.
 * The format is documented for V8.70 (docs/vmiunit.md, "Output of status").
 */
import { isMessageLine } from './messages'
import type { ServerRecord } from './outcome'

/** What target `unit` said. Counts that are not plain numbers are left out and kept among `messages`. */
export type UnitStatus = {
  readonly definitionStatus?: string
  readonly allServers?: number
  readonly activeServers?: number
  readonly invalidServers?: number
  readonly messages: readonly string[]
  /** The last line has no line end: something is missing. */
  readonly truncated: boolean
}

/** What target `virtualserver` said. */
export type ServerListStatus = {
  readonly servers: readonly ServerRecord[]
  readonly messages: readonly string[]
  /** The last line has no line end, or the last record is not closed by its empty line: mark lines may be missing. */
  readonly truncated: boolean
}

const ID_FIELD = 'Virtual Server ID'
const COMMENT_FIELD = 'MarkComment'

type TextField = Exclude<keyof ServerRecord, 'id' | 'others'>

const SERVER_FIELDS: ReadonlyMap<string, TextField> = new Map([
  ['Update Scope', 'updateScope'],
  ['Logical Status', 'logical'],
  ['Observed Status', 'observed'],
  ['LB Status', 'loadBalancer'],
  ['Access', 'access'],
  ['MarkTime', 'markTime'],
  [COMMENT_FIELD, 'markComment'],
])

type CountField = 'allServers' | 'activeServers' | 'invalidServers'

const COUNT_FIELDS: ReadonlyMap<string, CountField> = new Map([
  ['All Servers', 'allServers'],
  ['Active Servers', 'activeServers'],
  ['Invalid Servers', 'invalidServers'],
])

/** Reads the output of `status -unit U`, decoded. */
export function parseUnitStatus(output: string): UnitStatus {
  const { lines, terminated } = toLines(output)
  const messages: string[] = []
  const values = new Map<string, string>()
  const contradicted = new Set<string>()
  for (const line of lines) {
    const field = toField(line)
    const known = field && (COUNT_FIELDS.has(field.name) || field.name === 'Definition Status')
    if (!field || !known) {
      if (line !== '') messages.push(line)
      continue
    }
    if (values.has(field.name) && values.get(field.name) !== field.value) contradicted.add(field.name)
    values.set(field.name, field.value)
    if (COUNT_FIELDS.has(field.name) && toCount(field.value) === undefined) messages.push(line)
  }
  for (const name of contradicted) values.delete(name)
  const counts: { [F in CountField]?: number } = {}
  for (const [name, key] of COUNT_FIELDS) {
    const count = toCount(values.get(name))
    if (count !== undefined) counts[key] = count
  }
  const definitionStatus = values.get('Definition Status')
  return { ...(definitionStatus === undefined ? {} : { definitionStatus }), ...counts, messages, truncated: !terminated }
}

type Draft = { id: string; fields: Map<TextField, string>; contradicted: Set<TextField>; others: [string, string][]; commenting: boolean }

/** Reads the output of `status -unit U -target virtualserver`, decoded. */
export function parseServerList(output: string): ServerListStatus {
  const { lines, terminated } = toLines(output)
  const servers: ServerRecord[] = []
  const messages: string[] = []
  let draft: Draft | null = null
  // A record begins only here: a comment may hold a line break and, after it, what looks like the first line of a record.
  let mayBegin = true
  for (const line of lines) {
    if (line === '') {
      if (draft) servers.push(toRecord(draft))
      draft = null
      mayBegin = true
      continue
    }
    const field = toField(line)
    if (draft) {
      addLine(draft, line, field, messages)
    } else if (mayBegin && field?.name === ID_FIELD && field.value !== '') {
      draft = { id: field.value, fields: new Map(), contradicted: new Set(), others: [], commenting: false }
    } else {
      messages.push(line)
      mayBegin = mayBegin && isMessageLine(line)
    }
  }
  if (draft) servers.push(toRecord(draft))
  return { servers, messages, truncated: !terminated || draft !== null }
}

function addLine(draft: Draft, line: string, field: Field | null, messages: string[]): void {
  if (draft.commenting) {
    // The comment is the last field: what follows is its continuation and can forge no other field of the record.
    if (isMessageLine(line)) messages.push(line)
    else draft.fields.set('markComment', `${draft.fields.get('markComment') ?? ''}\n${line}`)
    return
  }
  const known = field ? SERVER_FIELDS.get(field.name) : undefined
  if (field && known) {
    const earlier = draft.fields.get(known)
    if (earlier !== undefined && earlier !== field.value) draft.contradicted.add(known)
    if (earlier !== undefined) draft.others.push([field.name, field.value])
    else draft.fields.set(known, field.value)
    draft.commenting = field.name === COMMENT_FIELD
  } else if (isMessageLine(line) || !field) {
    messages.push(line)
  } else {
    draft.others.push([field.name, field.value])
  }
}

/** A field said twice with different values is not known: it moves to `others`, and the record has no such status. */
function toRecord(draft: Draft): ServerRecord {
  const others = [...draft.others]
  for (const [label, key] of SERVER_FIELDS) {
    const value = draft.fields.get(key)
    if (draft.contradicted.has(key) && value !== undefined) {
      others.push([label, value])
      draft.fields.delete(key)
    }
  }
  return { id: draft.id, ...Object.fromEntries(draft.fields), ...(others.length > 0 ? { others } : {}) }
}

type Field = { readonly name: string; readonly value: string }

/** Splits at the first colon only: times and comments hold more of them. */
function toField(line: string): Field | null {
  const colon = line.indexOf(':')
  return colon < 1 ? null : { name: trimBlanks(line.slice(0, colon)), value: trimBlanks(line.slice(colon + 1)) }
}

const trimBlanks = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '')

function toCount(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

/** Lines without their ends (LF or CR LF). An unterminated last line is dropped: a cut value must not pass for a whole one. */
function toLines(output: string): { lines: readonly string[]; terminated: boolean } {
  const parts = output.replace(/^\uFEFF/, '').split('\n')
  const rest = parts.pop()
  return { lines: parts.map((line) => line.replace(/\r$/, '')), terminated: rest === '' }
}
