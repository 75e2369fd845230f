/** The page of one step: the card's facts, the live reading beside its button, and what this viewer may do. */
import { err, ok } from '@/lib/std/result'
import { procedures } from '@/lib/procedures/registry'
import { commandOf, recordIn } from '@/lib/recovery/command-of'
import { currentLeg, currentStep, definitionOf, findRequest, procedureOf, REQUEST_OF_STEP } from '@/lib/recovery/current-step'
import type { Actor } from '@/lib/recovery/intents'
import { offersOf } from '@/lib/recovery/offers'
import type { StepDefinition } from '@/lib/recovery/procedure'
import { readingNow } from '@/lib/recovery/reading-now'
import { refuse } from '@/lib/recovery/refusals'
import type { LegState, RecoveryState, RequestState, StepState } from '@/lib/recovery/state'
import { SETTLING_MS, TIME_OUT_MS, toArgv } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import type { Deps } from '../deps'
import type { StepView } from '../dto'
import type { Answer, StepAddress } from '../service'
import { blastOf, cautionsOf } from './cautions'
import { handOffParts } from './hand-off-parts'
import { nextContact } from './next-contact'
import { failedView, replacementView, toRecoveryView } from './recovery-view'
import { openState, readPatiently, toContacts } from './viewing'

/** See `RecoveryQueries.step`. `pasted`: beside the buttons stands what a person pasted, and nothing that the app reads. */
export async function stepView(deps: Deps, actor: Actor, { recoveryId, leg: legNo, no }: StepAddress, { fresh = false, pasted = false } = {}): Answer<StepView> {
  const opened = await openState(deps, actor, recoveryId)
  if (!opened.ok) return opened
  const state = opened.value
  const leg = state.legs.find((each) => each.no === legNo)
  const step = leg?.steps.find((each) => each.no === no)
  const procedure = leg && procedureOf(leg, procedures)
  const definition = step && procedure && definitionOf(procedure, step.key)
  if (!leg || !step || !definition) return err(refuse('notFound'))
  const facts = state.facts
  const [read, recovery, unit, connection, usual] = await Promise.all([
    pasted ? deps.readings.pasted(facts.connectionId, state.unit) : readingFor(deps, { state, leg, step, definition }, fresh),
    toRecoveryView(deps, state, actor, legNo),
    deps.sites.unit(facts.connectionId, state.unit),
    deps.sites.connection(facts.connectionId),
    definition.command ? deps.store.usual(state.unit, definition.command) : null,
  ])
  const request = requestOf(leg, step)
  const contacts = toContacts(unit?.contacts ?? [])
  const { mails, links, files, uploads } = await handOffParts(deps, actor, { state, leg, step, request })
  const reading = read && readingNow(state, read, deps.clock.now())
  const target = definition.server === 'failed' ? failedView(state, leg) : definition.server === 'new' ? replacementView(state, leg) : null
  const record = recordIn(reading, target?.id ?? null) ?? null
  const command = commandOf(state, leg, definition)
  const { acts, notOffered } = offersOf(state, { leg: leg.no, step: step.key }, { actor, at: deps.clock.now(), reading, procedures })
  // Only a page that offers something can be pressed on.
  if (reading && acts.length > 0) await deps.readings.drawn(reading)
  const cautionInput = { state, definition, failed: failedView(state, leg), target, reading, record, loadBalancerContact: unit?.loadBalancerContact ?? null }
  return ok({
    recovery, leg: leg.no, definition: toDefinition(definition), state: step, opensAfter: step.status === 'idle' ? step.no - 1 : null,
    target, reading, record, argv: command && toArgv(command), programPath: connection && programName(connection.vmiunitPath), runsAs: connection?.user ?? null,
    cautions: cautionsOf(cautionInput), acts, notOffered, usual, settlingMs: definition.command ? SETTLING_MS[definition.command] : null,
    timeOutMs: definition.command ? (connection?.timeOutsMs[definition.command] ?? TIME_OUT_MS[definition.command]) : null,
    request, mails, links, files, uploads, contacts, nextContact: nextContact(contacts, request), blast: blastOf(cautionInput), context: contextOf(state, leg, step), handler: null, actKey: deps.newId(),
  })
}

/** As the manual writes the command: its name. Where it lies on a server is no matter of a page. */
const programName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

type Place = { readonly state: RecoveryState; readonly leg: LegState; readonly step: StepState; readonly definition: StepDefinition }

/** Live beside a button that may be pressed; what was recorded beside everything else. A page never changes anything. */
async function readingFor(deps: Deps, { state, leg, step, definition }: Place, fresh: boolean): Promise<Reading | null> {
  const concernsManager = definition.kind === 'command' || (definition.kind === 'connect' && definition.on === 'M') || definition.condition === 'powerReportedOff'
  const isPresent = state.status === 'open' && leg === currentLeg(state) && currentStep(state)?.key === step.key
  const isUnderWay = step.status === 'running' || step.status === 'verifying'
  if (isPresent && concernsManager && !isUnderWay) return readPatiently(deps, state.facts.connectionId, state.unit, fresh)
  const attempt = step.attempts.at(-1)
  return attempt?.after ?? step.evidence ?? attempt?.before ?? null
}

function requestOf(leg: LegState, step: StepState): RequestState | null {
  const key = step.key === 'request-replacement' ? 'request-replacement' : REQUEST_OF_STEP[step.key]
  return (key && findRequest(leg, key)) ?? null
}

const contextOf = (state: RecoveryState, leg: LegState, step: StepState): StepView['context'] => ({
  template: state.facts.template, businessCheck: state.facts.businessCheck, collected: state.collected, transferred: state.transferred,
  stopped: leg.steps.find(({ key }) => key === 'stop') ?? null,
  report: leg.replacement && { replacement: leg.replacement, checks: leg.replacementChecks },
  notes: state.notes.filter((note) => note.leg === leg.no && note.step === step.key),
})

const toDefinition = ({ no, key, kind, actor, from, on, server, command, condition, optional, irreversible, fields, secondEvidence, group }: StepDefinition): StepView['definition'] => ({
  no, key, kind, actor, from, on, server, command: command ?? null, condition: condition ?? null, optional: optional === true, irreversible: irreversible === true, fields: fields ?? [],
  secondEvidence: secondEvidence ?? null, group,
})
