/** Living jobs that the record does not know: what they are and where, for the pages that they concern. */
import { err, ok } from '@/lib/std/result'
import type { Actor } from '@/lib/recovery/intents'
import { mayAtAll } from '@/lib/recovery/may-act'
import type { Deps } from '../deps'
import type { StrangerView } from '../dto'
import type { Answer } from '../service'
import { rolesOf } from './viewing'

/** No query at all where there are none, as almost always. */
export async function strangersView(deps: Deps, actor: Actor, recoveryId: string | null): Answer<readonly StrangerView[]> {
  const refused = mayAtAll(actor, 'look')
  if (refused) return err(refused)
  const alive = deps.executor.strangers().filter((job) => job.alive)
  if (alive.length === 0) return ok([])
  const [connections, recovery] = await Promise.all([deps.sites.connections(), recoveryId === null ? null : deps.store.projection(recoveryId)])
  const isAdministrator = rolesOf(actor).includes('administrator')
  return ok(
    alive
      .filter(({ connectionId }) => recoveryId === null || connectionId === recovery?.connectionId)
      .flatMap(({ connectionId, job, since }) => {
        const connection = connections.find(({ id }) => id === connectionId)
        return connection ? [{ connectionId, connectionName: connection.name, job, since, folder: isAdministrator ? `${connection.jobsDir}/${job}` : null }] : []
      }),
  )
}
