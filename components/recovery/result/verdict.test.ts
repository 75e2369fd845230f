import { describe, expect, test } from 'vitest'
import type { AttemptState } from '@/lib/recovery/state'
import { CONCLUSIONS } from '@/lib/vmiunit/conclusion'
import type { SaidKind, Seen } from '@/lib/vmiunit/outcome'
import { contradictionOf, verdictOf, type Verdict } from './verdict'

const STEP = { awaits: null, secondEvidence: null, status: 'ready' } as const
const attempt = (said: SaidKind, seen: Seen): AttemptState =>
  ({ status: CONCLUSIONS[said][seen] === 'unknown' ? 'unknown' : 'settled', said: { kind: said, exitCode: null, signal: null, endedAt: null }, seen, conclusion: CONCLUSIONS[said][seen], settledBy: 'machine', settledNote: null }) as AttemptState

const WORDS: Readonly<Record<SaidKind, readonly Verdict[]>> = {
  //         target       alreadyBefore    sameAsBefore  changed        notReadable
  normal: ['done', 'alreadyBefore', 'mismatch', 'mismatch', 'unknown'],
  warning: ['doneWarn', 'alreadyBefore', 'warnNot', 'warnNot', 'unknown'],
  busy: ['busyThere', 'busy', 'busy', 'busy', 'busy'],
  abnormal: ['errorThere', 'alreadyBefore', 'failSame', 'failChanged', 'unknown'],
  other: ['other', 'other', 'other', 'other', 'unknown'],
  none: ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
}
const SEEN: readonly Seen[] = ['target', 'targetAlreadyBefore', 'sameAsBefore', 'changed', 'notReadable']

describe('each of the 30 cells of the conclusion table has its own honest sentence', () => {
  for (const said of Object.keys(WORDS) as SaidKind[])
    test.each(SEEN.map((seen, index) => [seen, WORDS[said][index]] as const))(`${said} × %s: %s`, (seen, verdict) => expect(verdictOf(attempt(said, seen), STEP)).toBe(verdict))
})

test('nothing is concluded while the state is still being read', () => {
  expect(verdictOf({ ...attempt('normal', 'sameAsBefore'), status: 'ended', conclusion: null }, STEP)).toBeNull()
})
test('what a person found out is told as such', () => {
  expect(verdictOf({ ...attempt('none', 'notReadable'), status: 'settled', conclusion: 'done', settledBy: 'person', settledNote: 'looked' }, STEP)).toBe('byPerson')
})

describe('a command that said yes and did not: the field is named that is not as it should be', () => {
  const record = { id: 'x', logical: 'working', observed: 'working', loadBalancer: 'blocked', updateScope: 'all' }
  test.each([
    ['start', { ...record, observed: 'stopped' }, { field: 'observed', value: 'stopped' }],
    ['start', { ...record, logical: 'stopped' }, { field: 'logical', value: 'stopped' }],
    ['start', record, { field: 'loadBalancer', value: 'blocked' }],
    ['stop', record, { field: 'observed', value: 'working' }],
    ['stop', { ...record, observed: 'stopped' }, { field: 'logical', value: 'working' }],
    ['stop', { ...record, observed: 'stopped', logical: 'stopped', loadBalancer: 'unblocked' }, { field: 'loadBalancer', value: 'unblocked' }],
    ['update', record, { field: 'updateScope', value: 'all' }],
    ['start', { id: 'x' }, { field: 'observed', value: '―' }],
    ['start', undefined, null],
  ] as const)('%s, %o', (name, shown, expected) => expect(contradictionOf({ name }, shown)).toEqual(expected))
})
