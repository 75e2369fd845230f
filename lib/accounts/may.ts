/**
 * Who may do what: the one function that every door asks, by role, act and relation to the recovery. An administrator has no right in
 * another's place: only the role itself gives it. Pure; imports nothing, so that nothing can bend it.
 */
export type Role = 'systemBuilder' | 'resourceManager' | 'administrator' | 'observer'

/** What an act is about, as far as rights go. */
export type Relation = {
  /** The role that the step belongs to; null where the act is not on a step. */
  readonly stepActor: 'systemBuilder' | 'resourceManager' | null
  /** Whether the person has control of the recovery. */
  readonly isDriver: boolean
  /** The answer is entered for somebody who told it by telephone or mail. */
  readonly isReportReceived: boolean
}
export const NO_RELATION: Relation = { stepActor: null, isDriver: false, isReportReceived: false }

/**
 * `anyone`: everybody with a role · `builder`: any system builder · `driver`: the system builder in control ·
 * `stepActor`: the role of the step, and for a system builder's step control as well · `manager`: a resource manager ·
 * `answer`: a resource manager, or the driver who enters what he was told · `worker`: whoever does steps.
 */
type Right = 'anyone' | 'worker' | 'builder' | 'driver' | 'stepActor' | 'manager' | 'answer'

const RIGHTS = {
  look: 'anyone', draft: 'worker', note: 'worker',
  start: 'builder', takeControl: 'builder',
  confirm: 'stepActor', run: 'driver', endWaiting: 'driver', interrupt: 'driver', conclude: 'driver', giveSecondEvidence: 'driver', acceptTarget: 'driver', readAgain: 'driver',
  goOnWithout: 'driver', goOnWithoutWaiting: 'driver', skip: 'driver', notNeeded: 'driver', overrule: 'driver', reopen: 'driver', enterAfterwards: 'stepActor',
  receiveTransfer: 'driver', send: 'driver', sendBack: 'driver', recall: 'driver',
  accept: 'manager', promise: 'manager', beginRequest: 'manager',
  answerCollect: 'answer', answerReport: 'answer', answerTransfer: 'answer',
  giveControl: 'driver', hold: 'driver', resume: 'driver', switch: 'driver', stop: 'driver', restoreService: 'driver', end: 'driver',
} as const satisfies Record<string, Right>

export type Act = keyof typeof RIGHTS
/** Why not: no role that may at all, the role of another, or control is with somebody else. */
export type MayNot = 'notAllowed' | 'notYourRole' | 'notDriver'

/**
 * Decides whether a person may do an act.
 * @param roles as read with this very request
 * @returns null if he may, else why not
 */
export function mayNot(roles: readonly Role[], act: Act, relation: Relation): MayNot | null {
  const isBuilder = roles.includes('systemBuilder')
  const isManager = roles.includes('resourceManager')
  switch (RIGHTS[act]) {
    case 'anyone':
      return roles.length > 0 ? null : 'notAllowed'
    case 'worker':
      return isBuilder || isManager ? null : 'notAllowed'
    case 'builder':
      return isBuilder ? null : 'notYourRole'
    case 'manager':
      return isManager ? null : 'notYourRole'
    case 'driver':
      return driverOnly(isBuilder, relation)
    case 'stepActor':
      return relation.stepActor === 'resourceManager' ? (isManager ? null : 'notYourRole') : driverOnly(isBuilder, relation)
    case 'answer':
      return relation.isReportReceived ? driverOnly(isBuilder, relation) : isManager ? null : 'notYourRole'
  }
}

const driverOnly = (isBuilder: boolean, { isDriver }: Relation): MayNot | null => (!isBuilder ? 'notYourRole' : isDriver ? null : 'notDriver')
