/** The door to the demo's simulated outside world: machines at the hypervisor, and how the next commands misbehave. Demo only. */
import type { Result } from '@/lib/std/result'
import { act, clearScenarios, readScenarios, readWorld, seedExample, setScenario } from './vmiunit/simulator/api'

export type DemoWorld = {
  read(): { readonly world: ReturnType<typeof readWorld>; readonly scenarios: ReturnType<typeof readScenarios> }
  act(hypervisorAct: Parameters<typeof act>[1]): Promise<Result<unknown, string>>
  misbehave(entry: Parameters<typeof setScenario>[1]): Promise<void>
  behave(): Promise<void>
  reset(): Promise<void>
}

/** @param dir the folder that the simulated programs work on, too */
export const createDemoWorld = (dir: string, now: () => number): DemoWorld => ({
  read: () => ({ world: readWorld(dir), scenarios: readScenarios(dir) }),
  act: (hypervisorAct) => act(dir, hypervisorAct),
  misbehave: (entry) => setScenario(dir, entry),
  behave: () => clearScenarios(dir),
  async reset() {
    await seedExample(dir, now())
  },
})
