/** Every act, tried by everybody at the very moment when the right person does it: a row of lib/accounts/may.ts that opens too far or too little fails here. */
import { afterAll, describe, expect, test } from 'vitest'
import { procedures } from '@/lib/procedures/registry'
import { currentStep } from './current-step'
import type { Decision } from './decide'
import type { Actor, Intent } from './intents'
import type { ProcedureKey, StepKey } from './procedure'
import { administrator, builder, conclude, goTo, machine, manager, observer, otherBuilder, Play, smooth } from './testing/play'
import { RECOVERY_TYPES, recoveryIntent, REQUEST_TYPES, requestIntent, STEP_TYPES } from './testing/moves'
import { waysOf } from './testing/ways'

/** Both roles without a right of their own, in one person. */
const onlooker: Actor = { id: 'u-both', name: '両方', roles: ['administrator', 'observer'] }
const people = [builder, otherBuilder, manager, administrator, observer, onlooker]
const tried = new Set<Intent['type']>()

/** Whether the procedure gives the act to this person as well as to the one who does it now (manual 6.3.2, and the rules for every step). */
function isAlsoHis(intent: Intent, actor: Actor, doer: Actor): boolean {
  if (intent.type === 'note') return actor === builder || actor === otherBuilder || actor === manager
  // The machine's reminders are its own, by another percentage.
  if (intent.type === 'remind' && actor === machine) return true
  if (intent.type === 'takeControl' || intent.type === 'start') return actor === builder || actor === otherBuilder
  return actor.id === doer.id
}

/** Before anything is done, everybody else tries it. */
class Watched extends Play {
  override do(intent: Intent, doer: Actor = builder): Decision {
    tried.add(intent.type)
    for (const actor of [...people, machine].filter((each) => !isAlsoHis(intent, each, doer))) {
      const answer = this.decide(intent, actor)
      expect([intent.type, actor.name, answer.ok ? 'taken' : answer.error.code]).toEqual([intent.type, actor.name, expect.stringMatching(/^(?:notAllowed|notYourRole|notDriver)$/)])
    }
    return super.do(intent, doer)
  }
}

const stepsOf = (key: ProcedureKey): readonly StepKey[] => procedures(key, 1)?.steps.map((step) => step.key) ?? []

describe.each(['reuse', 'replace'] as const)('%s: whatever way a step goes, its acts are taken from the right person alone', (procedure) => {
  test.each(stepsOf(procedure))('%s', (key) => {
    for (const way of waysOf[key]) {
      const play = new Watched({ procedure })
      goTo(play, key)
      way.go(play)
    }
  })

  test('to the end', () => {
    const play = new Watched({ procedure })
    while (currentStep(play.state)) smooth[play.current.key](play)
    conclude(play)
  })
})

test('acts on the whole, and on requests, are taken from the right person alone', () => {
  const play = new Watched({ procedure: 'replace' })
  for (const type of ['note', 'hold', 'resume'] as const) play.do(recoveryIntent(play, type))
  play.do(requestIntent(play, 'remind', 'collect-data'))
  for (const type of ['accept', 'promise', 'beginRequest'] as const) play.do(requestIntent(play, type, 'collect-data'), manager)
  play.do(requestIntent(play, 'recall', 'collect-data'))
  play.do(requestIntent(play, 'send', 'collect-data'))
  play.do(requestIntent(play, 'answerCollect', 'collect-data', true))
  goTo(play, 'attach')
  play.do(requestIntent(play, 'sendBack', 'request-replacement'))
  play.do(requestIntent(play, 'answerReport', 'request-replacement'), manager)
  goTo(play, 'transfer-data')
  play.do(requestIntent(play, 'send', 'transfer-data'))
  play.do(requestIntent(play, 'answerTransfer', 'transfer-data'), manager)
  play.act('receiveTransfer', { comparedBy: '佐藤', note: null })
  play.do({ type: 'takeControl' }, otherBuilder)
  play.do({ type: 'giveControl', to: { id: builder.id, name: builder.name } }, otherBuilder)
  const other = new Watched({ procedure: 'reuse' })
  other.do(recoveryIntent(other, 'switch'))
  other.do(recoveryIntent(other, 'stop'))
})

test('acts while a command is under way are taken from the right person alone', () => {
  const play = new Watched({ procedure: 'reuse' })
  goTo(play, 'start')
  play.do({ type: 'declined', ...play.here(play.press()), why: 'tooLate', changes: [], reading: null, detail: null }, machine)
  const attempt = play.press()
  play.launch(attempt)
  play.act('interrupt', { attempt, alive: [], forced: false })
  play.do({ type: 'lost', ...play.here(attempt), why: 'lost' }, machine)
  play.act('conclude', { attempt, happened: false, note: '見た' })
  play.runByHand({ works: false, exitCode: 2 })
  play.act('notRunByHand', { attempt: play.showByHand() })
  play.launch(play.press())
  play.act('endWaiting', { attempt: play.current.attempts.at(-1)?.id ?? '' })
})

// Without this the walks above could grow thin unseen.
afterAll(() => {
  const all = ['start', ...STEP_TYPES, ...REQUEST_TYPES, ...RECOVERY_TYPES, 'declined', 'launched', 'ended', 'seen', 'lost']
  expect(all.filter((type) => !tried.has(type as Intent['type']))).toEqual([])
})
