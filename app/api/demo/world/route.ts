import { demoRead, demoWrite } from '@/app/doors/demo-route'

/** The simulated outside world of the demo: machines, templates, the scenarios to come. */
export const GET = demoRead(async (world) => Response.json(world.read(), { headers: { 'cache-control': 'no-store' } }))

/** Acts in it: `{act}` at the hypervisor, `{scenario}` for coming commands, `{clear: true}`, `{reset: true}`. */
export const POST = demoWrite()
