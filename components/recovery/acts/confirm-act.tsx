'use client'
/** Confirming a step by hand: the values that the procedure asks for, each said, never just a tick. */
import { ActForm } from '@/components/forms/act-form'
import { SubmitButton } from '@/components/ui/submit-button'
import { useT } from '@/lib/i18n/words'
import type { FieldSpec } from '@/lib/recoveries/forms'
import type { FieldName } from '@/lib/recovery/procedure'
import { useCard } from '../use-card'
import { stepHidden, useRun } from '../run-context'
import { SpecFields, tunedLabels, type Tuning } from './spec-fields'

const LONG: readonly FieldName[] = ['what', 'reason', 'note', 'definitionSeen', 'businessAnswers']
const TIMES: readonly FieldName[] = ['at', 'loadBalancerDoneAt']
const LOAD_BALANCER: readonly FieldName[] = ['loadBalancerDoneBy', 'loadBalancerDoneAt', 'reason']

const toSpec = ({ name, required }: { name: FieldName; required: boolean }): FieldSpec => ({
  name, required, kind: LONG.includes(name) ? 'longText' : TIMES.includes(name) ? 'time' : 'text',
})

export function ConfirmAct() {
  const { view: { definition } } = useRun()
  if (definition.kind !== 'command') return <WholeConfirm />
  return <CommandConfirm />
}

/** Connecting and doing by hand. Where `status` answers by itself, nothing is left to say. */
function WholeConfirm() {
  const card = useCard()
  const { view: { definition, target, record } } = useRun()
  const isPower = definition.condition === 'powerReportedOff'
  const byStatus = definition.kind === 'connect' && definition.on === 'M'
  const fields = byStatus ? [] : definition.fields
  const tune: Readonly<Record<string, Tuning>> = { what: { hint: definition.key === 'repair-server' ? 'what.repair.hint' : null, rows: 4 }, vmNameSeen: { required: isPower && target?.hypervisorName === null }, note: isPower && record?.access !== 'online' ? { label: 'note.power', required: true } : {} }
  return <Values specs={fields.map(toSpec)} tune={tune} label={card.text('button')} />
}

/** Settled beside a command: the power before it, the load balancer where people switch it. */
function CommandConfirm() {
  const t = useT()
  const { view: { definition, recovery, record, state } } = useRun()
  const asksPower = definition.fields.some(({ name }) => name === 'at') && record?.access !== 'online' && state.awaits === null
  const asksBalancer = recovery.loadBalancer === 'people' && definition.fields.some(({ name }) => name === 'loadBalancerDoneBy')
  const power = definition.fields.filter(({ name }) => !LOAD_BALANCER.includes(name))
  return (
    <>
      {asksPower && (
        <section aria-labelledby="power" className="grid gap-4 rounded-card border border-line p-4 md:p-6">
          <h2 id="power" className="text-h2">{t('run.power.title')}</h2>
          <p className="max-w-text">{t('run.power.body')}</p>
          <Values specs={power.map((field) => toSpec({ ...field, required: field.name !== 'vmNameSeen' || recovery.failed.hypervisorName === null }))} label={t('run.act.confirm.power')} formId="confirmPower" />
        </section>
      )}
      {asksBalancer && (
        <section aria-labelledby="balancer" className="grid gap-4 rounded-card border border-line p-4 md:p-6">
          <h2 id="balancer" className="text-h2">{t('run.loadBalancer.title')}</h2>
          <Values specs={LOAD_BALANCER.map((name) => toSpec({ name, required: false }))} label={t('run.act.confirm.loadBalancer')} formId="confirmBalancer" />
        </section>
      )}
    </>
  )
}

function Values({ specs, tune = {}, label, formId = 'confirm' }: { specs: readonly FieldSpec[]; tune?: Readonly<Record<string, Tuning>>; label: string; formId?: string }) {
  const t = useT()
  const { view, actions } = useRun()
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'confirm')} id={formId} label={label} labels={tunedLabels(t, tune)}>
      <SpecFields specs={specs} tune={tune} now={view.recovery.serverNow} />
      <div><SubmitButton pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}
