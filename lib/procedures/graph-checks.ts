/**
 * What has to hold of a procedure beside its type: checked in a test, so that a slip in the data never reaches an operator.
 * Pure; imports the form of a procedure and the vocabulary of the command.
 */
import type { Procedure, StepDefinition } from '@/lib/recovery/procedure'
import { EFFECT } from '@/lib/vmiunit/commands'

/** The mistakes found, as sentences for a developer; empty where there are none. */
export function findMistakes(procedure: Procedure): readonly string[] {
  return [...orderMistakes(procedure), ...procedure.steps.flatMap((step) => stepMistakes(step).map((mistake) => `${procedure.key} ${step.no} ${step.key}: ${mistake}`)), ...handOffMistakes(procedure)]
}

function orderMistakes({ key, steps }: Procedure): readonly string[] {
  const mistakes: string[] = []
  if (steps.length === 0) mistakes.push(`${key}: has no steps`)
  if (steps.some((step, index) => step.no !== index + 1)) mistakes.push(`${key}: numbers are not 1…${steps.length} in order`)
  if (new Set(steps.map((step) => step.key)).size !== steps.length) mistakes.push(`${key}: a key stands twice`)
  return mistakes
}

/** Rules that a step must keep by itself. */
function stepMistakes(step: StepDefinition): readonly string[] {
  const rules: readonly (readonly [holds: boolean, mistake: string])[] = [
    [(step.kind === 'command') === (step.command !== undefined), 'a command step, and only it, names its command'],
    [step.kind !== 'command' || (step.on === 'M' && step.actor === 'systemBuilder'), 'a command runs at M and is the system builder\'s'],
    [step.kind !== 'command' || step.server !== null, 'a command step says which server it is about, since its target state is judged there'],
    [!step.irreversible || step.kind === 'command', 'only a command can be irreversible'],
    [(step.command === 'detach') === (step.irreversible === true), 'detach, and only it, is irreversible'],
    [!step.goOnWithout || step.kind === 'command', 'only a command step can need attention and be gone on without'],
    [!(step.command === 'attach' || step.command === 'detach') || !step.goOnWithout, 'attach and detach are never gone on without'],
    [!step.command || (EFFECT[step.command] === 'repeatable') === (step.secondEvidence !== undefined), 'a repeatable command, and only it, names its second evidence'],
    [!['connect', 'manual'].includes(step.kind) || (step.fields ?? []).some((field) => field.required), 'what is confirmed by hand asks for a value'],
    [new Set((step.fields ?? []).map((field) => field.name)).size === (step.fields ?? []).length, 'a field stands twice'],
    [!['collect', 'report', 'transfer'].includes(step.kind) || step.actor === 'resourceManager', 'answers are the resource manager\'s'],
    [!step.optional || step.kind === 'transfer', 'only the transfer may be left out'],
  ]
  return rules.filter(([holds]) => !holds).map(([, mistake]) => mistake)
}

/** A report answers a request that stands right before it; a transfer hands over what was collected before. */
function handOffMistakes({ key, steps }: Procedure): readonly string[] {
  const at = (kind: StepDefinition['kind']): number => steps.findIndex((step) => step.kind === kind)
  const mistakes: string[] = []
  if (at('report') >= 0 && at('request') !== at('report') - 1) mistakes.push(`${key}: the report does not follow its request`)
  if (at('transfer') >= 0 && !(at('collect') >= 0 && at('collect') < at('transfer'))) mistakes.push(`${key}: the transfer has nothing collected before it`)
  const usesNew = steps.findIndex((step) => step.server === 'new' && step.kind !== 'report')
  if (usesNew >= 0 && (at('report') < 0 || at('report') > usesNew)) mistakes.push(`${key}: the new server is used before it is reported`)
  return mistakes
}
