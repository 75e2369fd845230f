/**
 * The whole test of a connection: every check by name, each with its finding, those that could not be made as `notReached`. Reads only.
 * Serves the settings' button and the nightly look.
 */
import iconv from 'iconv-lite'
import type { Clock } from '@/lib/std/clock'
import { CHECK_NAMES, type CheckName, type CodeOf } from '@/lib/sites/checks'
import type { Connection, ConnectionTest } from '@/lib/sites/ports'
import { toArgv, type UnitName } from '@/lib/vmiunit/commands'
import { parseHead } from '../launcher/parse'
import type { Launcher, Probe, Stamp, Trouble } from '../launcher/port'
import { readStatus } from '../read-status'
import { runTool } from '../transports/run-tool'
import type { SshOptions } from '../transports/ssh'
import { remoteWords, sshArguments } from '../transports/ssh-command'
import { reach, type Finding, type Found } from './reach'
import type { OwnScript } from './script'

export type TestDeps = {
  readonly connection: Connection
  readonly units: readonly UnitName[]
  readonly launcher: Launcher
  /** Null where the management server is this machine. */
  readonly ssh: SshOptions | null
  readonly script: OwnScript
  readonly clock: Clock
  readonly newId: () => string
}

const SKEW_MS_MAX = 5_000
const FREE_KIB_MIN = 262_144
const READ_MS = 30_000
const RAW_MS = 20_000

export async function testConnection(deps: TestDeps): Promise<ConnectionTest['checks']> {
  const findings: Finding[] = []
  const found: Found = (name, code, detail = null) => void findings.push({ name, code, detail } as Finding)
  if (!deps.ssh || (await reach(deps.ssh, found))) await lookAround(deps, found)
  const names = deps.ssh ? CHECK_NAMES : CHECK_NAMES.filter((name) => !OF_SSH.includes(name))
  return names.map((name) => findings.find((finding) => finding.name === name) ?? { name, code: 'notReached', detail: null })
}

const OF_SSH: readonly CheckName[] = ['name', 'port', 'hostKey', 'login', 'shell']

async function lookAround(deps: TestDeps, found: Found): Promise<void> {
  const askedAt = deps.clock.now()
  const probed = await deps.launcher.probe()
  const answeredAt = deps.clock.now()
  if (!probed.ok) return tellTrouble(deps, probed.error, found)
  const { value: probe, ...stamp } = probed.value
  found('script', judgeScript(deps.script, probe), probe.script)
  found('jobFolder', 'ok', deps.connection.jobsDir)
  found('program', probe.programFound ? 'ok' : 'missing', deps.connection.vmiunitPath)
  tellClock(stamp, askedAt, answeredAt, found)
  if (probe.freeKib === null) found('disk', 'unknown')
  else found('disk', probe.freeKib < FREE_KIB_MIN ? 'low' : 'ok', `${Math.floor(probe.freeKib / 1_024)} MiB`)
  if (probe.programFound) await tryStatus(deps, found)
}

async function tellTrouble(deps: TestDeps, trouble: Trouble, found: Found): Promise<void> {
  if (trouble.kind === 'noContact') {
    if (deps.ssh) found('script', await whyNoScript(deps.ssh), trouble.detail)
    return
  }
  const { code } = trouble
  if (code === 'noSpace' || code === 'unwritable' || code === 'networkFolder' || code === 'unsupported') found('jobFolder', code, deps.connection.jobsDir)
  else found('script', 'unusable', code)
}

/** Asks once without a session, for a script that is not there cannot say so itself. */
async function whyNoScript({ login, knownHosts, places, forcedCommand, env }: SshOptions): Promise<CodeOf<'script'>> {
  const words = [...sshArguments(login, { knownHosts, control: null }), ...remoteWords(places, forcedCommand, ['check', 'probe'])]
  const { said, complained } = await runTool('ssh', words, { env, timeoutMs: RAW_MS })
  if (said.split('\n').some((line) => parseHead(line, 'check'))) return 'unusable'
  return /not found|no such file|can't open|cannot open/i.test(`${said}${complained}`) ? 'missing' : 'unusable'
}

function judgeScript(own: OwnScript, there: Probe): CodeOf<'script'> {
  const difference = Number(there.script) - Number(own.version)
  if (difference !== 0) return difference < 0 ? 'older' : 'newer'
  return there.sha256 === null || there.sha256 === own.sha256 ? 'ok' : 'changed'
}

/** Between question and answer any moment may be the one that the answer tells. */
function tellClock({ clockMs }: Stamp, askedAt: number, answeredAt: number, found: Found): void {
  const aheadMs = Math.max(clockMs - answeredAt, 0) - Math.max(askedAt - clockMs, 0)
  found('clock', Math.abs(aheadMs) > SKEW_MS_MAX ? 'skewed' : 'ok', `${(aheadMs / 1_000).toFixed(1)} s`)
}

async function tryStatus({ connection, units: [unit], launcher, clock, newId }: TestDeps, found: Found): Promise<void> {
  if (unit === undefined) {
    found('status', 'noUnit')
    found('charset', 'noUnit')
    return
  }
  const raw = await launcher.read(toArgv({ name: 'status', unit, target: 'virtualserver' }), { timeoutMs: READ_MS })
  if (!raw.ok || raw.value.value.timedOut) {
    found('status', 'timedOut', unit)
    return
  }
  const manager = { launcher, charset: connection.charset, pressLimitMs: connection.pressLimitMs }
  const { reading } = await readStatus({ manager, unit, clock, newId, timeoutMs: READ_MS })
  const gap = reading.gaps[0]
  const nothing = reading.servers.length === 0 && reading.allServers === undefined
  if (gap?.code === 'exit') found('status', 'failed', `${unit}: exit ${gap.exitCode ?? '-'}`)
  else if (gap) found('status', nothing ? 'unreadable' : 'incomplete', unit)
  else found('status', 'ok', unit)
  found('charset', judgeCharset(Buffer.from(raw.value.value.output), connection.charset), connection.charset)
}

function judgeCharset(bytes: Buffer, charset: Connection['charset']): CodeOf<'charset'> {
  if (bytes.every((byte) => byte < 0x80)) return 'plain'
  return iconv.decode(bytes, charset).includes('\uFFFD') ? 'undecodable' : 'ok'
}
