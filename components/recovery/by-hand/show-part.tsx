'use client'
/** What was pasted, read; then the press from which on the attempt exists and holds the unit: it shows the command. */
import { ActForm } from '@/components/forms/act-form'
import { EnterStartsNothing } from '@/components/forms/enter-starts-nothing'
import { FormAddress, FormChecks, FormText } from '@/components/forms/fields'
import { Details } from '@/components/ui/details'
import { Banner } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { refusalText } from '@/lib/i18n/refusal-text'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { FactsDiff } from '../card/facts-diff'
import { LiveReading } from '../card/live-reading'
import { StepCautions } from '../card/step-cautions'
import { DetachFacts } from '../confirm/detach-content'
import { stepHidden, useRun } from '../run-context'
import { updateTicks } from '../update-ticks'
import { useCard } from '../use-card'
import { PartSection } from './part-section'
import { PasteForm } from './paste-form'

export function ShowPart({ byHand }: { byHand: ByHandView }) {
  const t = useT()
  const format = useFormatter()
  const { view } = useRun()
  const { changes, recordedAt, mayNot } = byHand
  return (
    <PartSection id="show" heading={t('byHand.show.title')}>
      <LiveReading />
      {changes.length > 0 && <FactsDiff changes={changes} moments="shown" recovery={view.recovery} caption={t('byHand.changes', { time: recordedAt === null ? '―' : format.dateTime(recordedAt) })} />}
      <StepCautions view={view} />
      {view.definition.irreversible && <DetachFacts />}
      {mayNot ? <Banner kind="attention" heading={t('byHand.mayNot')} body={<p>{refusalText(t, format, mayNot, mayNot.field && t.lookUp(`fields.${mayNot.field}`) || undefined)}</p>} /> : <ShowForm />}
      <Details summary={t('byHand.pasteAgain')} wide><PasteForm byHand={byHand} act="pasteStatus" label={t('byHand.paste.button')} /></Details>
    </PartSection>
  )
}

function ShowForm() {
  const t = useT()
  const card = useCard()
  const { view, actions } = useRun()
  const { cautions, definition } = view
  const ticks = updateTicks(t, cautions)
  return (
    <ActForm action={actions.onStep} hidden={stepHidden(view, 'runByHand')} id="runByHand" label={t('byHand.show.button')}>
      {(definition.irreversible || ticks.length > 0) && <EnterStartsNothing />}
      {definition.irreversible && <FormAddress name="typed" label={t('fields.typed')} hint={card.text('type.hint')} required />}
      {ticks.length > 0 && <FormChecks name="cautionsRead" label={t('fields.cautionsRead')} options={ticks} />}
      {(definition.irreversible || ticks.length > 0) && <FormText name="agreedBy" label={t(definition.irreversible ? 'fields.agreedBy.second' : 'fields.agreedBy')} hint={t('fields.agreedBy.hint')} required={!definition.irreversible} autoComplete="off" />}
      <p className="max-w-text">{t('byHand.show.note')}</p>
      <div><SubmitButton look="main" pending={t('run.act.pending')}>{t('byHand.show.button')}</SubmitButton></div>
    </ActForm>
  )
}
