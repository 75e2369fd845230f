/** The door to the demo's simulated outside world: machines at the hypervisor, and how the next commands misbehave. Demo only. */
import { z } from 'zod'
import { err, ok, type Result } from '@/lib/std/result'
import { act, clearScenarios, readScenarios, readWorld, seedExample, setScenario } from './vmiunit/simulator/api'

export type WorldSeen = { readonly world: ReturnType<typeof readWorld>; readonly scenarios: ReturnType<typeof readScenarios> }
export type DemoWorld = {
  read(): WorldSeen
  /** Does what `worldRequest` names; refused with the hypervisor's word, or `formIncomplete` where it is no request. */
  request(posted: unknown): Promise<Result<WorldSeen, string>>
  reset(): Promise<void>
}

const name = z.string().min(1).max(64)
const exitCode = z.coerce.number().int().min(0).max(255)
const hypervisorAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['powerOn', 'powerOff', 'connect', 'disconnect', 'repair', 'die']), name }),
  z.object({ kind: z.literal('clone'), template: name, name, ip: z.string(), serviceIp: z.string(), power: z.enum(['on', 'off']) }),
])
const scenario = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slow'), lines: z.coerce.number().int().min(1).max(10_000), everyMs: z.coerce.number().int().min(0).max(60_000) }),
  z.object({ kind: z.enum(['busy', 'warning', 'silent']) }),
  z.object({ kind: z.literal('abnormal'), changes: z.boolean().optional() }),
  z.object({ kind: z.literal('lie'), exitCode: z.union([z.literal(0), z.literal(1)]).optional() }),
  z.object({ kind: z.literal('die'), when: z.enum(['before', 'after']), signal: z.enum(['SIGKILL', 'SIGTERM']).optional() }),
  z.object({ kind: z.literal('garbage'), exitCode: exitCode.optional() }),
  z.object({ kind: z.literal('hang'), ignoreTerm: z.boolean().optional() }),
  z.object({ kind: z.literal('settle'), forMs: z.coerce.number().int().min(0).max(600_000) }),
  z.object({ kind: z.literal('stopOffline'), exitCode: z.union([z.literal(0), z.literal(1)]) }),
  z.object({ kind: z.literal('cut'), atByte: z.coerce.number().int().min(0).max(1_000_000) }),
])
const command = z.enum(['status', 'mark', 'unmark', 'start', 'stop', 'detach', 'attach', 'update', 'anyChange'])
/** `{act}` at the hypervisor, `{scenario, command, times}` for coming commands, `{clear: true}` of scenarios, `{reset: true}` of everything. */
const worldRequest = z.union([
  z.object({ act: hypervisorAct }),
  z.object({ scenario, command, times: z.number().int().min(1).nullable().optional() }),
  z.object({ clear: z.literal(true) }),
  z.object({ reset: z.literal(true) }),
])

/** @param dir the folder that the simulated programs work on, too */
export function createDemoWorld(dir: string, now: () => number): DemoWorld {
  const read = (): WorldSeen => ({ world: readWorld(dir), scenarios: readScenarios(dir) })
  const reset = async (): Promise<void> => void (await seedExample(dir, now()))
  return {
    read,
    reset,
    async request(posted) {
      const parsed = worldRequest.safeParse(posted)
      if (!parsed.success) return err('formIncomplete')
      const wanted = parsed.data
      if ('act' in wanted) {
        const acted = await act(dir, wanted.act)
        return acted.ok ? ok(read()) : acted
      }
      if ('scenario' in wanted) await setScenario(dir, wanted)
      else if ('clear' in wanted) await clearScenarios(dir)
      else await reset()
      return ok(read())
    },
  }
}
