import { describe, expect, test } from 'vitest'
import { mayNot, NO_RELATION, type Act, type Relation, type Role } from './may'

const builderStep: Relation = { ...NO_RELATION, stepActor: 'systemBuilder', isDriver: true }
const managerStep: Relation = { ...NO_RELATION, stepActor: 'resourceManager' }

describe('who may', () => {
  test('an administrator and an observer pass no gate of a procedure in another\'s place', () => {
    const acts: Act[] = ['start', 'confirm', 'run', 'skip', 'conclude', 'answerReport', 'accept', 'hold', 'switch', 'stop', 'end', 'takeControl', 'interrupt']
    for (const role of ['administrator', 'observer'] as const)
      for (const act of acts) for (const relation of [builderStep, managerStep]) expect(mayNot([role], act, relation), `${role} ${act}`).not.toBeNull()
  })

  test('a step belongs to its actor: the other role is refused', () => {
    expect(mayNot(['resourceManager'], 'confirm', builderStep)).toBe('notYourRole')
    expect(mayNot(['systemBuilder'], 'confirm', { ...managerStep, isDriver: true })).toBe('notYourRole')
    expect(mayNot(['resourceManager'], 'confirm', managerStep)).toBeNull()
  })

  test('the machine reports, puts on hold, and does nothing else; no person reports in its place', () => {
    for (const act of ['report', 'hold'] as const) expect(mayNot('system', act, NO_RELATION)).toBeNull()
    for (const act of ['look', 'start', 'confirm', 'run', 'conclude', 'end'] as const) expect(mayNot('system', act, builderStep)).toBe('notAllowed')
    expect(mayNot(['systemBuilder', 'resourceManager', 'administrator', 'observer'], 'report', builderStep)).toBe('notAllowed')
  })

  test('a new reading for the machine to conclude from is asked for by whoever has control', () => {
    expect(mayNot(['systemBuilder'], 'readAgain', builderStep)).toBeNull()
    expect(mayNot(['systemBuilder'], 'readAgain', { ...builderStep, isDriver: false })).toBe('notDriver')
    expect(mayNot(['administrator', 'observer', 'resourceManager'], 'readAgain', { ...builderStep, isDriver: false })).toBe('notYourRole')
  })

  test('a system builder without control is told so, and may take it', () => {
    const watching = { ...builderStep, isDriver: false }
    expect(mayNot(['systemBuilder'], 'run', watching)).toBe('notDriver')
    expect(mayNot(['systemBuilder'], 'takeControl', watching)).toBeNull()
  })

  test('what the resource manager told may be entered by the driver only', () => {
    const told = { ...NO_RELATION, stepActor: 'resourceManager', isDriver: true, isReportReceived: true } as const
    expect(mayNot(['systemBuilder'], 'answerReport', told)).toBeNull()
    expect(mayNot(['systemBuilder'], 'answerReport', { ...told, isReportReceived: false })).toBe('notYourRole')
    expect(mayNot(['resourceManager'], 'answerReport', told)).toBe('notYourRole')
  })

  test('a link opens its own request to whoever holds it, and nothing else; it stands for nobody else\'s word', () => {
    const own = { ...managerStep, isOwnRequest: true }
    for (const act of ['accept', 'promise', 'beginRequest', 'answerCollect', 'answerReport', 'answerTransfer', 'seeRequest', 'askNewLink'] as const) {
      expect(mayNot('link', act, own), act).toBeNull()
      expect(mayNot('link', act, managerStep), `${act} of another request`).toBe('notAllowed')
    }
    for (const act of ['answerCollect', 'answerReport', 'answerTransfer'] as const) expect(mayNot('link', act, { ...own, isReportReceived: true, isDriver: true }), act).toBe('notAllowed')
    for (const act of ['look', 'draft', 'note', 'start', 'confirm', 'run', 'takeControl', 'send', 'recall', 'remind', 'revokeLinks', 'changeSettings', 'testConnection', 'report'] as const)
      expect(mayNot('link', act, { ...own, isDriver: true }), act).toBe('notAllowed')
  })

  test('reminders are the machine\'s and the driver\'s; links are shut by the driver alone; everybody with a role sees a request', () => {
    for (const act of ['remind', 'revokeLinks'] as const) expect(mayNot(['systemBuilder'], act, builderStep), act).toBeNull()
    expect([mayNot('system', 'remind', NO_RELATION), mayNot('system', 'revokeLinks', NO_RELATION)]).toEqual([null, 'notAllowed'])
    expect([mayNot(['resourceManager'], 'remind', NO_RELATION), mayNot(['observer'], 'seeRequest', NO_RELATION), mayNot([], 'seeRequest', NO_RELATION)]).toEqual(['notYourRole', null, 'notAllowed'])
  })

  test('several roles add up, none at all may not even look', () => {
    expect(mayNot(['administrator', 'systemBuilder'], 'run', builderStep)).toBeNull()
    expect(mayNot([], 'look', NO_RELATION)).toBe('notAllowed')
    for (const role of ['systemBuilder', 'resourceManager', 'administrator', 'observer'] satisfies Role[]) expect(mayNot([role], 'look', NO_RELATION)).toBeNull()
    expect(mayNot(['observer'], 'note', NO_RELATION)).toBe('notAllowed')
    for (const role of ['systemBuilder', 'resourceManager'] satisfies Role[]) expect(mayNot([role], 'draft', NO_RELATION)).toBeNull()
    expect(mayNot(['administrator', 'observer'], 'draft', NO_RELATION)).toBe('notAllowed')
  })

  test('settings are changed by an administrator alone; a system builder may test a connection, everybody may look', () => {
    for (const role of ['systemBuilder', 'resourceManager', 'observer'] satisfies Role[]) expect(mayNot([role], 'changeSettings', NO_RELATION), role).toBe('notAllowed')
    expect(mayNot(['administrator'], 'changeSettings', NO_RELATION)).toBeNull()
    for (const role of ['systemBuilder', 'administrator'] satisfies Role[]) expect(mayNot([role], 'testConnection', NO_RELATION)).toBeNull()
    for (const role of ['resourceManager', 'observer'] satisfies Role[]) expect(mayNot([role], 'testConnection', NO_RELATION)).toBe('notAllowed')
    expect(mayNot('system', 'changeSettings', NO_RELATION)).toBe('notAllowed')
  })
})
