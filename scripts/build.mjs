// npm run build: the server and the simulator's programs, unless they are up to date.
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'

await entry(async () => {
  await ensureDeps()
  await ensureBuild()
  return 0
})
