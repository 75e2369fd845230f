import { describe, expect, test } from 'vitest'
import { mayNot, NO_RELATION, type Act, type Relation, type Role } from './may'

const builderStep: Relation = { stepActor: 'systemBuilder', isDriver: true, isReportReceived: false }
const managerStep: Relation = { stepActor: 'resourceManager', isDriver: false, isReportReceived: false }

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
    const told = { stepActor: 'resourceManager', isDriver: true, isReportReceived: true } as const
    expect(mayNot(['systemBuilder'], 'answerReport', told)).toBeNull()
    expect(mayNot(['systemBuilder'], 'answerReport', { ...told, isReportReceived: false })).toBe('notYourRole')
    expect(mayNot(['resourceManager'], 'answerReport', told)).toBe('notYourRole')
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
