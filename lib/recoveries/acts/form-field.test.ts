import { describe, expect, test } from 'vitest'
import { ENTERED_FOR, HANDLED_BY, HIDDEN, ITEM_FIELDS, itemField, RECOVERY_FIELDS, START_FIELDS, STEP_FIELDS, type FieldSpec } from '../forms'
import { parseForm, postedItems } from '../input/parse-form'
import { recoveryInput } from '../input/recovery-input'
import { stepInput } from '../input/step-input'
import { atFormField } from './form-field'

const ANSWERS = ['answerCollect', 'answerReport', 'answerTransfer']
const fieldsOf = (act: string): readonly string[] => {
  const specs: readonly FieldSpec[] = act === 'start' ? Object.values(START_FIELDS).flat() : ({ ...RECOVERY_FIELDS, ...STEP_FIELDS }[act as keyof typeof STEP_FIELDS] ?? [])
  const rows = act === 'answerCollect' ? [0, 2].flatMap((index) => ITEM_FIELDS.map(({ name }) => itemField(index, name))) : []
  return [...HIDDEN.step, ...HANDLED_BY.map(({ name }) => name), ...specs.map(({ name }) => name), ...(ANSWERS.includes(act) ? ENTERED_FOR.map(({ name }) => name) : []), ...rows]
}

describe('every mistake is shown beside a field of its own form', () => {
  const hidden = { recoveryId: ['R-2026-0001'], leg: ['1'], step: ['start'], stepRevision: ['1'], key: ['k'] }

  test.each(Object.keys(STEP_FIELDS))('an empty form of %s', (act) => {
    const form = { ...hidden, act: [act], 'items[2].note': ['x'] }
    const parsed = parseForm(stepInput, form, { items: postedItems(form) })
    const named = parsed.ok ? [] : parsed.error.map((refusal) => atFormField(act, refusal).field)
    expect(named.filter((field) => !fieldsOf(act).includes(field ?? ''))).toEqual([])
  })
  test.each(Object.keys(RECOVERY_FIELDS))('an empty form of %s', (act) => {
    const parsed = parseForm(recoveryInput, { ...hidden, act: [act] })
    const named = parsed.ok ? [] : parsed.error.map((refusal) => atFormField(act, refusal).field)
    expect(named.filter((field) => !fieldsOf(act).includes(field ?? ''))).toEqual([])
  })

  /** What the engine calls the values of a record. */
  const ENGINE: Readonly<Record<string, readonly string[]>> = {
    acceptRequest: ['handledBy', 'promisedAt'],
    answerCollect: ['handledBy', 'items', 'items.0.what', 'items.2.where', 'who', 'at'],
    answerReport: ['id', 'serviceIp', 'template', 'clonedFromTemplate', 'sameKind', 'who', 'at', 'readBack'],
    answerTransfer: ['where', 'who', 'at'],
    sendRequest: ['template', 'impact', 'approvalBy', 'approvalNumber', 'returnHandling', 'dueAt'],
    run: ['typed', 'agreedBy', 'cautionsRead'],
    giveSecondEvidence: ['hypervisorShows', 'by', 'at', 'note', 'vmNameSeen'],
    itHappened: ['note'],
    enterAfterwards: ['what', 'doneBy', 'doneAt'],
    promise: ['promisedAt'],
    sendBack: ['reason', 'dueAt'],
    askTransfer: ['dueAt'],
    switch: ['reason', 'dueAt'],
    restoreService: ['at', 'by', 'reason'],
    end: ['openData'],
    start: ['unit', 'failed', 'procedure', 'reason', 'detectedBy', 'detectedAt', 'occurredAt', 'dueAt'],
  }
  test.each(Object.entries(ENGINE))('what is refused of %s', (act, names) => {
    const shown = names.map((field) => atFormField(act, { code: 'valueMissing', field }).field ?? '')
    expect(shown.filter((field) => !fieldsOf(act).includes(field))).toEqual([])
  })
})
