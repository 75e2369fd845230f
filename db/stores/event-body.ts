/**
 * What the body of each event has to hold to be understood, checked on the way from the row to the engine: a row may have been edited, cut or
 * written by a hand that was not ours. Bodies are only judged; what else one holds is passed on untouched.
 */
import { z } from 'zod'
import { versionOf, type BodyOf, type EventType } from '@/lib/recovery/events'
import type { FieldName, ProcedureKey, RequestKey, StepKey } from '@/lib/recovery/procedure'
import type { FactChange } from '@/lib/vmiunit/outcome'
import { commandSchema, readingSchema } from './reading-schema'

const text = z.string()
const count = z.number()
const orNull = <S extends z.ZodType>(schema: S) => schema.nullable()
const leg = count
/** Which steps, requests and fields there are is the procedures' matter: any key may stand. */
const step = z.custom<StepKey>((value) => typeof value === 'string')
const request = z.custom<RequestKey>((value) => typeof value === 'string')
const statement = z.custom<Partial<Record<FieldName, string>>>((value) => z.record(text, text).safeParse(value).success)
const procedure: z.ZodType<ProcedureKey> = z.enum(['reuse', 'replace'])
const reading = orNull(readingSchema)
const person = z.object({ id: text, name: text })
const onStep = { leg, step }
const onAttempt = { ...onStep, attempt: text }
const onRequest = { leg, request }
const reason = text
const seen = z.enum(['target', 'targetAlreadyBefore', 'sameAsBefore', 'changed', 'notReadable'])
const factFields: z.ZodType<FactChange['field']> = z.enum(['definitionStatus', 'listed', 'updateScope', 'logical', 'observed', 'loadBalancer', 'access', 'markTime', 'markComment'])
const changes = z.array(z.object({ server: orNull(text), field: factFields, before: orNull(text), after: orNull(text) }))
const enteredFor = orNull(z.object({ who: text, how: z.enum(['phone', 'mail', 'other']), at: count }))
const handledBy = text.optional()
const hypervisorShows = orNull(z.enum(['alreadyOff', 'switchedOff', 'cannotSwitchOffDisconnected']))
const facts = z.object({
  connectionId: text, connectionName: text, transport: z.enum(['local', 'ssh', 'manual']), loadBalancer: z.enum(['linked', 'people', 'none']), separateNetworks: z.boolean(),
  template: orNull(z.object({ name: text, version: text, os: text, hypervisorKind: text })), businessCheck: orNull(text), targetMinutes: orNull(count),
})
const fileRef = z.object({ id: text, name: text, sizeBytes: count, sha256: text })
const files = z.array(fileRef).optional()
const address = z.object({ name: text, mail: text })
const details = orNull(z.object({
  returnHandling: z.enum(['keepUntilWeSay', 'mayBeDeleted']), erasureCertificate: z.boolean(), approval: z.object({ kind: z.enum(['approved', 'afterwards']), by: text, number: orNull(text) }),
  ipWish: z.enum(['keepServiceIp', 'newIp', 'keepBoth']), placementWish: orNull(text), impact: text, template: text, message: orNull(text),
  requester: z.object({ team: text, phone: text }).optional(), network: orNull(text).optional(), files,
}))
const replacement = z.object({
  id: text, serviceIp: text, hypervisorName: orNull(text), power: z.enum(['on', 'off']), template: text, documents: orNull(text), clonedFromTemplate: z.boolean(), sameKind: z.boolean(),
  keptAddress: orNull(z.object({ offSeenAt: text, origin: z.enum(['newClone', 'oldRepaired']) })), oneNetwork: z.boolean(), files,
})
const check = z.object({
  code: z.enum(['identifierFree', 'serviceIpFree', 'notInOtherRecovery', 'differsFromFailed', 'networksDiffer', 'template', 'sameKind']), outcome: z.enum(['ok', 'asked', 'unread', 'refused']), at: count,
})
const item = z.object({ what: text, where: text, sizeBytes: orNull(count), sha256: orNull(text), note: orNull(text), file: fileRef.optional() })
const said = z.object({ kind: z.enum(['normal', 'warning', 'busy', 'abnormal', 'other', 'none']), exitCode: orNull(count), signal: orNull(text), endedAt: orNull(count) })

const stepBodies = {
  StepConfirmed: z.object({ ...onStep, statement, reading, automatic: z.boolean() }),
  StepSkipped: z.object({ ...onStep, reason }),
  StepNotNeeded: z.object({ ...onStep, because: z.enum(['noMark', 'powerOn', 'dataNotNeeded', 'overruled', 'afterwards']), reading, reason: orNull(text) }),
  StepOverruled: z.object({ ...onStep, reason }),
  StepEnteredAfterwards: z.object({ ...onStep, what: text, doneBy: text, doneAt: count }),
  StepReopened: z.object({ ...onStep, reason }),
  SecondEvidenceGiven: z.object({ ...onStep, kind: z.enum(['hypervisor', 'business', 'definition']), hypervisorShows, by: text, at: count, note: orNull(text), vmNameSeen: orNull(text) }),
  TargetAccepted: z.object({ ...onStep, reason, reading: readingSchema }),
  WentOnWithout: z.object({ ...onStep, what: z.enum(['step', 'waiting']), reason, agreedBy: text }),
  ReportReceived: z.object({ ...onStep, comparedBy: text, note: orNull(text), compared: z.array(z.object({ name: text, sha256: text })).optional() }),
  ApprovalAsked: z.object({ ...onStep, approver: text }),
  ApprovalGiven: z.object({ ...onStep, by: person, typed: text }),
}

const commandBodies = {
  CommandRequested: z.object({ ...onAttempt, no: count, command: commandSchema, argv: z.array(text), basedOn: orNull(text), typed: orNull(text), agreedBy: orNull(text), byHand: z.object({ before: readingSchema }).optional() }),
  CommandDeclined: z.object({ ...onAttempt, why: z.enum(['drift', 'unreadable', 'tooLate', 'voided', 'targetThere', 'refused', 'notRun']), changes, reading, detail: orNull(text) }),
  CommandLaunched: z.object({ ...onAttempt, before: readingSchema, at: count, otherChanges: changes }),
  CommandInterrupted: z.object({ ...onAttempt, alive: z.array(text), forced: z.boolean(), unanswered: z.literal(true).optional() }),
  CommandEnded: z.object({ ...onAttempt, said, outputBytes: count, outputSha256: text, pasted: z.literal(true).optional() }),
  WaitingEnded: z.object({ ...onAttempt, what: z.enum(['settling', 'contact']) }),
  StateSeen: z.object({ ...onStep, attempt: orNull(text), reading: readingSchema, seen, changes, otherChanges: changes, last: z.boolean() }),
  OutcomeSettled: z.object({ ...onAttempt, by: z.enum(['machine', 'person']), conclusion: z.enum(['done', 'doneWarn', 'attention', 'failed', 'ready', 'secondEvidence']), note: orNull(text) }),
  OutcomeUnknown: z.object({ ...onAttempt, why: z.enum(['lost', 'identityChanged', 'unreadable', 'waitingEnded', 'notKnown']) }),
}

const handoffBodies = {
  HandoffSent: z.object({ ...onRequest, no: text, dueAt: orNull(count), details, message: orNull(text), addressed: z.object({ to: orNull(address), cc: z.array(address) }).optional() }),
  HandoffAccepted: z.object({ ...onRequest, by: person, promisedAt: orNull(count) }),
  HandoffPromised: z.object({ ...onRequest, promisedAt: orNull(count), awaitingApproval: z.boolean() }),
  HandoffStarted: z.object(onRequest),
  HandoffAnswered: z.object({ ...onRequest, enteredFor, handledBy }),
  HandoffSentBack: z.object({ ...onRequest, reason, dueAt: orNull(count).optional() }),
  HandoffCorrected: z.object({ ...onRequest, version: count, enteredFor, handledBy }),
  HandoffReminded: z.object({ ...onRequest, percent: count, how: z.enum(['mail', 'told']), told: orNull(text), to: address.optional() }),
  HandoffRecalled: z.object({ ...onRequest, reason }),
  DataCollected: z.object({ leg, items: z.array(item), nothingBecause: orNull(text) }),
  ReplacementReported: z.object({ leg, replacement, checks: z.array(check), reading }),
  DataTransferred: z.object({ leg, where: text, note: orNull(text), files }),
}

const wholeBodies = {
  RecoveryStarted: z.object({
    procedure, version: count, unit: text, failed: z.object({ id: text, serviceIp: orNull(text), hypervisorName: orNull(text), namedByHand: z.boolean() }), facts,
    answer: z.object({ usable: z.boolean(), reason }), reading, occurredAt: orNull(count), detectedAt: count, detectedBy: text, incident: orNull(text), driver: person, drill: z.boolean(), dueAt: orNull(count),
  }),
  NoteAdded: z.object({ leg: orNull(leg), step: orNull(step), text }),
  FileAttached: z.object({ leg: orNull(leg), step: orNull(step), name: text, sizeBytes: count, sha256: text }),
  DriverChanged: z.object({ from: person, to: person }),
  ProcedureSwitched: z.object({ to: procedure, version: count, leg, reason, reading, dueAt: orNull(count) }),
  RecoveryHeld: z.object({ reason, category: z.enum(['parts', 'vendor', 'approval', 'nextBusinessDay', 'sameServer', 'other']), plannedAt: orNull(count), informed: orNull(text) }),
  RecoveryResumed: z.object({ reading, changes }),
  ServiceRestored: z.object({ restored: z.boolean(), at: orNull(count), by: orNull(text), reason: orNull(text) }),
  RecoveryCompleted: z.object({ openData: orNull(text), informed: z.array(text), summary: orNull(text) }),
  RecoveryStopped: z.object({ reason }),
}

/** A type without its schema, or a schema that says something else than the type, does not compile. */
const bodies: { readonly [T in EventType]: z.ZodType<BodyOf<T>> } = { ...stepBodies, ...commandBodies, ...handoffBodies, ...wholeBodies }

const isKnown = (type: string): type is EventType => Object.hasOwn(bodies, type)

/** Whether a body is one that this release knows how to read. Of an unknown type, or another version, nothing is expected: `upcast` judges those. */
export function isSoundBody(type: string, v: number, body: unknown): boolean {
  if (!isKnown(type) || v > versionOf(type) || v < 1) return true
  return bodies[type].safeParse(body).success
}
