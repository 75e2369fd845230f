/**
 * What differs between two readings, and which of it concerns a command. Pure; imports the vocabulary only.
 */
import type { ChangeCommand, ServerId } from './commands'
import type { FactChange, Reading, ServerRecord } from './outcome'

const FIELDS = ['updateScope', 'logical', 'observed', 'loadBalancer', 'access', 'markTime', 'markComment'] as const

/**
 * Every fact that differs, in the order of the readings; `servers` narrows it to these servers (and leaves the unit's own facts out).
 * A server that came or went is one change (`listed`, `yes` or null), not one per field.
 */
export function diffReadings(before: Reading, after: Reading, about?: { readonly servers: readonly ServerId[] }): readonly FactChange[] {
  const earlier = byId(before.servers)
  const later = byId(after.servers)
  const wanted = about ? new Set(about.servers) : null
  const servers = [...new Set([...earlier.keys(), ...later.keys()])].filter((id) => !wanted || wanted.has(id))
  const unitChanges = wanted ? [] : definitionChange(before, after)
  return [...unitChanges, ...servers.flatMap((id) => serverChanges(id, earlier.get(id), later.get(id)))]
}

/** Changes that concern a command, and the others. */
export type ComparedChanges = { readonly about: readonly FactChange[]; readonly others: readonly FactChange[] }

/**
 * Splits the changes between what the operator saw (or what was before the command) and a later reading. About the command: its
 * server; for `update` the definition's status and the servers that it touches in either reading, since the unit is its object. Before
 * a command, changes `about` it stop it; `others` are shown and stop nothing.
 */
export function compareFor(command: ChangeCommand, before: Reading, after: Reading): ComparedChanges {
  const touched = new Set([...touchedServers(command, before), ...touchedServers(command, after)])
  const concerns = (change: FactChange): boolean => (change.server === null ? command.name === 'update' : touched.has(change.server))
  const all = diffReadings(before, after)
  return { about: all.filter(concerns), others: all.filter((change) => !concerns(change)) }
}

/** The servers that a command may change: its own; for `update` the new server and every stopped one of the unit. */
const touchedServers = (command: ChangeCommand, reading: Reading): readonly ServerId[] =>
  command.name === 'update'
    ? [command.server, ...reading.servers.filter((record) => record.observed === 'stopped' && record.id !== command.server).map((record) => record.id)]
    : [command.server]

function definitionChange(before: Reading, after: Reading): readonly FactChange[] {
  const from = before.definitionStatus ?? null
  const to = after.definitionStatus ?? null
  return from === to ? [] : [{ server: null, field: 'definitionStatus', before: from, after: to }]
}

function serverChanges(server: ServerId, before: ServerRecord | undefined, after: ServerRecord | undefined): readonly FactChange[] {
  if (!before || !after) return [{ server, field: 'listed', before: before ? 'yes' : null, after: after ? 'yes' : null }]
  return FIELDS.flatMap((field) => {
    const from = before[field] ?? null
    const to = after[field] ?? null
    return from === to ? [] : [{ server, field, before: from, after: to }]
  })
}

/** By identifier; of two records with the same one the first counts (such a reading is incomplete anyway). */
function byId(servers: readonly ServerRecord[]): ReadonlyMap<ServerId, ServerRecord> {
  const records = new Map<ServerId, ServerRecord>()
  for (const record of servers) if (!records.has(record.id)) records.set(record.id, record)
  return records
}
