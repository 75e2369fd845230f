// What a tick before `update` says that it was given for.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dictionaryOf } from '@/lib/i18n/dictionary'
import { Words } from '@/lib/i18n/words'
import { updateCautions } from '@/lib/recovery/cautions'
import { NEW, reading, stopped, working } from '@/lib/vmiunit/sample-readings'
import { RunContext, type Run } from '../run-context'
import { RunAct } from './run-act'

const ticksFor = (...others: readonly string[]): readonly (string | undefined)[] => {
  const now = reading([working('192.168.1.104'), ...others.map(stopped), { ...stopped(NEW), updateScope: 'all' }], { definitionStatus: 'changed' })
  const view = { leg: 1, actKey: 'k', recovery: { id: 'R-2026-0012', procedure: 'replace' }, reading: now, definition: { key: 'update', command: 'update' }, state: { revision: 1, attempts: [] }, cautions: [...updateCautions(now, NEW), { code: 'otherUnreachable', count: 1 }] }
  const actions = { onStep: async () => ({ refusals: [], values: {} }) }
  const html = renderToStaticMarkup(<Words dictionary={dictionaryOf('ja', ['run.', 'steps.', 'common.', 'fields.', 'refusals.'])}><RunContext value={{ view, actions } as unknown as Run}><RunAct act="run" /></RunContext></Words>)
  return [...html.matchAll(/<input[^>]*type="checkbox"[^>]*value="([^"]*)"/g)].map(([, value]) => value)
}

test('a tick for other stopped servers names them, so that the box of another list is another box, and empty', () => {
  expect(ticksFor('192.168.1.103')).toEqual(['definitionChanged', 'otherStopped:192.168.1.103'])
  expect(ticksFor('192.168.1.103', '192.168.1.102')).toEqual(['definitionChanged', 'otherStopped:192.168.1.102,192.168.1.103'])
})
