/**
 * Prints what `status` prints, to the column (docs/vmiunit.md, "Output of status"). Pure; imports the vocabulary only.
 */
import type { ServerRecord } from '../outcome'

export type UnitFacts = {
  readonly definitionStatus: string
  readonly allServers: number
  readonly activeServers: number
  readonly invalidServers: number
}

const COLUMN = { definition: 21, count: 17, server: 20 } as const

const line = (label: string, column: number, value: string | number): string => `${`${label}:`.padEnd(column)}${value}\n`

/** Counts as the simulator understands them: active = seen working; invalid = seen otherwise than believed [assumed]. */
export const countsOf = (records: readonly ServerRecord[]): Omit<UnitFacts, 'definitionStatus'> => ({
  allServers: records.length,
  activeServers: records.filter((record) => record.observed === 'working').length,
  invalidServers: records.filter((record) => record.logical !== record.observed && record.logical !== 'notbuilt').length,
})

/** Target `unit`. */
export const printUnit = (facts: UnitFacts): string =>
  line('Definition Status', COLUMN.definition, facts.definitionStatus) +
  line('All Servers', COLUMN.count, facts.allServers) +
  line('Active Servers', COLUMN.count, facts.activeServers) +
  line('Invalid Servers', COLUMN.count, facts.invalidServers)

/** Target `virtualserver`: absent fields have no line, every record is closed by an empty line. */
export const printServers = (records: readonly ServerRecord[]): string => records.map((record) => `${printRecord(record)}\n`).join('')

function printRecord(record: ServerRecord): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Virtual Server ID', record.id],
    ['Update Scope', record.updateScope],
    ['Logical Status', record.logical],
    ['Observed Status', record.observed],
    ['LB Status', record.loadBalancer],
    ['Access', record.access],
    ['MarkTime', record.markTime],
    ['MarkComment', record.markComment],
  ]
  return fields.map(([label, value]) => (value === undefined ? '' : line(label, COLUMN.server, value))).join('')
}
