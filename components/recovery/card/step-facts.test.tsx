// What stands beside a command's target: the checks of the report, and the state as far as anybody asked for it.
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import type { StepView } from '@/lib/recoveries/dto'
import type { ReportCheck } from '@/lib/recovery/events'
import type { StepStatus } from '@/lib/recovery/state'
import { RunContext, type Run } from '../run-context'
import { StepFacts } from './step-facts'

const AT = Date.UTC(2026, 10, 21, 20, 0)
const ALL_PASSED = '手順6の照合を通っています。'

function text(over: { readonly checks?: readonly ReportCheck[]; readonly status?: StepStatus; readonly recovery?: Partial<StepView['recovery']> }): string {
  const recovery = { id: 'R-2026-0012', unit: 'gyoumu_a', procedure: 'replace', transport: 'ssh', connectionName: 'mgr01', loadBalancer: 'none', held: null, endedAt: null, currentStep: { leg: 1, no: 8, key: 'attach' }, ...over.recovery }
  const state = { no: 8, key: 'attach', status: over.status ?? 'ready', finishedAt: null, attempts: [] }
  const view = {
    leg: 1, recovery, state, definition: { key: 'attach', kind: 'command', command: 'attach', server: 'new', from: 'T', on: 'M' }, reading: null, record: null, argv: null, blast: null, runsAs: null,
    target: { role: 'new', id: '192.168.1.110', serviceIp: '192.168.2.110', hypervisorName: null, sameAddress: false }, context: { report: { checks: over.checks ?? [] } },
  }
  const html = renderToStaticMarkup(<Words dictionary={dictionaryOf('ja', ['run.', 'states.', 'common.', 'steps.'])}><RunContext value={{ view } as unknown as Run}><StepFacts /></RunContext></Words>)
  return html.replaceAll(/<[^>]*>/g, '')
}

const check = (code: ReportCheck['code'], outcome: ReportCheck['outcome']): ReportCheck => ({ code, outcome, at: AT })

describe('beside the values that are about to be registered', () => {
  test('the checks of step 6 are told as passed only where every one of them was', () => {
    expect(text({ checks: [check('identifierFree', 'ok'), check('serviceIpFree', 'ok')] })).toContain(ALL_PASSED)
  })
  test('a check that could not be made, or that was asked about, is named with what became of it', () => {
    const said = text({ checks: [check('identifierFree', 'unread'), check('serviceIpFree', 'ok'), check('differsFromFailed', 'asked')] })
    expect(said).not.toContain(ALL_PASSED)
    expect(said).toContain('識別子は、この管理ユニットに未登録 値が分からず、照合していません（05:00時点）')
    expect(said).toContain('障害が発生した仮想サーバのアドレスと異なる 確かめて引き継ぐ（05:00時点）')
    expect(said).not.toContain('業務用IPアドレスは、ほかの仮想サーバと重ならない')
  })
})

describe('where there is no reading', () => {
  const SILENT = '管理用サーバから応答がありません'
  test('the management server is told to be silent where it was asked, beside the step that comes now', () => {
    expect(text({})).toContain(SILENT)
    expect(text({ status: 'failed' })).toContain(SILENT)
  })
  test('a state that nobody asked for is told as not read yet, and the management server is not blamed', () => {
    for (const over of [{ status: 'running' }, { status: 'verifying' }, { recovery: { currentStep: { leg: 2, no: 8, key: 'attach' } } }, { recovery: { currentStep: { leg: 1, no: 6, key: 'clone-and-report' } } }] as const) {
      expect(text(over)).toContain('状態は、まだ読んでいません。')
      expect(text(over)).not.toContain(SILENT)
    }
  })
})
