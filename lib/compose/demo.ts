/** What the demo has at hand: its outside world, ready accounts, the example unit. A part of lib/compose.ts. */
import path from 'node:path'
import type { Auth } from '../accounts/auth'
import { seedDemoPeople } from '../accounts/demo-people'
import { createDemoWorld, type DemoWorld } from '../demo-world'
import { seedDemoSite } from '../sites/demo-site'
import type { SiteStore } from '../sites/ports'

type Demo = { readonly auth: Auth; readonly sites: SiteStore; readonly dataDir: string; readonly now: () => number }

/** Makes what is missing; what people changed since stays. */
export async function openDemo({ auth, sites, dataDir, now }: Demo): Promise<DemoWorld> {
  const world = createDemoWorld(path.join(dataDir, 'simulator'), now)
  await seedDemoPeople(auth)
  await seedDemoSite(sites, { vmiunitPath: path.resolve('build/simulator/vmiunit'), jobsDir: path.join(dataDir, 'jobs') })
  if (world.read().world === null) await world.reset()
  return world
}
