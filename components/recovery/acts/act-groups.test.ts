import { expect, test } from 'vitest'
import { groupActs } from './act-groups'

test('a ready command has one main act and the others beside it', () => {
  expect(groupActs(['run', 'readAgain', 'enterAfterwards'], 'ready')).toEqual({ main: 'run', beside: ['readAgain', 'enterAfterwards'], exits: [] })
})
test('what is not needed is said first, running it anyway stands beside', () => {
  expect(groupActs(['notNeeded', 'run', 'overrule'], 'ready').main).toBe('notNeeded')
})
test('what the evidence calls for is not offered against the evidence as well', () => {
  expect(groupActs(['run', 'readAgain', 'overrule'], 'ready').beside).toEqual(['readAgain'])
  expect(groupActs(['readAgain', 'overrule'], 'ready').beside).toContain('overrule')
})
test.each(['unknown', 'attention', 'failed'] as const)('%s has exits of equal weight and no main act', (status) => {
  const acts = ['readAgain', 'runAgain', 'acceptTarget', 'enterAfterwards', 'hold'] as const
  expect(groupActs(acts, status)).toEqual({ main: null, beside: [], exits: acts })
})
test('an evidence that is owed comes first', () => {
  expect(groupActs(['runAgain', 'readAgain', 'giveSecondEvidence', 'hold'], 'attention').exits).toEqual(['giveSecondEvidence', 'readAgain', 'runAgain', 'hold'])
})
test('a correction after the answer is never the main act', () => {
  expect(groupActs(['answerCollect'], 'done')).toEqual({ main: null, beside: ['answerCollect'], exits: [] })
})
test('an unknown outcome shows exactly its three exits', () => {
  expect(groupActs(['checkNow', 'itHappened', 'itDidNot'], 'unknown').exits).toEqual(['checkNow', 'itHappened', 'itDidNot'])
})
test('an answer that does not fit can be sent back: beside receiving it, and after it finished the step', () => {
  expect(groupActs(['receiveTransfer', 'skip', 'sendBack'], 'ready')).toEqual({ main: 'receiveTransfer', beside: ['skip', 'sendBack'], exits: [] })
  expect(groupActs(['sendBack', 'reopen'], 'done').beside).toEqual(['sendBack'])
})
