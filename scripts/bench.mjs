// npm run bench: the numbers that the project holds itself to, measured here and now. Exit code 1 where one is over its limit.
import { measureBytes } from './lib/byte-budgets.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensureDebian } from './lib/ensure-debian.mjs'
import { ensureDeps } from './lib/ensure-deps.mjs'
import { entry } from './lib/entry.mjs'
import { heading, say } from './lib/say.mjs'

const megabyte = 1024 * 1024
const rounded = (value) => Math.round(value * 100) / 100
const row = (what, measured, limit, unit, beside = '') => ({ what, measured: rounded(measured), limit, unit, beside })
const ms = (value) => `${rounded(value)} ms`

/**
 * Launches of one manager go through one session, one after the other, each flushed; bare commands start side by side and flush nothing. Over ssh the
 * bare ones log in to a shell without start files, the quickest that there is.
 */
const LAUNCH_LIMITS = { local: { 1: 2.5, 8: 12, 32: 16 }, ssh: { 1: 1, 8: 4, 32: 5 } }

/** Title → work that answers rows. Each is loaded when its turn comes: some need packages that were not installed before. */
const benches = {
  // First, while this process is small: the bare commands are started by it, and a large one takes ten times as long for that.
  'launches through the launcher, against bare commands on the same transport': async () => {
    const { measureTransports } = await import('./bench/transports.bench.mjs')
    return (await measureTransports()).map(({ transport, count, bareMs, launchMs, ratio }) =>
      row(`${transport}, ${count} at once, to the first instruction of the last`, ratio, LAUNCH_LIMITS[transport][count], '×', `${ms(launchMs)} to ${ms(bareMs)}`))
  },
  'launching a command': async () => {
    const { measureLaunch } = await import('./bench/launch.bench.mjs')
    const { bareMs, pressMs, ratio, fatExtraMs, bareMb } = await measureLaunch()
    return [
      row('use case to first instruction, against commit + bare command', ratio, 2.5, '×', `${ms(pressMs)} to ${ms(bareMs)}; bare from ${Math.round(bareMb)} MB`),
      row('more than that from a 600 MB server', fatExtraMs, 8, 'ms'),
    ]
  },
  'a hundred thousand closed recoveries behind it, against a hundred': async () => {
    const { measureLists } = await import('./bench/lists.bench.mjs')
    return (await measureLists()).map(({ name, fewMs, manyMs, ratio }) => row(name, ratio, 2, '×', `${ms(manyMs)} to ${ms(fewMs)}`))
  },
  'start and memory': async () => {
    const { measureStart } = await import('./bench/start.bench.mjs')
    const { readyMs, idleBytes } = await measureStart()
    return [row('ready after a warm start', readyMs, 2000, 'ms'), row('idle memory after a minute of use', idleBytes / megabyte, 180, 'MB')]
  },
  'page sizes': async () => measureBytes().map(({ name, bytes, limit }) => row(name, bytes / 1024, limit / 1024, 'KB gzip')),
}

const isOver = ({ measured, limit }) => measured > limit

const print = (rows) => {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, measured, limit, unit, beside } of rows) {
    const verdict = isOver({ measured, limit }) ? 'OVER' : 'ok'
    console.log(`${verdict.padEnd(4)}  ${what.padEnd(width)}  ${String(measured).padStart(8)} ${unit} (limit ${limit})${beside && `   ${beside}`}`)
  }
}

await entry(async () => {
  await ensureDebian()
  await ensureDeps()
  await ensureBuild()
  const all = []
  for (const [title, work] of Object.entries(benches)) {
    heading(title)
    const rows = await work()
    print(rows)
    all.push(...rows)
  }
  const over = all.filter(isOver)
  say(`\n上限を超えた値: ${over.length}/${all.length}`, `over their limit: ${over.length} of ${all.length}`)
  say('時間は同じ実行の中で交互に測った中央値の比です。ほかの仕事が重い機械では比も揺れます。', 'times are ratios of medians taken in turns within one run; on a machine that is busy with other things they still vary')
  return over.length === 0 ? 0 : 1
})
