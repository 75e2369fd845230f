'use client'
/** The card of a step, always in the same order, so that the eye learns it: head, cautions, facts, what is normal, result, acts, folds, output. */
import Link from 'next/link'
import { useT } from '@/lib/i18n/words'
import { StepActs } from './acts/step-acts'
import { AnswerRecord } from './card/answer-record'
import { StepCautions } from './card/step-cautions'
import { StepExpected, StepFacts } from './card/step-facts'
import { StepFolds } from './card/step-folds'
import { StepHead } from './card/step-head'
import { ConditionFound } from './card/condition-found'
import { EndOfProcedure } from './end-of-procedure'
import { WhyNothing } from './frame/take-control'
import { CommandOutput } from './output/command-output'
import { AttemptResult } from './result/attempt-state'
import { FinishedRecord } from './result/finished-record'
import { useRun } from './run-context'
import { stepHref } from './step-href'
import { ReceiverActs, RequestFacts } from './waiting/receiver-acts'
import { WaitingCard } from './waiting/waiting-card'

export function StepCard() {
  const { view } = useRun()
  const { state, request, definition, acts } = view
  const attempt = state.attempts.at(-1)
  const isFinished = state.finishedAt !== null
  const isUnderWay = state.status === 'running' || state.status === 'verifying'
  const isReceiver = acts.some((act) => act === 'acceptRequest' || act === 'beginRequest' || act.startsWith('answer'))
  const isWaiting = request !== null && definition.actor === 'resourceManager' && (state.status === 'waiting' || state.openForAnswer) && !isReceiver
  return (
    <article data-step={definition.key} data-step-state={state.status}>
      <WhichStep />
      <StepHead />
      {!isFinished && <div className="mb-6"><StepCautions view={view} /></div>}
      <StepFacts />
      {!isFinished && !isUnderWay && <StepExpected />}
      {!isFinished && <ConditionFound />}
      <div className="mt-8 grid gap-8">
        {request && (isReceiver || definition.kind === 'request') && <section><RequestFacts request={request} />{isReceiver && <ReceiverActs />}</section>}
        {isWaiting && <WaitingCard request={request} />}
        {attempt ? <AttemptResult /> : isFinished && <FinishedRecord />}
        {attempt && isFinished && attempt.status !== 'settled' && <FinishedRecord />}
        <StepActs />
        <WhyNothing />
      </div>
      <AnswerRecord />
      <EndOfProcedure recovery={view.recovery} />
      <StepFolds />
      {attempt && <CommandOutput attempt={attempt} />}
    </article>
  )
}

/** Looking at another step than the present one. */
function WhichStep() {
  const t = useT()
  const { view: { recovery, leg, definition, opensAfter } } = useRun()
  const { currentStep, endedAt } = recovery
  if (!currentStep || endedAt !== null || (currentStep.leg === leg && currentStep.no === definition.no)) return null
  return (
    <div data-other-step className="mb-6 rounded-box border border-line bg-sub px-4 py-2">
      {opensAfter !== null && <p className="font-bold">{t('steps.future', { n: opensAfter })}</p>}
      <p className="flex flex-wrap items-center gap-x-4">
        {t('steps.current', { n: currentStep.no })}
        <Link href={stepHref(recovery.id, currentStep.leg, currentStep.no)} className="inline-flex min-h-11 items-center">{t('steps.current.link', { n: currentStep.no })}</Link>
      </p>
    </div>
  )
}
