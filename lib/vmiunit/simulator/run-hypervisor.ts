/**
 * One run of the simulated hypervisor's command line: what a person does outside of the product. Reads no environment of its own.
 */
import { applyHypervisorAct, type HypervisorAct, type HypervisorRefusal } from './hypervisor'
import { changeWorld, loadWorld } from './store'
import type { Machine, World } from './world'

const USAGE = `The simulated outside world: the hypervisor (模擬環境：ハイパーバイザ)
  list
  power on|off NAME
  network connect|disconnect NAME
  repair NAME
  die NAME
  clone TEMPLATE NAME IP SERVICE_IP [on|off]
`

const REFUSALS: Readonly<Record<HypervisorRefusal | 'noWorld', string>> = {
  noSuchMachine: 'there is no machine of that name',
  noSuchTemplate: 'there is no template of that name',
  nameTaken: 'a machine of that name exists already',
  badName: 'the name may hold letters, digits, dots, hyphens and underscores, 64 at most',
  badAddress: 'an address is not dotted IPv4',
  addressInUse: 'a machine that is switched on has that address',
  noWorld: 'the simulated world has not been set up in this folder',
}

/** Runs one act. Exit code 0 done, 1 refused, 2 wrong usage. */
export async function runHypervisor({ argv, dir, print }: {
  readonly argv: readonly string[]
  readonly dir: string
  readonly print: (text: string) => void
}): Promise<number> {
  if (argv.length === 1 && argv[0] === 'list') {
    const world = loadWorld(dir)
    print(world ? listOf(world) : `simulator: ${REFUSALS.noWorld}\n`)
    return world ? 0 : 1
  }
  const act = toAct(argv)
  if (!act) {
    print(USAGE)
    return 2
  }
  const refusal = await changeWorld<HypervisorRefusal | 'noWorld' | null>(dir, (world) => {
    if (!world) return { world, result: 'noWorld' }
    const acted = applyHypervisorAct(world, act)
    return acted.ok ? { world: acted.value, result: null } : { world, result: acted.error }
  })
  print(refusal ? `simulator: ${REFUSALS[refusal]}\n` : `simulator: ${act.kind} ${act.name}: done\n`)
  return refusal ? 1 : 0
}

function toAct(argv: readonly string[]): HypervisorAct | null {
  const [verb, ...words] = argv
  if (verb === 'clone') {
    const [template, name, ip, serviceIp, power = 'off'] = words
    if (!template || !name || !ip || !serviceIp || words.length > 5 || (power !== 'on' && power !== 'off')) return null
    return { kind: 'clone', template, name, ip, serviceIp, power }
  }
  const name = words.at(-1)
  if (!name) return null
  if ((verb === 'repair' || verb === 'die') && words.length === 1) return { kind: verb, name }
  if (words.length !== 2) return null
  if (verb === 'power' && (words[0] === 'on' || words[0] === 'off')) return { kind: words[0] === 'on' ? 'powerOn' : 'powerOff', name }
  if (verb === 'network' && (words[0] === 'connect' || words[0] === 'disconnect')) return { kind: words[0], name }
  return null
}

const listOf = (world: World): string =>
  `Simulated hypervisor (模擬環境)\n${world.machines.map(lineOf).join('')}${world.templates.map(({ name, version, os }) => `template  ${name} ${version}  ${os}\n`).join('')}`

const lineOf = (machine: Machine): string =>
  `${machine.name.padEnd(20)} ${machine.ip.padEnd(15)} ${machine.serviceIp.padEnd(15)} power ${machine.power.padEnd(3)} ${machine.connected ? 'connected' : 'disconnected'}${machine.dead ? ' does not answer' : ''}\n`
