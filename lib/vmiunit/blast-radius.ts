/**
 * What `update` would touch beside the new server, so that nobody releases what he did not mean to release.
 * Pure; imports the vocabulary only. That running servers are left alone is documented for later versions (docs/vmiunit.md).
 */
import type { ServerId } from './commands'
import type { Reading, ServerRecord } from './outcome'

/** The other servers of the unit, each in one of the first four lists, in the order of the reading. */
export type BlastRadius = {
  /** Stopped and reachable: will be rebuilt, too. */
  readonly rebuilt: readonly ServerId[]
  /** Running: untouched. */
  readonly untouched: readonly ServerId[]
  /** Stopped or silent, and not reachable: the command may end with a warning because of them. */
  readonly unreachable: readonly ServerId[]
  /** Their observed status says nothing that we know. */
  readonly unclear: readonly ServerId[]
  /** Of all these, whoever has a definition not reflected yet (Update Scope known and not `none`): the new server would run another one. */
  readonly behind: readonly ServerId[]
  /** `Definition Status: changed`: a definition is registered that no server has yet. */
  readonly definitionChanged: boolean
}

/** Sorts the unit's servers by what `update` will do to them. `newServer` is the one it is meant for. */
export function blastRadius(reading: Reading, newServer: ServerId): BlastRadius {
  const others = reading.servers.filter((record) => record.id !== newServer)
  const ids = (fate: Fate) => others.filter((record) => fateOf(record) === fate).map((record) => record.id)
  return {
    rebuilt: ids('rebuilt'),
    untouched: ids('untouched'),
    unreachable: ids('unreachable'),
    unclear: ids('unclear'),
    behind: others.filter((record) => record.updateScope !== undefined && record.updateScope !== 'none').map((record) => record.id),
    definitionChanged: reading.definitionStatus === 'changed',
  }
}

type Fate = 'rebuilt' | 'untouched' | 'unreachable' | 'unclear'

function fateOf(record: ServerRecord): Fate {
  if (record.observed === 'working' || record.observed === 'operating') return 'untouched'
  if (record.access !== 'online') return 'unreachable'
  return record.observed === 'stopped' ? 'rebuilt' : 'unclear'
}
