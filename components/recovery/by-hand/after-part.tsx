'use client'
/** The state after the command: judged as every other, until the target state is pasted, the settling time is over, or its person says so. */
import { ActForm } from '@/components/forms/act-form'
import { DescriptionList } from '@/components/ui/description-list'
import { Details } from '@/components/ui/details'
import { Banner } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { saidText, Seen } from '../result/result-block'
import { stepHidden, useRun } from '../run-context'
import { PartSection } from './part-section'
import { PasteForm } from './paste-form'

export function AfterPart({ byHand }: { byHand: ByHandView }) {
  const t = useT()
  const format = useFormatter()
  const { attempt, settlesAt } = byHand
  if (!attempt) return null
  const isSeen = attempt.seenAt !== null
  return (
    <PartSection id="after" heading={t('byHand.after.title')} lead={t('byHand.after.lead')}>
      <DescriptionList short facts={[
        { term: t('run.result.said'), value: saidText(t, attempt) },
        ...(isSeen ? [{ term: t('run.result.seen'), value: <Seen attempt={attempt} /> }] : []),
      ]} />
      {isSeen && <Banner kind="attention" heading={t('byHand.after.notYet')} body={settlesAt !== null && <p>{t('byHand.after.until', { time: format.time(settlesAt) })}</p>} />}
      <PasteForm byHand={byHand} act="seeByHand" label={t('byHand.after.button')} hint={t('fields.pasted.after.hint')} />
      <section aria-labelledby="else" className="border-t border-hair pt-6">
        <h2 id="else" className="text-h3">{t('byHand.else.title')}</h2>
        <Details summary={t(isSeen ? 'byHand.judge.button' : 'byHand.unreadable.button')}><EndWaiting id={attempt.id} isSeen={isSeen} /></Details>
      </section>
    </PartSection>
  )
}

function EndWaiting({ id, isSeen }: { id: string; isSeen: boolean }) {
  const t = useT()
  const { view, actions } = useRun()
  const label = t(isSeen ? 'byHand.judge.button' : 'byHand.unreadable.button')
  return (
    <ActForm action={actions.onStep} hidden={{ ...stepHidden(view, 'endWaiting'), attempt: id }} id="endWaiting" label={label}>
      <p>{t(isSeen ? 'byHand.judge.note' : 'byHand.unreadable.note')}</p>
      <div><SubmitButton look="secondary" pending={t('run.act.pending')}>{label}</SubmitButton></div>
    </ActForm>
  )
}

/** Beside an unknown outcome: what the system shows; the person settles it on the step's own page. */
export function BesidePart({ byHand }: { byHand: ByHandView }) {
  const t = useT()
  const { attempt } = byHand
  return (
    <PartSection id="beside" heading={t('byHand.beside.title')} lead={t('byHand.beside.lead')}>
      {attempt !== null && attempt.seenAt !== null && <DescriptionList short facts={[{ term: t('run.result.seen'), value: <Seen attempt={attempt} /> }]} />}
      <PasteForm byHand={byHand} act="seeByHand" label={t('byHand.paste.button')} hint={t('fields.pasted.after.hint')} />
    </PartSection>
  )
}
