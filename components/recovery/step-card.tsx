'use client'
/**
 * The card of a step, always in the same order, so that the eye learns it. Before the act: head, cautions, what the step is about, acts.
 * Once there is something to know or to decide, that comes first, and what the step is about follows the acts.
 */
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useT } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import { StepActs } from './acts/step-acts'
import { StepCautions } from './card/step-cautions'
import { StepExpected, StepFacts } from './card/step-facts'
import { isTrouble, StepFolds } from './card/step-folds'
import { StepHead } from './card/step-head'
import { ConditionFound } from './card/condition-found'
import { EndOfProcedure } from './end-of-procedure'
import { WhyNothing } from './frame/take-control'
import { CommandOutput } from './output/command-output'
import { AttemptResult } from './result/attempt-state'
import { FinishedRecord } from './result/finished-record'
import { useRun } from './run-context'
import { stepHref } from './step-href'

const RequestPart = dynamic(() => import('./waiting/hand-off-parts').then((parts) => parts.RequestPart))
const AnswerRecord = dynamic(() => import('./waiting/hand-off-parts').then((parts) => parts.AnswerRecord))
const ANSWERED: readonly StepView['definition']['kind'][] = ['collect', 'report', 'transfer']

export function StepCard() {
  const { view } = useRun()
  const { state, request, definition, acts } = view
  const attempt = state.attempts.at(-1)
  const isFinished = state.finishedAt !== null
  const isUnderWay = state.status === 'running' || state.status === 'verifying'
  const isReceiver = acts.some((act) => act === 'acceptRequest' || act === 'beginRequest' || act.startsWith('answer'))
  const isWaiting = request !== null && definition.actor === 'resourceManager' && (state.status === 'waiting' || state.openForAnswer) && !isReceiver
  const isAfter = isFinished || isUnderWay || isWaiting || isTrouble(state)
  const about = <><StepFacts /><StepExpected /></>
  const output = attempt && attempt.launchedAt !== null && <CommandOutput attempt={attempt} />
  return (
    <article data-step={definition.key} data-step-state={state.status}>
      <WhichStep />
      <StepHead />
      <div className="grid gap-8">
        {request && (isReceiver || definition.kind === 'request') && <RequestPart request={request} as={isReceiver ? 'receiver' : 'sender'} />}
        {isWaiting && <RequestPart request={request} as="waiting" />}
        {attempt ? <AttemptResult /> : isFinished && <FinishedRecord />}
        {attempt && isFinished && attempt.status !== 'settled' && <FinishedRecord />}
        {isUnderWay && output}
        {!isFinished && !isWaiting && state.status !== 'unknown' && <StepCautions view={view} />}
        {!isAfter && <div>{about}</div>}
        {!isAfter && <ConditionFound />}
        <StepActs />
        <WhyNothing />
        {ANSWERED.includes(definition.kind) && <AnswerRecord />}
        <EndOfProcedure recovery={view.recovery} />
      </div>
      <StepFolds about={isAfter && about} />
      {!isUnderWay && output && <div className="mt-10">{output}</div>}
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
