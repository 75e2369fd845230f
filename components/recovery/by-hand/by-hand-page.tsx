'use client'
/** A command that its person runs in a terminal, part by part; which part comes now is told by the history, so that nothing is lost by leaving. */
import { LinkButton } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Banner, Caution } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-frame'
import { useT } from '@/lib/i18n/words'
import type { ByHandView } from '@/lib/recoveries/dto'
import { cardOf } from '../card-text'
import { RunContext, type RunActions } from '../run-context'
import { chipWords, ServerChip } from '../server-chip'
import { stepHref } from '../step-href'
import { AfterPart, BesidePart } from './after-part'
import { PastePart } from './paste-part'
import { ResultPart } from './result-part'
import { ShowPart } from './show-part'

type Props = { readonly byHand: ByHandView; readonly actions: RunActions }

export function ByHandPage({ byHand, actions }: Props) {
  const t = useT()
  const { step, part, isEmergency } = byHand
  const { recovery, leg, definition } = step
  const isCommand = definition.kind === 'command'
  return (
    <RunContext value={{ view: step, actions }}>
      <div className="grid max-w-180 gap-8" data-by-hand={part}>
        <PageHeader
          eyebrow={<><span className="tabular-nums">{t('steps.of', { n: definition.no, total: recovery.rail.length })}</span><span>{cardOf(t, step).text('rail')}</span></>}
          heading={t(isCommand ? 'byHand.title.command' : 'byHand.title.status')}
          lead={<p>{t(isCommand ? 'byHand.lead.command' : 'byHand.lead.status')}</p>}
        />
        {isCommand && isEmergency && part !== 'closed' && <Caution heading={t('byHand.emergency.title')}><p>{t('byHand.emergency.body', { machine: recovery.connectionName })}</p></Caution>}
        {isCommand && part !== 'closed' && part !== 'beside' && <Parts part={part} />}
        {!(part === 'show' && definition.irreversible) && <Where byHand={byHand} />}
        <Part byHand={byHand} />
        <div><LinkButton href={stepHref(recovery.id, leg, definition.no)}>{t('byHand.back')}</LinkButton></div>
      </div>
    </RunContext>
  )
}

function Part({ byHand }: { byHand: ByHandView }) {
  const t = useT()
  switch (byHand.part) {
    case 'paste':
      return <PastePart byHand={byHand} />
    case 'show':
      return <ShowPart byHand={byHand} />
    case 'result':
      return <ResultPart byHand={byHand} />
    case 'after':
      return <AfterPart byHand={byHand} />
    case 'beside':
      return <BesidePart byHand={byHand} />
    case 'closed':
      return <Banner kind="info" heading={t('byHand.closed.title')} body={<p>{t('byHand.closed.body')}</p>} />
  }
}

const STATIONS = ['before', 'run', 'after'] as const
const STATION_OF: Readonly<Record<'paste' | 'show' | 'result' | 'after', (typeof STATIONS)[number]>> = { paste: 'before', show: 'before', result: 'run', after: 'after' }

/** The three parts in words; the present one is told by more than its look. */
function Parts({ part }: { part: keyof typeof STATION_OF }) {
  const t = useT()
  const present = STATIONS.indexOf(STATION_OF[part])
  return (
    <ol aria-label={t('byHand.parts')} className="m-0 grid list-none gap-1 p-0 md:grid-cols-3 md:gap-4">
      {STATIONS.map((station, index) => (
        <li key={station} aria-current={index === present ? 'step' : undefined} className={`border-s-4 py-1 ps-3 ${index === present ? 'border-st-active font-bold' : 'border-hair text-fg-muted'}`}>
          {t(`byHand.part.${station}`, { n: index + 1 })}
          {index < present && <span className="block text-small">{t('byHand.part.done')}</span>}
        </li>
      ))}
    </ol>
  )
}

function Where({ byHand: { step: { target, recovery, definition } } }: { byHand: ByHandView }) {
  const t = useT()
  return (
    <DescriptionList short facts={[
      ...(target && definition.kind === 'command' ? [{ term: t('run.confirm.target'), value: <ServerChip server={target} words={chipWords(t, target.role)} withName /> }] : []),
      { term: t('run.confirm.unit'), value: <b translate="no">{recovery.unit}</b> },
      { term: t('byHand.where'), value: t('run.machine.name', { machine: t('common.machine.M'), name: recovery.connectionName }) },
    ]} />
  )
}
