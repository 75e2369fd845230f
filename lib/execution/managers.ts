/**
 * The management servers of the settings, each with one launcher that is kept while its settings stay the same. Who asks is not bound to it: a
 * key or a path may be changed while a command runs.
 * Imports lib/std and ports only; how a launcher is opened for a connection is handed in.
 */
import { err } from '@/lib/std/result'
import type { Asked, Asking, Launcher, Trouble } from './launcher/port'
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
  /** Lets go of every launcher, for good; commands go on. */
  close(): Promise<void>
}

type Opened = { readonly settings: string; readonly launcher: Launcher }

/** Set aside where settings are compared. */
const NOT_OF_LAUNCHERS = { identity: null, name: null, lastTest: null, charset: null, pressLimitMs: null, timeOutsMs: null, loadBalancerLinkage: null, retiredAt: null }

const NOBODY: Trouble = { kind: 'noContact', cause: 'unreachable', detail: 'no launcher' }

export function createManagers<C extends ConnectionSettings>({ connections, connection, open, saveIdentity }: ManagersDeps<C>): OpenManagers {
  const opened = new Map<string, Opened>()
  const identities = new Map<string, string>()
  let isClosed = false

  function launcherOf(found: C): Launcher | null {
    if (isClosed) return null
    // What a launcher does not work by: a new name, another limit or a test's result must not cut what it follows.
    const settings = JSON.stringify({ ...found, ...NOT_OF_LAUNCHERS })
    const known = opened.get(found.id)
    // Another place may be another manager, and what was saved of the old one is gone.
    if (found.identity === null) identities.delete(found.id)
    if (known?.settings === settings) return known.launcher
    const launcher = found.transport === 'manual' ? null : open(found)
    if (known) void known.launcher.close()
    opened.delete(found.id)
    if (launcher) opened.set(found.id, { settings, launcher })
    return launcher
  }

  /** Asks whoever serves the connection at that moment: what lasts, a command that is followed, outlives a change of its settings. */
  function asking(connectionId: string): Asking {
    const ask = async <T>(question: (launcher: Launcher) => Asked<T>): Asked<T> => {
      const found = await connection(connectionId)
      const launcher = found && launcherOf(found)
      return launcher ? question(launcher) : err(NOBODY)
    }
    return {
      probe: () => ask((launcher) => launcher.probe()),
      launch: (...words) => ask((launcher) => launcher.launch(...words)),
      state: (id) => ask((launcher) => launcher.state(id)),
      void: (id) => ask((launcher) => launcher.void(id)),
      list: () => ask((launcher) => launcher.list()),
      follow: (...words) => ask((launcher) => launcher.follow(...words)),
      interrupt: (...words) => ask((launcher) => launcher.interrupt(...words)),
      read: (...words) => ask((launcher) => launcher.read(...words)),
      sweep: (...words) => ask((launcher) => launcher.sweep(...words)),
    }
  }

  return {
    async get(connectionId) {
      const found = await connection(connectionId)
      return found && launcherOf(found) && { launcher: asking(connectionId), charset: found.charset, pressLimitMs: found.pressLimitMs }
    },
    ids: async () => (await connections()).filter(({ transport }) => transport !== 'manual').map(({ id }) => id),
    async answered(connectionId, { identity }) {
      if (identities.get(connectionId) === identity) return
      const found = await connection(connectionId)
      if (found && found.identity !== identity) await saveIdentity(connectionId, identity)
      identities.set(connectionId, identity)
    },
    async close() {
      isClosed = true
      await Promise.all([...opened.values()].map(({ launcher }) => launcher.close()))
      opened.clear()
    },
  }
}
