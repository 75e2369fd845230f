'use client'
/** Below the acts, folded unless something went wrong: why, what to do when it fails, the manual's sections, the record. */
import type { ReactNode } from 'react'
import { Details } from '@/components/ui/details'
import { DescriptionList } from '@/components/ui/description-list'
import { useFormatter, useT } from '@/lib/i18n/words'
import type { StepState, StepStatus } from '@/lib/recovery/state'
import { useCard } from '../use-card'
import { useRun } from '../run-context'
import { saidText, seenText } from '../result/result-block'
import { verdictOf } from '../result/verdict'
import { FactsDiff } from './facts-diff'
import { SimpleAct } from '../acts/simple-act'
import { NoteForm } from './note-form'
import { StepCommand } from './step-facts'

const TROUBLE: readonly StepStatus[] = ['attention', 'failed', 'unknown']

/** A person has to decide how it goes on. */
export const isTrouble = ({ status }: Pick<StepState, 'status'>): boolean => TROUBLE.includes(status)

/** `about`: what the step is about, where something else came first. */
export function StepFolds({ about }: { about: ReactNode }) {
  const t = useT()
  const card = useCard()
  const { view } = useRun()
  const { state, acts, recovery, argv } = view
  return (
    <div className="mt-8 border-t border-hair">
      {about && <Details summary={t('steps.part.about')} open={isTrouble(state)} wide>{about}</Details>}
      <Details summary={t('steps.part.why')}><p>{card.text('why')}</p></Details>
      <Details summary={t('steps.part.ifFails')} open={isTrouble(state)}>{card.lines('ifFails').map((line) => <p key={line}>{line}</p>)}</Details>
      <Details summary={t('steps.part.manual')}>
        <p>{t('run.manual.sections', { sections: card.text('manual') })}</p>
        {argv && recovery.transport !== 'manual' && <div className="mt-3"><p className="mb-1">{t('steps.command.byHand')}</p><StepCommand view={view} note={t('run.where.byHand')} /></div>}
      </Details>
      <Details summary={t('run.record.title')}><Record /></Details>
      {recovery.acts.includes('note') && <Details summary={t('run.act.note')}><NoteForm /></Details>}
      {acts.includes('reopen') && <Details summary={t('run.acts.reopen')}><SimpleAct act="reopen" look="secondary" /></Details>}
    </div>
  )
}

function Record() {
  const t = useT()
  const format = useFormatter()
  const { view: { state, context } } = useRun()
  const { attempts, reopened } = state
  if (attempts.length + reopened.length + context.notes.length === 0) return <p>{t('run.record.none')}</p>
  return (
    <div className="grid gap-6">
      {attempts.map((attempt) => <AttemptRecord key={attempt.id} attempt={attempt} />)}
      {reopened.map((each) => <p key={each.at}>{t('run.record.reopened', { reason: each.reason, name: each.by.name, time: format.dateTime(each.at) })}</p>)}
      {context.notes.length > 0 && (
        <div>
          <h3 className="text-h3">{t('run.record.notes')}</h3>
          <ul className="m-0 list-none p-0">
            {context.notes.map((note) => (
              <li key={note.seq} className="border-b border-hair py-2">
                <p className="text-small text-fg-muted">{t('run.record.note', { time: format.dateTime(note.at), name: note.by.name })}</p>
                <p className="whitespace-pre-wrap">{note.text}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function AttemptRecord({ attempt }: { attempt: ReturnType<typeof useRun>['view']['state']['attempts'][number] }) {
  const t = useT()
  const format = useFormatter()
  const { view: { state, recovery } } = useRun()
  const verdict = verdictOf(attempt, state)
  const outcome = attempt.status === 'declined' ? t('states.attempt.declined') : attempt.said?.kind === 'busy' && verdict === 'busy' ? t('states.attempt.busy') : verdict === 'byPerson' ? (attempt.settledNote ?? '') : verdict ? t.lookUp(`states.${attempt.conclusion}`) : null
  return (
    <section className="grid gap-2">
      <h3 className="text-h3">{t('run.record.attempt', { n: attempt.no, name: attempt.requestedBy.name, time: format.dateTime(attempt.requestedAt) })}</h3>
      <DescriptionList
        className="text-dense [&>div]:py-1.5"
        facts={[
          { term: t('steps.part.command'), value: <code translate="no">{['vmiunit', ...attempt.argv].join(' ')}</code> },
          { term: t('run.result.said'), value: saidText(t, attempt) },
          { term: t('run.result.seen'), value: seenText(t, attempt) },
          ...(outcome ? [{ term: t('run.result.verdict'), value: outcome }] : []),
        ]}
      />
      <FactsDiff changes={attempt.changes} moments="run" recovery={recovery} />
      {attempt.launchedAt !== null && <p><a href={`/api/attempts/${attempt.id}/output?raw=1`} download className="inline-flex min-h-11 items-center">{t('run.record.output', { n: attempt.no })}</a></p>}
    </section>
  )
}
