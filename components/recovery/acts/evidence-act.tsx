'use client'
/** The second evidence: a target state that was there before the press proves nothing by itself. */
import { STEP_FIELDS } from '@/lib/recoveries/forms'
import { useT } from '@/lib/i18n/words'
import { stepHidden, useRun } from '../run-context'
import { SimpleAct } from './simple-act'
import { SpecFields, tunedLabels, type Tuning } from './spec-fields'
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'

export function EvidenceAct() {
  const t = useT()
  const { view, actions } = useRun()
  const kind = view.definition.secondEvidence
  if (kind === null) return <SimpleAct act="giveSecondEvidence" />
  const isHypervisor = kind === 'hypervisor'
  // Without an attempt this is the record in place of the command: leaving it out takes a reason.
  const inPlace = isHypervisor && view.state.attempts.length === 0
  const label = isHypervisor ? t('run.act.giveSecondEvidence.hypervisor') : t('run.act.giveSecondEvidence')
  const specs = STEP_FIELDS.giveSecondEvidence.filter(({ name }) => isHypervisor || (name !== 'hypervisorShows' && name !== 'vmNameSeen'))
  const tune: Readonly<Record<string, Tuning>> = {
    hypervisorShows: { required: true, columns: false },
    vmNameSeen: { required: view.target?.hypervisorName === null },
    by: isHypervisor ? {} : { label: 'by.seen', hint: null },
    at: isHypervisor ? {} : { label: 'at.seen' },
    note: kind === 'business' ? { label: 'businessAnswers' } : kind === 'definition' ? { label: 'definitionSeen' } : inPlace ? { label: 'reason.inPlace', required: true } : {},
  }
  return (
    <section aria-labelledby="evidence" className="grid gap-4">
      <h3 id="evidence" className="text-h3">{t(inPlace ? 'run.evidence.inPlace' : 'run.evidence.title')}</h3>
      <p className="max-w-text">{t.lookUp(`run.evidence.${kind}`)}</p>
      {kind === 'business' && view.context.businessCheck && <p className="max-w-text rounded-box bg-sub p-3">{t('run.evidence.check', { text: view.context.businessCheck })}</p>}
      <ActForm action={actions.onStep} hidden={stepHidden(view, 'giveSecondEvidence')} id="giveSecondEvidence" label={label} labels={tunedLabels(t, tune)}>
        <SpecFields
          specs={specs}
          now={view.recovery.serverNow}
          tune={tune}
        />
        <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
      </ActForm>
    </section>
  )
}
