// How a step is told to have ended, and who is named for it.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import type { AttemptState, StepState } from '@/lib/recovery/state'
import { builder, manager, type Play, upTo } from '@/lib/recovery/testing/play'
import { RunContext, type Run } from '../run-context'
import { AttemptResult } from './attempt-state'
import { FinishedRecord } from './finished-record'

function text(Part: typeof AttemptResult, { recovery = {}, ...state }: Partial<StepState> & { readonly recovery?: object }): string {
  const view = { leg: 1, reading: null, recovery: { id: 'R-2026-0012', driver: { isViewer: false }, currentStep: null, ...recovery }, definition: { key: state.key }, state }
  const html = renderToStaticMarkup(<Words dictionary={dictionaryOf('ja', ['run.', 'states.', 'common.', 'steps.', 'fields.'])}><RunContext value={{ view } as unknown as Run}><Part /></RunContext></Words>)
  return html.replaceAll(/<[^>]*>/g, '')
}

const switched = (play: Play, to: 'reuse' | 'replace') => play.do({ type: 'switch', to, version: 1, reason: 'x', reading: play.read(), dueAt: null })

test('a list that was carried over by a switch is told as such, and as nothing that was read', () => {
  const play = upTo({ procedure: 'replace' }, 'stop')
  switched(play, 'reuse')
  switched(play, 'replace')
  const said = text(FinishedRecord, play.step('collect-data'))
  expect(said).toContain(`切り替える前に${manager.name}さんが回答した一覧を引き継いだため、完了としました`)
  expect(said).not.toContain('状態を読めたので')
  expect(text(FinishedRecord, upTo({ procedure: 'replace' }, 'stop').step('connect-manager'))).toContain('状態を読めたので完了しました')
})

test('whoever pressed is not named for having stopped to wait: that may have been another', () => {
  const play = upTo({ procedure: 'replace' }, 'detach')
  play.act('endWaiting', { attempt: play.press() })
  const attempts: readonly AttemptState[] = play.step('detach').attempts
  expect(attempts.at(-1)).toMatchObject({ unknownWhy: 'waitingEnded', requestedBy: { name: builder.name } })
  const said = text(AttemptResult, play.step('detach'))
  expect(said).toContain('結果が分かる前に、待つのをやめました。')
  expect(said).not.toContain(builder.name)
})
