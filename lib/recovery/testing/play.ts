/**
 * For tests only: one recovery played through `decide` and `evolve`, with a small unit beside it whose `status` can be read and changed.
 * No clock and no randomness: time goes on by a second with every act.
 */
import { assert } from '@/lib/std/assert'
import { SETTLING_MS, type ChangeCommand } from '@/lib/vmiunit/commands'
import type { Reading, Said, SaidKind, Seen, ServerRecord } from '@/lib/vmiunit/outcome'
import { seenAfter } from '@/lib/vmiunit/targets'
import { currentVersion, procedures } from '@/lib/procedures/registry'
import { updateCautions } from '../cautions'
import { currentLeg, currentStep } from '../current-step'
import { decide, type Decision } from '../decide'
import type { StepIntent, StepIntents } from '../decide/step-act'
import type { RecoveryEvent, Replacement, ReplacementRequest, UnitFacts } from '../events'
import { evolve } from '../evolve'
import type { Actor, Intent } from '../intents'
import type { ProcedureKey, StepKey } from '../procedure'
import type { Refusal } from '../refusals'
import type { RecoveryState, StepState } from '../state'

export const FAILED = '192.168.1.101'
export const FAILED_SERVICE = '192.168.2.101'
export const NEW = '192.168.1.110'
export const NEW_SERVICE = '192.168.2.110'
export const OTHER = '192.168.1.102'
export const START_AT = Date.UTC(2026, 10, 21, 18, 0)

export const builder: Actor = { id: 'u-sato', name: '佐藤 花子', roles: ['systemBuilder'] }
export const otherBuilder: Actor = { id: 'u-tanaka', name: '田中 一郎', roles: ['systemBuilder'] }
export const manager: Actor = { id: 'u-yamada', name: '山田 次郎', roles: ['resourceManager'] }
export const administrator: Actor = { id: 'u-admin', name: '管理者', roles: ['administrator'] }
export const observer: Actor = { id: 'u-look', name: '閲覧者', roles: ['observer'] }
export const machine: Actor = { id: 'system', name: 'system', roles: 'system' }

export const unitFacts: UnitFacts = {
  connectionId: 'c-1', connectionName: 'mgr01', transport: 'local', loadBalancer: 'none', separateNetworks: true,
  template: { name: 'tmpl-ap-0870', version: '3', os: 'Linux', hypervisorKind: 'kvm' }, businessCheck: null, targetMinutes: 120,
}
export const details: ReplacementRequest = {
  returnHandling: 'keepUntilWeSay', erasureCertificate: false, approval: { kind: 'afterwards', by: '鈴木課長', number: null }, ipWish: 'newIp', placementWish: null,
  impact: '3台中1台が停止', template: 'tmpl-ap-0870', message: null,
}
export const replacement: Replacement = {
  id: NEW, serviceIp: NEW_SERVICE, hypervisorName: 'vm-gyoumu-a-10', power: 'off', template: 'tmpl-ap-0870', documents: null, clonedFromTemplate: true, sameKind: true,
  keptAddress: null, oneNetwork: false,
}
export const deadServer: ServerRecord = { id: FAILED, updateScope: 'none', logical: 'working', observed: 'stopped', loadBalancer: 'blocked', access: 'offline' }
export const healthyServer = (id: string): ServerRecord => ({ id, updateScope: 'none', logical: 'working', observed: 'working', loadBalancer: 'unblocked', access: 'online' })
const cloned = (power: 'on' | 'off'): ServerRecord => ({ id: NEW, updateScope: 'all', logical: 'notbuilt', observed: 'stopped', access: power === 'on' ? 'online' : 'offline' })

/** The same, as a person copies it from a terminal. */
export const pasted = (reading: Reading): Reading => ({ ...reading, source: 'pasted', pasted: { by: builder.name, at: reading.readAt } })

/** What the simulated command does: says something, and changes the unit or not. */
export type Run = { readonly says: SaidKind; readonly works: boolean; readonly readable?: boolean }

export type StartOptions = { readonly procedure: ProcedureKey; readonly facts?: Partial<UnitFacts>; readonly servers?: readonly ServerRecord[]; readonly hypervisorName?: string | null }

/** What each kind of act on a step needs filled in, beside what says which step it is. */
type Filled<T extends StepIntent['type']> = Omit<StepIntents[T], 'type' | 'leg' | 'step' | 'basedOn' | 'reading'>

export class Play {
  readonly events: RecoveryEvent[] = []
  at = START_AT
  servers: ServerRecord[]
  #readings = 0
  #attempts = 0
  #state: RecoveryState | null = null

  constructor(options: StartOptions) {
    this.servers = [...(options.servers ?? [deadServer, healthyServer(OTHER)])]
    this.do(startIntent(options, this.read()))
  }

  get state(): RecoveryState {
    assert(this.#state, 'started')
    return this.#state
  }
  get leg() {
    return currentLeg(this.state)
  }
  get current(): StepState {
    const step = currentStep(this.state)
    assert(step, 'a step is open')
    return step
  }
  step(key: StepKey): StepState {
    const step = this.leg.steps.find((each) => each.key === key)
    assert(step, `${key} is a step of this leg`)
    return step
  }

  /** A fresh reading of the unit; incomplete where nothing answered. */
  read(readable = true): Reading {
    this.at += 1_000
    const id = `reading-${++this.#readings}`
    const head = { id, unit: 'gyoumu_a', startedAt: this.at, readAt: this.at, messages: [], source: 'read' as const }
    return readable
      ? { ...head, allServers: this.servers.length, servers: [...this.servers], complete: true, gaps: [] }
      : { ...head, servers: [], complete: false, gaps: [{ code: 'noAnswer' }] }
  }

  decide(intent: Intent, actor: Actor = builder) {
    this.at += 1_000
    return decide(this.#state, intent, actor, this.at, procedures)
  }

  /** Acts, and expects to be allowed to. */
  do(intent: Intent, actor: Actor = builder): Decision {
    const result = this.decide(intent, actor)
    assert(result.ok, `${intent.type} refused: ${result.ok ? '' : JSON.stringify(result.error)}`)
    this.append(result.value, actor)
    return result.value
  }

  append(decision: Decision, actor: Actor): void {
    for (const event of decision.events) {
      const placed: RecoveryEvent = { ...event, recoveryId: 'R-2026-0012', seq: this.events.length + 1, at: this.at, actorId: actor.id, actorName: actor.name }
      this.events.push(placed)
      this.#state = evolve(this.#state, placed, procedures)
    }
  }

  refused(intent: Intent, actor: Actor = builder): Refusal {
    const result = this.decide(intent, actor)
    assert(!result.ok, `${intent.type} was not refused`)
    return result.error
  }

  /** An act on the current step (or the one named), based on the page as it is drawn now. */
  on<T extends StepIntent['type']>(type: T, filled: Filled<T>, more: { readonly step?: StepKey; readonly reading?: Reading | null; readonly revision?: number } = {}): Intent {
    const step = more.step ? this.step(more.step) : this.current
    const reading = more.reading ?? null
    const basedOn = { stepRevision: more.revision ?? step.revision, readingId: reading?.id ?? null }
    // One literal of all parts; which of the intents it is follows from `type` and `filled`, which are typed together above.
    return { type, leg: this.leg.no, step: step.key, basedOn, reading, ...filled } as unknown as Intent
  }
  act<T extends StepIntent['type']>(type: T, filled: Filled<T>, more: { readonly step?: StepKey; readonly reading?: Reading | null } = {}): Decision {
    return this.do(this.on(type, filled, more))
  }

  /** Every tick that a page with this reading offers before `update`. */
  ticks(reading: Reading | null): readonly string[] {
    return reading ? updateCautions(reading, this.leg.replacement?.id ?? NEW).map(({ tick }) => tick) : []
  }

  /** Presses the button of the current command step. */
  press(over: Partial<Filled<'run'>> = {}): string {
    const attempt = `attempt-${++this.#attempts}`
    const reading = this.read()
    this.act('run', { attempt, typed: this.current.key === 'detach' ? FAILED : null, agreedBy: '鈴木課長', cautionsRead: this.ticks(reading), ...over }, { reading })
    return attempt
  }

  /** Shows the current step's command to be run by its person. */
  showByHand(): string {
    const attempt = `attempt-${++this.#attempts}`
    const reading = pasted(this.read())
    const filled = { attempt, typed: this.current.key === 'detach' ? FAILED : null, agreedBy: '鈴木課長', cautionsRead: this.ticks(reading) }
    this.act('runByHand', filled, { reading })
    return attempt
  }

  /** A person runs it, and pastes what it printed and what `status` shows afterwards. */
  runByHand({ works, exitCode }: { readonly works: boolean; readonly exitCode: number | null } = { works: true, exitCode: 0 }): string {
    const attempt = this.showByHand()
    if (works) this.apply(this.attempt(attempt).command)
    this.act('endByHand', { attempt, exitCode, outputBytes: 7, outputSha256: 'ab' })
    // Nobody waits for what is seen at once.
    if (!works) this.at += SETTLING_MS[this.attempt(attempt).command.name]
    this.act('seeByHand', { attempt }, { reading: pasted(this.read()) })
    return attempt
  }

  /** Presses, and plays the executor to the end of the settling time. */
  run(how: Run = { says: 'normal', works: true }): void {
    const attempt = this.press()
    this.launch(attempt)
    this.end(attempt, how)
    this.see(attempt, how.readable ?? true)
  }

  attempt(id: string) {
    const attempt = this.leg.steps.flatMap((step) => step.attempts).find((each) => each.id === id)
    assert(attempt, 'the attempt is known')
    return attempt
  }
  launch(attempt: string): void {
    const before = this.read()
    this.do({ type: 'launched', ...this.here(attempt), before, at: this.at, otherChanges: [] }, machine)
  }
  end(attempt: string, { says, works }: Run): void {
    if (works) this.apply(this.attempt(attempt).command)
    const codes: Readonly<Record<SaidKind, number | null>> = { normal: 0, warning: 1, busy: 2, abnormal: 64, other: 3, none: null }
    const said: Said = { kind: says, exitCode: codes[says], signal: null, endedAt: this.at }
    this.do({ type: 'ended', ...this.here(attempt), said, outputBytes: 0, outputSha256: '' }, machine)
  }
  see(attempt: string, readable = true, last = true): Seen {
    const { command, before } = this.attempt(attempt)
    const reading = this.read(readable)
    const seen = before ? seenAfter({ command, before, after: reading }) : 'notReadable'
    this.do({ type: 'seen', ...this.here(attempt), reading, seen, changes: [], otherChanges: [], last }, machine)
    return seen
  }
  /** The step that an attempt belongs to, as reports name it. */
  here(attempt: string): { readonly leg: number; readonly step: StepKey; readonly attempt: string } {
    const step = this.leg.steps.find((each) => each.attempts.some((one) => one.id === attempt))
    return { leg: this.leg.no, step: step?.key ?? this.current.key, attempt }
  }

  change(id: string, over: Partial<ServerRecord>): void {
    this.servers = this.servers.map((server) => (server.id === id ? { ...server, ...over } : server))
  }
  /** What a command that works does to the unit. */
  apply(command: ChangeCommand): void {
    switch (command.name) {
      case 'unmark':
        return this.change(command.server, { markTime: undefined, markComment: undefined })
      case 'start':
        return this.change(command.server, { logical: 'working', observed: 'working', loadBalancer: command.loadBalancer ? 'unblocked' : 'blocked' })
      case 'stop':
        return this.change(command.server, { logical: 'stopped', observed: 'stopped', loadBalancer: 'blocked' })
      case 'detach':
        this.servers = this.servers.filter((server) => server.id !== command.server)
        return
      case 'attach':
        this.servers = [...this.servers, { ...cloned('off'), id: command.server, access: this.leg.replacement?.power === 'on' ? 'online' : 'offline' }]
        return
      case 'update':
        return this.change(command.server, { updateScope: 'none', logical: 'stopped' })
    }
  }
}

export const startIntent = ({ procedure, facts, hypervisorName = 'vm-gyoumu-a-01' }: StartOptions, reading: Reading | null): Extract<Intent, { readonly type: 'start' }> => ({
  type: 'start', recoveryId: 'R-2026-0012', procedure, version: currentVersion(procedure), unit: 'gyoumu_a',
  failed: { id: FAILED, serviceIp: FAILED_SERVICE, hypervisorName, namedByHand: false }, facts: { ...unitFacts, ...facts },
  answer: { usable: procedure === 'reuse', reason: '調査の結果' }, reading, occurredAt: null, detectedAt: START_AT - 600_000, detectedBy: 'JP1', incident: 'INC-1', drill: false, dueAt: null,
})

/** What somebody does who meets no trouble, step by step. */
export const smooth: Readonly<Record<StepKey, (play: Play) => void>> = {
  'connect-hypervisor': (play) => void play.act('confirm', { statement: { host: 'hv01' }, automatic: false }),
  'repair-server': (play) => {
    play.act('confirm', { statement: { what: '再起動した', by: '佐藤' }, automatic: false })
    play.change(FAILED, { access: 'online' })
  },
  'connect-manager': (play) => void play.act('confirm', { statement: {}, automatic: true }, { reading: play.read() }),
  'connect-manager-2': (play) => void play.act('confirm', { statement: {}, automatic: true }, { reading: play.read() }),
  'connect-manager-3': (play) => void play.act('confirm', { statement: {}, automatic: true }, { reading: play.read() }),
  unmark: (play) => void play.act('notNeeded', { reason: null }, { reading: play.read() }),
  start: (play) => play.run(),
  'collect-data': (play) =>
    void play.do({ type: 'answerCollect', leg: play.leg.no, items: [{ what: 'ログ', where: 'nas01', sizeBytes: null, sha256: null, note: null }], nothingBecause: null, enteredFor: null }, manager),
  stop: (play) => void play.act('giveSecondEvidence', { hypervisorShows: 'alreadyOff', by: '佐藤', at: play.at, note: '応答なし', vmNameSeen: null }, { reading: play.read() }),
  detach: (play) => play.run(),
  'request-replacement': (play) => void play.do({ type: 'send', leg: play.leg.no, request: 'request-replacement', details, message: null, dueAt: null }),
  'clone-and-report': (play) => void play.do({ type: 'answerReport', leg: play.leg.no, replacement, checks: [], reading: play.read(), enteredFor: null }, manager),
  attach: (play) => play.run(),
  'power-on': (play) => {
    play.change(play.leg.replacement?.id ?? NEW, { access: 'online' })
    if (play.leg.replacement?.power === 'on') play.act('notNeeded', { reason: null }, { reading: play.read() })
    else play.act('confirm', { statement: { at: '03:31', by: '佐藤' }, automatic: false }, { reading: play.read() })
  },
  update: (play) => play.run(),
  'transfer-data': (play) => {
    if (play.state.collected?.nothingBecause) play.act('notNeeded', { reason: null })
    else play.act('skip', { reason: '不要' })
  },
}

/** Goes on smoothly until the step is current. */
export function upTo(options: StartOptions, key: StepKey): Play {
  const play = new Play(options)
  goTo(play, key)
  return play
}

export function goTo(play: Play, key: StepKey): void {
  while (play.current.key !== key) smooth[play.current.key](play)
}

/** Records that service is back, and ends. */
export function conclude(play: Play): void {
  play.do({ type: 'restoreService', restored: true, at: play.at, by: '佐藤', reason: null })
  const openData = play.leg.steps.some((step) => step.openForAnswer) ? '回答なし' : null
  play.do({ type: 'end', openData, informed: [], summary: null })
}
