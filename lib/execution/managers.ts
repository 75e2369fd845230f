/**
 * The management servers of the settings, each with one launcher that is kept while its settings stay the same.
 * Imports lib/std and ports only; how a launcher is opened for a connection is handed in.
 */
import type { Launcher } from './launcher/port'
import type { Manager, Managers } from './ports'

/** What is read of a connection's settings; everything else in them belongs to whoever opens the launcher. */
export type ConnectionSettings = {
  readonly id: string
  readonly transport: 'local' | 'ssh' | 'manual'
  readonly charset: Manager['charset']
  readonly pressLimitMs: number
  readonly identity: string | null
}

export type ManagersDeps<C extends ConnectionSettings> = {
  readonly connections: () => Promise<readonly C[]>
  readonly connection: (id: string) => Promise<C | null>
  /** Null where this transport is not built. */
  readonly open: (connection: C) => Launcher | null
  readonly saveIdentity: (connectionId: string, identity: string) => Promise<void>
}

export interface OpenManagers extends Managers {
  /** Lets go of every launcher; commands go on. */
  close(): Promise<void>
}

type Opened = { readonly settings: string; readonly manager: Manager }

export function createManagers<C extends ConnectionSettings>({ connections, connection, open, saveIdentity }: ManagersDeps<C>): OpenManagers {
  const opened = new Map<string, Opened>()
  const identities = new Map<string, string>()

  function managerOf(found: C): Manager | null {
    // What a launcher does not work by: a new name or a test's result must not cut what it follows.
    const settings = JSON.stringify({ ...found, identity: null, name: null, lastTest: null })
    const known = opened.get(found.id)
    if (known?.settings === settings) return known.manager
    const launcher = found.transport === 'manual' ? null : open(found)
    if (known) void known.manager.launcher.close()
    opened.delete(found.id)
    // Another place may be another manager, and what was saved of the old one is gone.
    identities.delete(found.id)
    if (!launcher) return null
    const manager = { launcher, charset: found.charset, pressLimitMs: found.pressLimitMs }
    opened.set(found.id, { settings, manager })
    return manager
  }

  return {
    async get(connectionId) {
      const found = await connection(connectionId)
      return found && managerOf(found)
    },
    ids: async () => (await connections()).filter(({ transport }) => transport !== 'manual').map(({ id }) => id),
    async answered(connectionId, { identity }) {
      if (identities.get(connectionId) === identity) return
      const found = await connection(connectionId)
      if (found && found.identity !== identity) await saveIdentity(connectionId, identity)
      identities.set(connectionId, identity)
    },
    async close() {
      await Promise.all([...opened.values()].map(({ manager }) => manager.launcher.close()))
      opened.clear()
    },
  }
}
