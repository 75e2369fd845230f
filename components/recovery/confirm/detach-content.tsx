'use client'
/**
 * What is read before the one act that no command undoes: the same content in the dialog and on the page that works without script. The
 * identifier is typed in while reading the target; Enter only checks it, the red button alone starts the command.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ActForm } from '@/components/forms/act-form'
import { EnterStartsNothing } from '@/components/forms/enter-starts-nothing'
import { FormAddress, FormText } from '@/components/forms/fields'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { StatusIcon } from '@/components/ui/status-icon'
import { SubmitButton } from '@/components/ui/submit-button'
import { useAnnounce } from '@/components/ui/live-regions'
import type { Translate } from '@/lib/i18n/translate'
import type { Formatter } from '@/lib/i18n/format'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import { AnyServerChip } from '../card/any-server-chip'
import { statusValues } from '../card/live-reading'
import { useCard } from '../use-card'
import { stepHidden, useRun } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'

/** `back`: the way out, drawn at the left; a link on the page, a button in the dialog. */
export function DetachContent({ back }: { back: ReactNode }) {
  const card = useCard()
  const { view: { recovery, cautions } } = useRun()
  return (
    <div className="grid gap-6">
      <p data-box className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-3 rounded-box border-[3px] border-st-fail bg-tint-fail p-4 font-bold">
        <StatusIcon state="attention" />
        <span>{card.text('irreversible')}</span>
      </p>
      {cautions.some(({ code }) => code === 'lastServer') && <p className="font-bold text-tx-att">{card.text('lastServer', { unit: recovery.unit })}</p>}
      <DetachFacts />
      <DetachForm back={back} />
    </div>
  )
}

/** What speaks for and against it: the target, its evidence, what stays as it is. */
export function DetachFacts() {
  const t = useT()
  const format = useFormatter()
  const card = useCard()
  const { view } = useRun()
  const { recovery, blast } = view
  return (
    <DescriptionList short facts={[
      { term: t('run.confirm.target'), value: <span className="text-h3"><ServerChip server={recovery.failed} words={chipWords(t, 'failed')} withName /></span> },
      { term: t('run.confirm.unit'), value: <b translate="no">{recovery.unit}</b> },
      { term: t('run.confirm.where'), value: t('run.machine.name', { machine: t('common.machine.M'), name: recovery.connectionName }) },
      { term: t('run.confirm.stopped'), value: <Stopped t={t} format={format} view={view} /> },
      { term: t('run.confirm.collected'), value: collectedText(t, view) },
      ...others(t, view),
      ...(blast?.activeBefore != null && blast.activeAfter !== null ? [{ term: t('run.confirm.active'), value: <b>{card.text('activeBeforeAfter', { before: blast.activeBefore, after: blast.activeAfter })}</b> }] : []),
    ]} />
  )
}

/** Some browsers tell of a composing input method by this code alone. */
const COMPOSING_KEY_CODE = 229

function DetachForm({ back }: { back: ReactNode }) {
  const t = useT()
  const card = useCard()
  const { view, actions } = useRun()
  const { recovery, state } = view
  const form = useRef<HTMLDivElement>(null)
  const announce = useAnnounce()
  const [said, setSaid] = useState<{ text: string; isGood: boolean } | null>(null)
  useEffect(() => {
    const element = form.current
    const check = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
      // While a Japanese input method composes, Enter belongs to it; at any other time it checks and never launches.
      event.preventDefault()
      if (event.isComposing || event.keyCode === COMPOSING_KEY_CODE) return
      const answer = checkTyped(t, view, element?.querySelector<HTMLInputElement>('input[name="typed"]')?.value ?? '')
      setSaid(answer)
      announce({ region: 'polite', text: answer.text })
    }
    const forget = (): void => setSaid(null)
    element?.addEventListener('keydown', check)
    element?.addEventListener('input', forget)
    return () => {
      element?.removeEventListener('keydown', check)
      element?.removeEventListener('input', forget)
    }
  }, [t, view, announce])
  return (
    <div ref={form}>
      <ActForm action={actions.onStep} hidden={stepHidden(view, state.attempts.length > 0 ? 'runAgain' : 'run')} id="detach" label={t('run.confirm.title')} labels={{ agreedBy: t('fields.agreedBy.second') }}>
        <EnterStartsNothing />
        <FormAddress name="typed" label={t('fields.typed')} hint={card.text('type.hint')} required />
        {said && <p className={said.isGood ? 'font-bold' : 'font-bold text-tx-fail'} data-typed-check>{said.text}</p>}
        <FormText name="agreedBy" label={t('fields.agreedBy.second')} hint={t('fields.agreedBy.second.hint')} autoComplete="off" />
        <p data-read-aloud className="text-fg-muted">{t('run.confirm.readAloud', { unit: recovery.unit, id: recovery.failed.id })}</p>
        <div className="flex flex-wrap items-center gap-8 max-md:flex-col max-md:items-stretch">
          {back}
          <SubmitButton look="danger" pending={card.text('running')}>{card.text('do', { id: recovery.failed.id })}</SubmitButton>
        </div>
      </ActForm>
    </div>
  )
}

/** As the server does: full-width signs stand for plain ones. The server's answer is the one that counts. */
function checkTyped(t: Translate, { recovery: { failed, replacement } }: StepView, typed: string): { text: string; isGood: boolean } {
  const address = typed.normalize('NFKC').replaceAll(/[。、,]/g, '.').replaceAll(/\s/g, '')
  if (address === '') return { text: t('run.confirm.empty'), isGood: false }
  if (address === failed.id) return { text: t('run.confirm.enter'), isGood: true }
  if (replacement && address === replacement.id) return { text: t('refusals.identifierOfNewServer', { target: failed.id }), isGood: false }
  return { text: t('run.confirm.mismatch'), isGood: false }
}

function Stopped({ t, format, view: { context: { stopped }, record, reading } }: { t: Translate; format: Formatter; view: StepView }) {
  const evidence = stopped?.secondEvidence
  return (
    <>
      {stopped === null && <p>{t('run.confirm.stopped.none')}</p>}
      {evidence && <p>{t('run.confirm.stopped.evidence', { shows: evidence.hypervisorShows ? t(`choices.hypervisorShows.${evidence.hypervisorShows}`) : (evidence.note ?? ''), by: evidence.by, time: format.dateTime(evidence.at) })}</p>}
      {stopped?.enteredAfterwards && <p>{stopped.enteredAfterwards.what}</p>}
      {stopped && !evidence && !stopped.enteredAfterwards && <p>{t(`states.${stopped.status}`)}</p>}
      {record && reading && <p className="text-fg-muted">{t('run.confirm.stopped.seen', { ...statusValues(t, record), time: format.timeWithSeconds(reading.readAt) })}</p>}
    </>
  )
}

function collectedText(t: Translate, { context: { collected } }: StepView): ReactNode {
  if (!collected) return <b className="text-tx-att">{t('run.collect.missing')}</b>
  if (collected.items.length === 0) return t('run.collect.nothing', { reason: collected.nothingBecause ?? '' })
  return (
    <>
      {t('run.collect.count', { n: collected.items.length })}
      <ul className="m-0 list-disc ps-5">{collected.items.slice(0, 5).map(({ what, where }) => <li key={`${what}${where}`}>{what} <span className="text-fg-muted">{where}</span></li>)}</ul>
    </>
  )
}

function others(t: Translate, { blast, recovery }: StepView): readonly Fact[] {
  if (!blast) return []
  const value = blast.others.length === 0 ? t('run.confirm.others.none') : (
    <ul className="m-0 grid list-none gap-1 p-0">
      {blast.others.map((server) => (
        <li key={server.id} className="flex flex-wrap items-baseline gap-x-3"><AnyServerChip id={server.id} recovery={recovery} /><span className="text-small">{t('run.seen.status', statusValues(t, server))}</span></li>
      ))}
    </ul>
  )
  return [{ term: t('run.confirm.others'), value }]
}
