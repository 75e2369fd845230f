/**
 * A process of its own with stores, launcher and executor, for tests that kill or freeze it. Bundled and started by crash.test.ts.
 * Takes one JSON argument; says `ready`, then `attending N` whenever that number changes. For tests only.
 */
import { createFailpoints, parseFailpoint } from '../failpoints'
import { QUICK, quickExecutor } from './quick'
import { openRecords } from './records'
import { openLauncher, type Site } from './site'

/** `failpoint` as in SHIRUBE_FAILPOINT; `press`: the attempt that was stored under `owner`'s hold, whose press this process takes. */
export type HostOrder = { readonly site: Site; readonly owner: string; readonly failpoint: string | null; readonly press: string | null }

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const order = JSON.parse(process.argv[2] ?? '') as HostOrder
const plan = order.failpoint === null ? null : parseFailpoint(order.failpoint)
if (plan?.ok === false) throw new Error(plan.error)

const records = await openRecords(order.site.database)
const launcher = openLauncher(order.site)
const executor = quickExecutor(order.site, records, launcher, {
  owner: order.owner,
  failpoint: createFailpoints(plan?.value ?? null),
  log: { info: (_, message) => say(message), warn: (_, message) => say(message), error: (facts, message) => say(`${message} ${JSON.stringify(facts)}`) },
  // A loaded test machine may take a while for one start; a lease that ends meanwhile is what other tests are about.
  settings: { ...QUICK, leaseMs: 900, renewEveryMs: 200 },
})

let said = -1
setInterval(() => {
  const count = executor.attending().length
  if (count !== said) say(`attending ${count}`)
  said = count
}, 10)

process.on('SIGTERM', () => {
  void executor.close().then(() => launcher.close()).then(() => process.exit(0))
})
if (order.press !== null) executor.wake(order.press)
else await executor.start()
say('ready')
