import { describe, expect, test } from 'vitest'
import type { StepStatus } from '@/lib/recovery/state'
import { announcementOf } from './announcements'

const view = (status: StepStatus, more: object = {}) => ({ state: { status, no: 4 }, definition: { key: 'detach' as const }, request: null, recovery: { rail: { length: 13 }, driver: { isViewer: true } }, ...more })

describe('what a screen reader hears while a command goes its way', () => {
  test.each([
    ['ready', 'running', 'polite', 'common.live.accepted'],
    ['running', 'verifying', 'polite', 'common.live.verifying'],
    ['verifying', 'done', 'polite', 'common.live.done'],
    ['verifying', 'failed', 'alert', 'common.live.failed'],
    ['verifying', 'attention', 'alert', 'common.live.attention'],
    ['running', 'unknown', 'alert', 'common.live.unknown'],
  ] as const)('%s → %s', (before, now, region, key) => expect(announcementOf(view(before), view(now))).toMatchObject({ region, key }))

  test('nothing twice, and nothing when the page shows another step', () => {
    expect(announcementOf(view('failed'), view('failed'))).toBeNull()
    expect(announcementOf(view('running'), view('done', { definition: { key: 'attach' } }))).toBeNull()
  })
  test('the last step says that the procedure ends', () => {
    expect(announcementOf(view('ready'), view('done', { state: { status: 'done', no: 13 } }))?.key).toBe('common.live.doneLast')
  })
  test('an answer is an alert for whoever is in control', () => {
    const asked = { request: { status: 'inProgress' as const, answerVersion: 0, answeredBy: null } }
    const answered = { request: { status: 'answered' as const, answerVersion: 1, answeredBy: { name: '山田 太郎' } } }
    expect(announcementOf(view('waiting', asked), view('done', answered))).toMatchObject({ region: 'alert', key: 'common.live.answered', values: { name: '山田 太郎' } })
    expect(announcementOf(view('waiting', asked), view('done', { ...answered, recovery: { rail: { length: 13 }, driver: { isViewer: false } } }))?.region).toBe('polite')
  })
})
