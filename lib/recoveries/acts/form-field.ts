/**
 * Where the engine's names of values meet the forms' names of fields: a refusal is shown beside the field that holds the mistake. The one
 * place where the two are translated. Pure.
 */
import type { Refusal } from '@/lib/recovery/refusals'

/** Values of the record that stand on a form under another name. */
const TOLD = { who: 'enteredForWho', at: 'enteredForAt', readBack: 'readBack' } as const
const FIELD_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  answerReport: { ...TOLD, id: 'identifier' },
  answerCollect: { ...TOLD, items: 'nothing' },
  answerTransfer: TOLD,
  sendRequest: { approvalBy: 'approvedBy' },
  start: { failed: 'server', procedure: 'usable' },
}

/** The refusal with the name of the field as the form of `act` posts it; rows of the record (`items.2.what`) become rows of the form (`items[2].what`). */
export function atFormField(act: string, refusal: Refusal): Refusal {
  const { field } = refusal
  if (field === undefined) return refusal
  return { ...refusal, field: FIELD_OF[act]?.[field] ?? field.replace(/^items\.(\d+)\./, 'items[$1].').replace(/^hashes\.(\d+)$/, 'hashes[$1].sha256') }
}
