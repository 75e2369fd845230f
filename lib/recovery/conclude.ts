/**
 * What the conclusion table (lib/vmiunit/conclusion.ts) means for a step. Pure; imports the table and the vocabulary.
 */
import { conclude } from '@/lib/vmiunit/conclusion'
import type { Conclusion, Said, Seen } from '@/lib/vmiunit/outcome'
import { lastRun } from './current-step'
import type { StepDefinition } from './procedure'
import type { StepState } from './state'

/**
 * Concludes an attempt from what the command said and what the last reading shows. A step that names no second evidence cannot be
 * given one: there a target state that was there before needs a person's decision.
 */
export function concludeAttempt(definition: StepDefinition, said: Said | null, seen: Seen): Conclusion {
  const conclusion = conclude(said?.kind ?? 'none', seen)
  return conclusion === 'secondEvidence' && !definition.secondEvidence ? 'attention' : conclusion
}

/** What a step becomes once its second evidence is given: with a warning where a command ran and did not end normally. */
export function outcomeWithSecondEvidence(step: StepState): 'done' | 'doneWarn' {
  const run = lastRun(step)
  if (!run || run.conclusion === 'ready') return 'done'
  return run.said?.kind === 'normal' && run.settledBy === 'machine' ? 'done' : 'doneWarn'
}
