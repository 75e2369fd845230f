import { describe, expect, test } from 'vitest'
import { DRAFTED_ACTS, DRAFTED_RECOVERY_ACTS, RECOVERY_FIELDS, STEP_FIELDS, type FieldSpec } from './forms'

const visible = (fields: readonly FieldSpec[]): number => fields.filter(({ kind }) => kind !== 'hidden').length

describe('what is typed into a form of more than one field is kept', () => {
  test.each(Object.entries({ ...STEP_FIELDS, ...RECOVERY_FIELDS }))('%s', (act, fields) => {
    const isKept = DRAFTED_ACTS.includes(act) || DRAFTED_RECOVERY_ACTS.includes(act)
    const isPress = ['run', 'runAgain', 'runByHand'].includes(act)
    expect(isKept).toBe(act === 'confirm' || (visible(fields) > 1 && !isPress))
  })
  test('but nothing that a command is pressed with: its target is typed anew each time', () => {
    expect(DRAFTED_ACTS.filter((act) => act.startsWith('run'))).toEqual([])
  })
})
