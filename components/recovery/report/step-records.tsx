/** Every step of every leg: state, when and by whom; folded on the screen, open on paper: what was stated, each attempt as said, seen, concluded. */
import { Details } from '@/components/ui/details'
import { DescriptionList } from '@/components/ui/description-list'
import { StateLabel } from '@/components/ui/status-icon'
import type { AttemptState, LegState, StepState } from '@/lib/recovery/state'
import type { PartProps } from './report-part'
import { statedFacts } from './stated-facts'

export function StepRecords(props: PartProps) {
  const { report: { legs }, t, format } = props
  return legs.map((leg) => (
    <div key={leg.no} className="mb-8">
      {legs.length > 1 && <h3 className="mb-2 text-h3">{t('report.steps.leg', { n: leg.no, procedure: t(`common.procedure.${leg.procedure}`), time: format.dateTime(leg.startedAt) })}</h3>}
      {leg.switchedBecause && <p>{t('report.steps.switched', { reason: leg.switchedBecause })}</p>}
      <ol className="border-t border-hair">{leg.steps.map((step) => <StepRecord key={step.key} {...props} leg={leg} step={step} />)}</ol>
    </div>
  ))
}

function StepRecord({ leg, step, t, format }: PartProps & { leg: LegState; step: StepState }) {
  const name = t.lookUp(`steps.${leg.procedure}.${step.key}.rail`) ?? step.key
  const facts = statedFacts(step, t, format).map(({ term, value }) => ({ term, value: <span className="whitespace-pre-line">{value}</span> }))
  const isPlain = facts.length + step.attempts.length === 0
  const by = step.finishedBy?.id === 'system' ? t('timeline.filter.machine') : (step.finishedBy?.name ?? t('common.none'))
  const line = (
    <span className="grid min-w-0 gap-x-6 gap-y-1 md:grid-cols-[16rem_minmax(0,1fr)]">
      <b>{t('home.step', { n: step.no, name })}</b>
      <span className="flex flex-wrap items-center gap-x-4">
        <StateLabel state={step.status} word={t(`states.${step.status}`)} size={20} />
        {step.finishedAt !== null && <span className="text-fg-muted">{t('report.steps.finished', { time: format.dateTime(step.finishedAt), name: by })}</span>}
        {step.attempts.length > 1 && <span className="text-fg-muted">{t('report.steps.attempts', { n: step.attempts.length })}</span>}
      </span>
    </span>
  )
  // As wide as the mark of a fold, so that names stand in one line.
  if (isPlain) return <li data-keep className="border-b border-hair py-3 ps-8 print:ps-0">{line}</li>
  return (
    <li data-keep>
      <Details summary={line} plain>
        {facts.length > 0 && <DescriptionList short facts={facts} />}
        {step.attempts.map((attempt) => <Attempt key={attempt.id} attempt={attempt} t={t} format={format} />)}
      </Details>
    </li>
  )
}

function Attempt({ attempt, t, format }: { attempt: AttemptState } & Pick<PartProps, 't' | 'format'>) {
  const { no, requestedAt, requestedBy, argv, said, seen, conclusion, outputBytes, outputSha256, declined, pastedBy, endedAt, after, settledBy, settledNote } = attempt
  return (
    <div className="mt-2 border-s-4 border-hair ps-4">
      <p className="text-small font-bold">{t('report.steps.attempt', { n: no, time: format.dateTime(requestedAt), name: requestedBy.name })}</p>
      <code translate="no">{['vmiunit', ...argv].join(' ')}</code>
      {declined ? <p>{t.lookUp(`timeline.CommandDeclined.${declined.why}`) ?? t('states.attempt.declined')}</p> : (
        <ul>
          <li>{t('report.steps.said')}: {saidText(said, t)}{pastedBy && endedAt !== null && <Pasted words={t('run.result.pasted', { name: pastedBy.name, time: format.dateTime(endedAt) })} />}</li>
          <li>{t('report.steps.seen')}: {seen ? t(`report.seen.${seen}`) : t('report.steps.seen.none')}{after?.pasted && <Pasted words={t('run.reading.pasted', { time: format.time(after.readAt), name: after.pasted.by, at: format.dateTime(after.pasted.at) })} />}</li>
          <li>{t('report.steps.verdict')}: <b>{conclusion ? t(`report.verdict.${conclusion}`) : t('report.steps.verdict.none')}</b>{settledBy === 'person' && settledNote && <span className="ms-3 whitespace-pre-line">{t('run.verdict.byPerson', { note: settledNote })}</span>}</li>
          {outputSha256 && <li className="text-small text-fg-muted">{t('report.steps.output')}: {t('report.steps.output.value', { size: format.bytes(outputBytes), hash: outputSha256 })}</li>}
        </ul>
      )}
    </div>
  )
}

/** Evidence that a person copied from a terminal is told from what the app read. */
const Pasted = ({ words }: { words: string }) => <span className="ms-3 text-small text-fg-muted">{words}</span>

function saidText(said: AttemptState['said'], t: PartProps['t']): string {
  if (said?.signal) return t('report.steps.said.signal', { signal: said.signal })
  return said && said.exitCode !== null ? t('report.steps.said.exit', { code: said.exitCode }) : t('report.steps.said.none')
}
