/** Opening a finished step again, changing the course, and what a change of course takes with it. Pure. */
import type { TimeMs } from '@/lib/std/clock'
import { err } from '@/lib/std/result'
import { identifierIsTaken } from '../command-of'
import { currentLeg, findRequest, isFinished, isOpenRequest, REQUEST_OF_STEP } from '../current-step'
import type { NewEvent } from '../events'
import { dueAgain } from '../expected'
import type { ProcedureRegistry, StepKey } from '../procedure'
import { refuse, type Refusal } from '../refusals'
import type { LegState, RecoveryState } from '../state'
import { toldHashes } from '../told-hashes'
import { decided, record } from './decision'
import { needControl, needNoUnsettledAttempt } from './gates'
import { needReason, notGone } from './input'
import { requestNo } from './request-no'
import type { RecoveryActs } from './recovery-act'
import type { StepActs } from './step-act'

export const reopenActs: StepActs<'reopen' | 'receiveTransfer'> = {
  reopen: {
    may: ({ state, step }) => (isFinished(step) ? needNoUnsettledAttempt(state) : refuse('stepNotFinished', { values: { n: step.no } })),
    record: ({ ref, leg, at }, { reason, usualDueAt }) => {
      const refused = needReason(reason)
      if (refused) return err(refused)
      return decided([record('StepReopened', { ...ref, reason }), ...requestAgain(leg, ref.step, { reason, at, usualDueAt })])
    },
  },

  receiveTransfer: {
    may: ({ state, step, definition, leg }) => {
      if (definition.kind !== 'transfer') return refuse('notOffered')
      if (isFinished(step)) return refuse('stepFinished', { values: { n: step.no } })
      return findRequest(leg, 'transfer-data')?.status === 'answered' && state.transferred ? null : refuse('dataNotAsked')
    },
    record: ({ ref, state }, { comparedBy, note, hashes = [] }) => {
      if (comparedBy.trim() === '') return err(refuse('valueMissing', { field: 'comparedBy' }))
      const told = toldHashes(state)
      const differing = hashes.findIndex((hash, index) => hash !== null && hash !== told[index]?.sha256)
      if (differing >= 0) return err(refuse('hashDiffers', { field: `hashes.${differing}`, values: { name: told[differing]?.name ?? '―' } }))
      const compared = told.flatMap(({ name, sha256 }, index) => (hashes[index] && sha256 ? [{ name, sha256 }] : []))
      return decided([record('ReportReceived', { ...ref, comparedBy, note, ...(compared.length > 0 && { compared }) })])
    },
  },
}

/** The other party learns that its step is open again: an answer goes back, a request of one's own is taken back. */
function requestAgain(leg: LegState, step: StepKey, { reason, at, usualDueAt }: { readonly reason: string; readonly at: TimeMs; readonly usualDueAt?: TimeMs | null }): readonly NewEvent[] {
  const key = REQUEST_OF_STEP[step]
  const request = key && findRequest(leg, key)
  if (request?.status === 'answered') return [record('HandoffSentBack', { leg: leg.no, request: request.key, reason, dueAt: dueAgain(request.dueAt, at, { usual: usualDueAt }) })]
  if (step !== 'request-replacement') return []
  const own = findRequest(leg, 'request-replacement')
  return own && isOpenRequest(own) ? [record('HandoffRecalled', { leg: leg.no, request: own.key, reason })] : []
}

export const courseActs = (procedures: ProcedureRegistry): RecoveryActs<'switch'> => ({
  switch: {
    may: ({ state, actor }) => needControl(state, actor, 'switch') ?? needNoUnsettledAttempt(state) ?? needWayBack(state),
    record: ({ state, at }, { to, version, reason, reading, dueAt, addressed }) => {
      const leg = currentLeg(state)
      const procedure = procedures(to, version)
      if (!procedure) return err(refuse('notFound'))
      if (to === leg.procedure) return err(refuse('sameProcedure'))
      const refused = needReason(reason) ?? notGone(dueAt, at, 'dueAt') ?? needServerThere(state, reading)
      if (refused) return err(refused)
      const no = leg.no + 1
      const collect = procedure.steps.find((step) => step.key === 'collect-data')
      return decided([
        ...recallOpen(leg, reason),
        record('ProcedureSwitched', { to, version, leg: no, reason, reading, dueAt }),
        ...(collect && !state.collected
          ? [record('HandoffSent', { leg: no, request: 'collect-data', no: requestNo(state.id, state.legs, 'collect-data', collect.no), dueAt, details: null, message: null, ...(addressed && { addressed }) })]
          : []),
      ])
    },
  },
})

export const recallOpen = (leg: LegState, reason: string): readonly NewEvent[] =>
  leg.requests.filter(isOpenRequest).map((request) => record('HandoffRecalled', { leg: leg.no, request: request.key, reason }))

/** Once the failed server was seen to be gone, the way back is to register it again. */
const needWayBack = (state: RecoveryState): Refusal | null => (state.failedServerGone || identifierIsTaken(state) ? refuse('switchAfterDetach') : null)

/** A detach that ran without a reading afterwards leaves open whether the server is still there: then it is read first. */
function needServerThere(state: RecoveryState, reading: { readonly complete: boolean; readonly servers: readonly { readonly id: string }[] } | null): Refusal | null {
  const detach = currentLeg(state).steps.find((step) => step.key === 'detach')
  if (!detach || !(isFinished(detach) || detach.attempts.some((attempt) => attempt.launchedAt !== null))) return null
  if (!reading?.complete) return refuse('readFirst')
  return reading.servers.some((server) => server.id === state.failed.id) ? null : refuse('switchAfterDetach')
}
