/**
 * Who may do what: the ONE function that decides it, by role, act and relation to the recovery. What screens offer, what `decide` takes and
 * what every door lets in is asked here and nowhere else. An administrator has no right in another's place: only the role itself gives it.
 * Pure; imports nothing, so that nothing can bend it. Source: manual 6.3.2 (the actor of each step), docs/decisions/0009-who-may.md.
 */
export const ROLES = ['systemBuilder', 'resourceManager', 'administrator', 'observer'] as const
export type Role = (typeof ROLES)[number]
/** `system`: the machine, which reports what it found · `link`: whoever holds a one-time link, and nothing else. */
export type Roles = readonly Role[] | 'system' | 'link'

/** What an act is about, as far as rights go. */
export type Relation = {
  /** The role that the step belongs to; null where the act is not on a step. */
  readonly stepActor: 'systemBuilder' | 'resourceManager' | null
  /** Whether the person has control of the recovery. */
  readonly isDriver: boolean
  /** The answer is entered for somebody who told it by telephone or mail. */
  readonly isReportReceived: boolean
  /** The request is the one that the link was made for. */
  readonly isOwnRequest: boolean
}
export const NO_RELATION: Relation = { stepActor: null, isDriver: false, isReportReceived: false, isOwnRequest: false }

/**
 * `anyone`: everybody with a role · `worker`: whoever does steps · `builder`: any system builder · `driver`: the system builder in control ·
 * `driverOrMachine`: he, or the machine where two recoveries turn out to have one server · `stepActor`: the role of the step, and for a
 * system builder's step control as well · `manager`: a resource manager, or who holds the link to this very request · `answer`: the same, or
 * the driver who enters what he was told · `seeRequest`: everybody with a role, or who holds the link to this very request · `administrator`: whoever keeps the settings · `tester`: he, or a system builder · `machine`: no person at all.
 */
type Right = 'anyone' | 'worker' | 'builder' | 'driver' | 'driverOrMachine' | 'stepActor' | 'manager' | 'answer' | 'seeRequest' | 'administrator' | 'tester' | 'machine'

const RIGHTS = {
  look: 'anyone', draft: 'worker', note: 'worker',
  start: 'builder', takeControl: 'builder',
  confirm: 'stepActor', enterAfterwards: 'stepActor',
  run: 'driver', runByHand: 'driver', endByHand: 'driver', seeByHand: 'driver', notRunByHand: 'driver', endWaiting: 'driver', interrupt: 'driver', conclude: 'driver', giveSecondEvidence: 'driver', acceptTarget: 'driver', readAgain: 'driver',
  goOnWithout: 'driver', goOnWithoutWaiting: 'driver', skip: 'driver', notNeeded: 'driver', overrule: 'driver', reopen: 'driver', receiveTransfer: 'driver',
  send: 'driver', sendBack: 'driver', recall: 'driver', remind: 'driverOrMachine', revokeLinks: 'driver',
  accept: 'manager', promise: 'manager', beginRequest: 'manager', askNewLink: 'manager', seeRequest: 'seeRequest',
  answerCollect: 'answer', answerReport: 'answer', answerTransfer: 'answer',
  giveControl: 'driver', hold: 'driverOrMachine', resume: 'driver', switch: 'driver', stop: 'driver', restoreService: 'driver', end: 'driver',
  changeSettings: 'administrator', testConnection: 'tester',
  report: 'machine',
} as const satisfies Record<string, Right>

export type Act = keyof typeof RIGHTS
/** Why not: no role that may at all, the role of another, or control is with somebody else. */
export type MayNot = 'notAllowed' | 'notYourRole' | 'notDriver'

/**
 * Decides whether somebody may do an act.
 * @param roles as read with this very request
 * @returns null if he may, else why not
 */
export function mayNot(roles: Roles, act: Act, relation: Relation): MayNot | null {
  const right: Right = RIGHTS[act]
  if (roles === 'system') return right === 'machine' || right === 'driverOrMachine' ? null : 'notAllowed'
  if (roles === 'link') return byLink(right, relation)
  const isBuilder = roles.includes('systemBuilder')
  const isManager = roles.includes('resourceManager')
  switch (right) {
    case 'anyone':
      return roles.length > 0 ? null : 'notAllowed'
    case 'worker':
      return isBuilder || isManager ? null : 'notAllowed'
    case 'builder':
      return isBuilder ? null : 'notYourRole'
    case 'manager':
      return isManager ? null : 'notYourRole'
    case 'driver':
    case 'driverOrMachine':
      return driverOnly(isBuilder, relation)
    case 'stepActor':
      return relation.stepActor === 'resourceManager' ? (isManager ? null : 'notYourRole') : driverOnly(isBuilder, relation)
    case 'seeRequest':
      return roles.length > 0 ? null : 'notAllowed'
    case 'answer':
      return relation.isReportReceived ? driverOnly(isBuilder, relation) : isManager ? null : 'notYourRole'
    case 'administrator':
      return roles.includes('administrator') ? null : 'notAllowed'
    case 'tester':
      return roles.includes('administrator') || isBuilder ? null : 'notAllowed'
    case 'machine':
      return 'notAllowed'
  }
}

/** A link opens its own request to its receiver; it stands for nobody else's word. */
const byLink = (right: Right, { isOwnRequest, isReportReceived }: Relation): MayNot | null =>
  isOwnRequest && (right === 'manager' || right === 'seeRequest' || (right === 'answer' && !isReportReceived)) ? null : 'notAllowed'

const driverOnly = (isBuilder: boolean, { isDriver }: Relation): MayNot | null => (!isBuilder ? 'notYourRole' : isDriver ? null : 'notDriver')
