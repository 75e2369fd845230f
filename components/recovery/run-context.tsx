'use client'
/** What every part of a step's page needs: the step as it is now, and where its forms are posted. Actions arrive from app/ as props. */
import { createContext, use } from 'react'
import { assert } from '@/lib/std/assert'
import type { FormAction, HIDDEN } from '@/lib/recoveries/forms'
import type { StepAct, StepView } from '@/lib/recoveries/dto'

export type RunActions = { readonly onStep: FormAction; readonly onRecovery: FormAction }
export type Run = { readonly view: StepView; readonly actions: RunActions }

export const RunContext = createContext<Run | null>(null)

export function useRun(): Run {
  const run = use(RunContext)
  assert(run !== null, 'a part of a step stands outside its page')
  return run
}

type Hidden = Readonly<Record<(typeof HIDDEN.step)[number], string | number | null>>

/** The hidden fields of an act on this step: what it is about, and what it was based on. */
export const stepHidden = (view: StepView, act: StepAct): Hidden => ({
  act, recoveryId: view.recovery.id, leg: view.leg, step: view.definition.key, stepRevision: view.state.revision, factsId: view.reading?.id ?? '', key: view.actKey,
})

/** The hidden fields of an act on the recovery as a whole. */
export const recoveryHidden = (view: StepView, act: string): Readonly<Record<(typeof HIDDEN.recovery)[number], string>> => ({ act, recoveryId: view.recovery.id, key: view.actKey })
