// npm run bench: the numbers that the project holds itself to, measured here and now. Exit code 1 where one is over its limit.
import { measureBytes } from './lib/byte-budgets.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'
import { heading } from './lib/say.mjs'

const megabyte = 1024 * 1024
const row = (name, value, limit, unit) => ({ name, value: Math.round(value * 100) / 100, limit, unit })

/** Title → work that answers rows. Each is loaded when its turn comes: some need packages that were not installed before. */
const benches = {
  'start and memory': async () => {
    const { measureStart } = await import('./bench/start.bench.mjs')
    const { readyMs, idleBytes } = await measureStart()
    return [row('ready after a warm start', readyMs, 2000, 'ms'), row('idle memory of the server', idleBytes / megabyte, 180, 'MB')]
  },
  'page sizes': async () => measureBytes().map(({ name, bytes, limit }) => row(name, bytes / 1024, limit / 1024, 'KB gzip')),
  'launching a command': async () => {
    const { measureLaunch } = await import('./bench/launch.bench.mjs')
    const { ratio, fatExtraMs } = await measureLaunch()
    return [row('launch to the bare command', ratio, 2.5, '×'), row('more than that from a 600 MB server', fatExtraMs, 8, 'ms')]
  },
}

await entry(async () => {
  await ensureDeps()
  await ensureBuild()
  let isWell = true
  for (const [title, work] of Object.entries(benches)) {
    heading(title)
    for (const { name, value, limit, unit } of await work()) {
      isWell &&= value <= limit
      console.log(`${value <= limit ? 'ok  ' : 'OVER'} ${name}: ${value} ${unit} (limit ${limit})`)
    }
  }
  return isWell ? 0 : 1
})
