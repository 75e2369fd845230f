'use client'
/** What `status` shows of the target now, with the time of reading; differences and gaps in words. */
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { StatusIcon } from '@/components/ui/status-icon'
import type { Translate } from '@/lib/i18n/translate'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import type { Reading, ReadingGap, ServerRecord } from '@/lib/vmiunit/outcome'
import { useRun } from '../run-context'
import { AnyServerChip } from './any-server-chip'

const Mono = ({ children }: { children: string }) => <span className="font-mono" translate="no">{children}</span>

/** The reading beside the button. */
export function LiveReading() {
  const t = useT()
  const format = useFormatter()
  const { view } = useRun()
  const { reading, record, target, recovery, state } = view
  if (!reading) return <p>{t(`run.reading.${whyNoReading(view)}`)}</p>
  const time = format.timeWithSeconds(reading.readAt)
  const isOver = state.finishedAt !== null
  return (
    <div className="grid gap-2" data-reading={reading.id}>
      <p className="text-small text-fg-muted">
        {reading.pasted ? t('run.reading.pasted', { time, name: reading.pasted.by, at: format.timeWithSeconds(reading.pasted.at) }) : t('run.reading.at', { time })}
        {isOver && `・${t('run.reading.recorded')}`}
      </p>
      {!reading.complete && <Gaps reading={reading} />}
      {record ? <ServerFacts record={record} /> : target ? reading.complete && <p>{t('run.reading.notListed', { all: reading.allServers ?? reading.servers.length, read: reading.servers.length })}</p> : null}
      {!target && (
        <>
          <p>{t('run.reading.count', { all: reading.allServers ?? 0, read: reading.servers.length })}{reading.definitionStatus && <>・{t('run.fact.definitionStatus')} <Mono>{reading.definitionStatus}</Mono></>}</p>
          <ul className="m-0 grid list-none gap-1 p-0">
            {reading.servers.map((server) => (
              <li key={server.id} className="flex flex-wrap items-baseline gap-x-4">
                <AnyServerChip id={server.id} recovery={recovery} />
                <span className="text-small">{t('run.seen.status', statusValues(t, server))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Only where it was asked can the management server be silent: beside the step that comes now, while nothing of it is under way. */
function whyNoReading({ recovery: { held, endedAt, currentStep }, state: { no, status, finishedAt }, leg }: StepView): 'none' | 'unread' | 'notAsked' {
  if (status === 'idle' || finishedAt !== null || held || endedAt !== null) return 'notAsked'
  return currentStep?.leg === leg && currentStep.no === no && status !== 'running' && status !== 'verifying' ? 'none' : 'unread'
}

/** Values of one record for the one-line form. */
export const statusValues = (t: Translate, { logical, observed, access }: ServerRecord) => ({ logical: logical ?? t('run.fact.none'), observed: observed ?? t('run.fact.none'), access: access ?? t('run.fact.none') })

/** Only these two words contradict each other; a server that is not built yet is simply stopped. */
const RUNS: readonly string[] = ['working', 'stopped']

export function ServerFacts({ record }: { record: ServerRecord }) {
  const t = useT()
  const { logical, observed, access, loadBalancer, updateScope, markTime, markComment } = record
  const differs = RUNS.includes(logical ?? '') && RUNS.includes(observed ?? '') && logical !== observed
  const none = t('run.fact.none')
  const facts: readonly Fact[] = [
    { term: t('run.fact.logical'), value: <Mono>{logical ?? none}</Mono> },
    { term: t('run.fact.observed'), value: <Mono>{observed ?? none}</Mono> },
    { term: t('run.fact.access'), value: <Mono>{access ?? none}</Mono> },
    ...(loadBalancer === undefined ? [] : [{ term: t('run.fact.loadBalancer'), value: <Mono>{loadBalancer}</Mono> }]),
    { term: t('run.fact.updateScope'), value: <Mono>{updateScope ?? none}</Mono> },
    { term: t('run.fact.mark'), value: markTime === undefined && markComment === undefined ? t('run.fact.mark.none') : <Mono>{[markTime, markComment].filter(Boolean).join('　')}</Mono> },
  ]
  return (
    <div>
      {differs && (
        <p className="mb-2 flex items-center gap-2 font-bold text-tx-att">
          <StatusIcon state="attention" size={20} />
          {t('run.reading.differs')}
        </p>
      )}
      <DescriptionList short facts={facts} className="text-dense [&>div]:py-1.5" />
    </div>
  )
}

function Gaps({ reading }: { reading: Reading }) {
  const t = useT()
  return (
    <div className="flex gap-2">
      <StatusIcon state="attention" size={20} />
      <div>
        <p className="font-bold text-tx-att">{t('run.reading.incomplete')}</p>
        <ul className="list-disc ps-5 text-small">{reading.gaps.map((gap, index) => <li key={index}>{gapText(t, gap)}</li>)}</ul>
      </div>
    </div>
  )
}

function gapText(t: Translate, gap: ReadingGap): string {
  switch (gap.code) {
    case 'exit':
      return t('run.gap.exit', { target: gap.target, code: gap.exitCode ?? '―' })
    case 'count':
      return t('run.gap.count', { listed: gap.listed, announced: gap.announced ?? '―' })
    case 'noAnswer':
      return t(gap.why ? `run.gap.noAnswer.${gap.why}` : 'run.gap.noAnswer')
    default:
      return t(`run.gap.${gap.code}`)
  }
}
