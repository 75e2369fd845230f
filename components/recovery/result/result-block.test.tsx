// What the result says of the servers that the command was not meant for.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import type { AttemptState } from '@/lib/recovery/state'
import { compareFor } from '@/lib/vmiunit/changes'
import type { ChangeCommand } from '@/lib/vmiunit/commands'
import type { Reading } from '@/lib/vmiunit/outcome'
import { NEW, reading, stopped, UNIT, working } from '@/lib/vmiunit/sample-readings'
import { RunContext, type Run } from '../run-context'
import { ResultBlock } from './result-block'

const OTHER = '192.168.1.103'
const RUNS = '192.168.1.102'
const NOW = Date.UTC(2026, 10, 21, 20, 0)
const NONE_CHANGED = 'ほかの仮想サーバに変化はありません'
const TABLE = 'ほかの仮想サーバの変化'
const update: ChangeCommand = { name: 'update', unit: UNIT, server: NEW }

function text(before: Reading, after: Reading, conclusion: AttemptState['conclusion'] = 'done'): string {
  const { about, others } = compareFor(update, before, after)
  const attempt = {
    command: update, status: 'settled', said: { kind: conclusion === 'done' ? 'normal' : 'abnormal', exitCode: 0, signal: null, endedAt: NOW }, seen: conclusion === 'done' ? 'target' : 'changed', conclusion, settledBy: 'machine', settledNote: null,
    before, after, launchedAt: NOW, endedAt: NOW, seenAt: NOW, pastedBy: null, changes: about, otherChanges: others,
  } as unknown as AttemptState
  const recovery = { id: 'R-2026-0012', serverNow: NOW, driver: { isViewer: false }, currentStep: null, failed: { id: '192.168.1.101' }, replacement: { id: NEW } }
  const view = { leg: 1, recovery, definition: { key: 'update', command: 'update' }, reading: after, state: { status: 'done', finishedAt: NOW, awaits: null, secondEvidence: null, attempts: [attempt] } }
  const html = renderToStaticMarkup(<Words dictionary={dictionaryOf('ja', ['run.', 'states.', 'common.', 'steps.'])}><RunContext value={{ view } as unknown as Run}><ResultBlock attempt={attempt} /></RunContext></Words>)
  return html.replaceAll(/<[^>]*>/g, '')
}

const fresh = { ...stopped(NEW), updateScope: 'all' }
const waiting = { ...stopped(OTHER), updateScope: 'all' }

test('after an update every other server that it rebuilt is named, and nothing says that none changed', () => {
  const said = text(reading([working(RUNS), waiting, fresh]), reading([working(RUNS), { ...waiting, updateScope: 'none' }, { ...fresh, updateScope: 'none' }]))
  expect(said).toContain(TABLE)
  expect(said).toContain(OTHER)
  expect(said).not.toContain(NONE_CHANGED)
})

test('an update that failed tells the changes of the other servers once, and apart from its own', () => {
  const said = text(reading([waiting, fresh]), reading([{ ...waiting, updateScope: 'none' }, { ...fresh, updateScope: 'applications' }]), 'attention')
  expect(said.split(OTHER)).toHaveLength(2)
  expect(said).toContain(TABLE)
})

test('that no other server changed is said only where a complete reading shows it', () => {
  const changed = { ...fresh, updateScope: 'none' }
  expect(text(reading([working(RUNS), waiting, fresh], { definitionStatus: 'changed' }), reading([working(RUNS), waiting, changed]))).toContain(NONE_CHANGED)
  expect(text(reading([working(RUNS), waiting, fresh]), reading([working(RUNS), waiting, changed], { complete: false }))).not.toContain(NONE_CHANGED)
})
