/**
 * Jobs that lie on a management server and not in our database: begun before a restore, or by another installation.
 * Imports ports only.
 */
import type { Clock, TimeMs } from '@/lib/std/clock'
import type { AttemptStore, StrangerJob } from '@/lib/recoveries/ports'
import type { JobState } from './launcher/port'
import type { Log, Managers } from './ports'

export interface Strangers {
  /** Compares every manager's list with the database; a silent manager keeps what was known of it. */
  look(): Promise<void>
  all(): readonly StrangerJob[]
  /** Whether a stranger may still be changing something there; looks again before it says so. */
  isDisturbed(connectionId: string): Promise<boolean>
}

type StrangersDeps = { readonly managers: Managers; readonly attempts: AttemptStore; readonly clock: Clock; readonly log: Log }

export function createStrangers({ managers, attempts, clock, log }: StrangersDeps): Strangers {
  const found = new Map<string, readonly StrangerJob[]>()
  /** Ids never leave the database again, so that each is looked up once. */
  const known = new Set<string>()

  async function isKnown(job: string): Promise<boolean> {
    if (!known.has(job) && (await attempts.get(job))) known.add(job)
    return known.has(job)
  }
  async function lookAt(connectionId: string): Promise<void> {
    const manager = await managers.get(connectionId)
    const answer = await manager?.launcher.list()
    if (!answer?.ok) return
    const strange: StrangerJob[] = []
    for (const [job, state] of answer.value.value) {
      if (state.kind !== 'void' && !(await isKnown(job))) strange.push({ connectionId, job, state: state.kind, since: sinceOf(connectionId, job, state), alive: isAlive(state) })
    }
    if (strange.length > 0 && found.get(connectionId)?.length !== strange.length) log.warn({ connectionId, jobs: strange.map(({ job }) => job) }, 'jobs that the database does not know')
    found.set(connectionId, strange)
  }
  const sinceOf = (connectionId: string, job: string, state: JobState): TimeMs =>
    state.kind === 'running' ? state.startedAt : (found.get(connectionId)?.find((one) => one.job === job)?.since ?? clock.now())
  const disturbed = (connectionId: string): boolean => found.get(connectionId)?.some(({ alive }) => alive) ?? false

  return {
    async look() {
      for (const connectionId of await managers.ids()) {
        await lookAt(connectionId).catch((error: unknown) => log.error({ err: error, connectionId }, 'the jobs of a management server could not be compared'))
      }
    },
    all: () => [...found.values()].flat(),
    async isDisturbed(connectionId) {
      // A manager that was silent at the start was never compared.
      if (!found.has(connectionId) || disturbed(connectionId)) await lookAt(connectionId)
      return disturbed(connectionId)
    },
  }
}

const isAlive = (state: JobState): boolean =>
  state.kind === 'starting' || state.kind === 'running' || (state.kind === 'lost' && state.alive)
