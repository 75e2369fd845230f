'use client'
/** What this person may do on this step now: the main act open, the others unfolding, exits as a list of equal weight. */
import dynamic from 'next/dynamic'
import { LinkButton } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Details } from '@/components/ui/details'
import { useT } from '@/lib/i18n/words'
import type { Translate } from '@/lib/i18n/translate'
import { STEP_FIELDS, type FieldSpec } from '@/lib/recoveries/forms'
import type { StepAct, StepView } from '@/lib/recoveries/dto'
import { cardOf } from '../card-text'
import { isTrouble } from '../card/step-folds'
import { DetachOpener } from '../confirm/detach-opener'
import { useRun } from '../run-context'
import { stepHref } from '../step-href'
import { groupActs } from './act-groups'
import { ConfirmAct } from './confirm-act'
import { EvidenceAct } from './evidence-act'
import { RunAct } from './run-act'
import { SimpleAct } from './simple-act'

const HandOffActs = dynamic(() => import('./hand-off-acts').then(({ HandOffActs: Forms }) => Forms))

export function StepActs() {
  const t = useT()
  const { view } = useRun()
  const { main, beside, exits } = groupActs(view.acts, view.state.status)
  if (exits.length > 0) return <Exits exits={exits} />
  if (!main && beside.length === 0) return null
  return (
    <div className="grid gap-6">
      {main && <div data-main-act={main}><Act act={main} /></div>}
      {beside.length > 0 && (
        <section aria-labelledby="more">
          <h2 id="more" className="text-h3 text-fg-muted">{t('run.acts.more')}</h2>
          <ActList acts={beside} />
        </section>
      )}
    </div>
  )
}

function Exits({ exits }: { exits: readonly StepAct[] }) {
  const t = useT()
  const { view: { state } } = useRun()
  return (
    <section aria-labelledby="exits" data-exits>
      <h2 id="exits" className="text-h2">{state.status === 'unknown' ? t('run.unknown.exits') : t('run.exits.title')}</h2>
      <p className="mb-3 text-fg-muted">{t(state.status === 'unknown' ? 'run.unknown.exits.lead' : 'run.exits.lead')}</p>
      <ActList acts={exits} />
    </section>
  )
}

function ActList({ acts }: { acts: readonly StepAct[] }) {
  const t = useT()
  const { view } = useRun()
  return (
    <ul className="m-0 mt-2 flex list-none flex-wrap gap-3 p-0">
      {acts.map((act, index) => (
        <li key={act} data-act={act} className={classNames('min-w-0 max-md:w-full', needsFields(act) && 'w-full')}>
          {needsFields(act) ? (
            <div data-box className="rounded-box border border-line px-4 [&_details]:border-b-0"><Details summary={actName(t, view, act)} open={index === 0 && act === 'giveSecondEvidence' && isTrouble(view.state)}><Act act={act} /></Details></div>
          ) : (
            <Act act={act} isBeside />
          )}
        </li>
      ))}
    </ul>
  )
}

const DIRECT: readonly StepAct[] = ['toConfirmPage', 'hold', 'switch', 'stop', 'reportReceived', 'run', 'runAgain', 'byHand']

function needsFields(act: StepAct): boolean {
  if (DIRECT.includes(act)) return false
  const specs: readonly FieldSpec[] = act in STEP_FIELDS ? STEP_FIELDS[act as keyof typeof STEP_FIELDS] : []
  return act === 'confirm' || specs.some(({ kind }) => kind !== 'hidden')
}

/** What a fold or button calls the act. */
export function actName(t: Translate, view: StepView, act: StepAct): string {
  const card = cardOf(t, view)
  if (act === 'confirm') return view.definition.kind === 'command' ? t(view.state.awaits === 'loadBalancer' || view.record?.access === 'online' ? 'run.act.confirm.loadBalancer' : 'run.act.confirm.power') : card.text('button')
  if (act === 'byHand') return t(view.state.attempts.at(-1)?.byHand && ['running', 'verifying'].includes(view.state.status) ? 'run.act.byHand.goOn' : view.definition.kind === 'command' && view.state.status !== 'unknown' ? 'run.act.byHand' : 'run.act.byHand.status')
  if (act === 'giveSecondEvidence' && view.definition.secondEvidence === 'hypervisor') return view.state.attempts.length === 0 && card.has('record') ? card.text('record') : t('run.act.giveSecondEvidence.hypervisor')
  if (act === 'sendRequest' && view.definition.key === 'collect-data') return t('run.act.sendRequest.collect')
  if (act.startsWith('answer') && (view.request?.answerVersion ?? 0) > 0) return t('run.act.correct')
  return t.lookUp(`run.act.${act}`) ?? act
}

/** One act as its form or its way to a page. */
export function Act({ act, isBeside = false }: { act: StepAct; isBeside?: boolean }) {
  const t = useT()
  const { view } = useRun()
  const { recovery, leg, definition } = view
  const look = isBeside ? 'secondary' : 'main'
  switch (act) {
    case 'confirm':
      return <ConfirmAct />
    case 'run':
    case 'runAgain':
      return <RunAct act={act} look={look} />
    case 'giveSecondEvidence':
      return <EvidenceAct />
    case 'sendRequest':
    case 'answerCollect':
    case 'answerReport':
    case 'answerTransfer':
    case 'receiveTransfer':
      return <HandOffActs act={act} />
    case 'toConfirmPage':
      return <DetachOpener />
    case 'reportReceived':
      return <LinkButton href={stepHref(recovery.id, leg, definition.no, '/report-received')}>{actName(t, view, act)}</LinkButton>
    case 'hold':
    case 'switch':
    case 'stop':
      return <LinkButton href={`/recoveries/${recovery.id}/${act}`}>{actName(t, view, act)}</LinkButton>
    case 'byHand':
      return <LinkButton look={look} href={stepHref(recovery.id, leg, definition.no, '/by-hand')}>{actName(t, view, act)}</LinkButton>
    case 'interrupt':
    case 'pasteStatus':
    case 'runByHand':
    case 'endByHand':
    case 'seeByHand':
    case 'notRunByHand':
      return null
    default:
      return <SimpleAct act={act} look={look} label={actName(t, view, act)} />
  }
}
