/** What people stated about a step, as lines of the report: term and value, nothing that the record does not hold. Pure. */
import type { Formatter } from '@/lib/i18n/format'
import type { Translate } from '@/lib/i18n/translate'
import type { StepState } from '@/lib/recovery/state'
import { statedValue } from '../stated-value'

export type StatedFact = { readonly term: string; readonly value: string }
type Stated = Pick<StepState, 'statement' | 'secondEvidence' | 'enteredAfterwards' | 'reason'>

/** In the order in which they were stated; the time of what was done outside stands beside it, since it was entered later. */
export function statedFacts({ statement, secondEvidence, enteredAfterwards, reason }: Stated, t: Translate, format: Formatter): readonly StatedFact[] {
  const stated = Object.entries(statement ?? {}).filter(([name, value]) => value && name !== 'reason')
  return [
    ...stated.map(([name, value]) => ({ term: t.lookUp(`fields.${name}`) ?? name, value: statedValue(t, format, name, value) })),
    ...(secondEvidence ? evidenceFacts(secondEvidence, t, format) : []),
    ...(enteredAfterwards
      ? [
          { term: t('states.doneLater'), value: enteredAfterwards.what },
          { term: t('fields.doneBy'), value: enteredAfterwards.doneBy },
          { term: t('fields.doneAt'), value: format.dateTime(enteredAfterwards.doneAt) },
        ]
      : []),
    ...(reason ? [{ term: t('report.steps.reason'), value: reason }] : []),
  ]
}

/** The evidence beside `status`: what was seen, under which name, by whom, when. */
function evidenceFacts({ kind, hypervisorShows, vmNameSeen, note, by, at }: NonNullable<StepState['secondEvidence']>, t: Translate, format: Formatter): readonly StatedFact[] {
  const noteTerm = kind === 'business' ? t('fields.businessAnswers') : kind === 'definition' ? t('fields.definitionSeen') : t('fields.note')
  return [
    ...(hypervisorShows ? [{ term: t('fields.hypervisorShows'), value: t(`choices.hypervisorShows.${hypervisorShows}`) }] : []),
    ...(vmNameSeen ? [{ term: t('fields.vmNameSeen'), value: vmNameSeen }] : []),
    ...(note ? [{ term: noteTerm, value: note }] : []),
    { term: t('fields.by.seen'), value: by },
    { term: t('fields.at.seen'), value: format.dateTime(at) },
  ]
}
