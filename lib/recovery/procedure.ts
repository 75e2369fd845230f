/**
 * The form of a procedure: data, readable as a runbook. The two procedures themselves are lib/procedures.
 * Pure and total; imports lib/std and the vocabulary of the command only.
 */
import type { ChangeName } from '@/lib/vmiunit/commands'

export type ProcedureKey = 'reuse' | 'replace'
export type ActorRole = 'systemBuilder' | 'resourceManager'
/** T management terminal · M virtual-system management server · H hypervisor management server · VS the virtual server itself. */
export type Machine = 'T' | 'M' | 'H' | 'VS'
/** A server is known by recovery + role, never by its address: a replacement may carry the same one. */
export type ServerRole = 'failed' | 'new'

export type ReplaceKey =
  | 'collect-data' | 'connect-manager' | 'stop' | 'detach' | 'request-replacement' | 'clone-and-report' | 'connect-manager-2'
  | 'attach' | 'power-on' | 'connect-manager-3' | 'update' | 'start' | 'transfer-data'
export type ReuseKey = 'connect-hypervisor' | 'repair-server' | 'connect-manager' | 'unmark' | 'start'
export type StepKey = ReuseKey | ReplaceKey

/** Requests from the system builder to the resource manager are named by the step that asks for the answer. */
export type RequestKey = 'collect-data' | 'request-replacement' | 'transfer-data'

/**
 * `connect`: reach a machine; where it is M the app asks `status` itself. `manual`: a person acts and records values.
 * `command`: the app runs one command. `collect`, `request`, `report`, `transfer`: the hand-off steps of `replace`.
 */
export type StepKind = 'connect' | 'manual' | 'command' | 'collect' | 'request' | 'report' | 'transfer'

/** When a step answers itself from evidence. */
export type StepCondition = 'markSet' | 'powerReportedOff' | 'dataNeeded'

/** A value that a person states when confirming a step by hand (`manual`, `connect`). Labels are messages `fields.<name>`. */
export type FieldName =
  | 'host' | 'what' | 'by' | 'at' | 'reason' | 'hypervisorShows' | 'vmNameSeen' | 'definitionSeen' | 'businessAnswers' | 'loadBalancerDoneAt'
  | 'loadBalancerDoneBy' | 'whoAgreed' | 'note'

export type StepDefinition = {
  /** The manual's number. */
  readonly no: number
  readonly key: StepKey
  readonly actor: ActorRole
  readonly from: Machine | null
  readonly on: Machine | null
  readonly kind: StepKind
  /** Which server the card is about. */
  readonly server: ServerRole | null
  readonly command?: ChangeName
  readonly condition?: StepCondition
  /** May be left out with a reason. */
  readonly optional?: true
  /** The object has to be typed before it runs; no command undoes it. */
  readonly irreversible?: true
  /** Values asked when the step is confirmed by hand, in order; `required` ones may not be empty. */
  readonly fields?: readonly { readonly name: FieldName; readonly required: boolean }[]
  /** A command step whose target state may have been there before: the second evidence that it asks for. */
  readonly secondEvidence?: 'hypervisor' | 'business' | 'definition'
  /** Offered as an exit of `needs attention` and `failed` (not for attach and detach). */
  readonly goOnWithout: boolean
  /** The group heading of the rail (message `groups.<group>`). */
  readonly group: 'recover' | 'remove' | 'arrange' | 'integrate' | 'handOver'
}

export type Procedure = {
  readonly key: ProcedureKey
  /** A recovery stays pinned to the version it began with. */
  readonly version: number
  readonly steps: readonly StepDefinition[]
}

/** Looks up a procedure by key and version; the registry of lib/procedures is handed in. */
export type ProcedureRegistry = (key: ProcedureKey, version: number) => Procedure | undefined
